//! `footing simulate`: the same seed gives the same table, and its analysis gives back what was put in.

use footing::measurement::{Population, PopulationError, Responses, Simulation};
use footing::survey::{Codebook, read_codebook};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use serde_json::Value;

use crate::support::{data, run, run_on};

/// People who all read and answer everything.
const CAREFUL: Population = Population {
    teams: 300,
    people: 10,
    icc: 0.15,
    reliability: 0.85,
    mean: 55.0,
    deviation: 20.0,
    difficulty: 8.0,
    missing: 0.0,
    straight_liners: 0.0,
    careless: 0.0,
};

fn lq2002() -> Codebook {
    let file = data("lq2002.toml");
    read_codebook(&file, &std::fs::read(&file).unwrap()).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_table_on_every_machine() {
    let simulate = |seed| {
        let arguments = ["simulate", "--survey", "ai-proficiency", "--teams", "2", "--people", "3", "--seed", seed];
        run(&arguments).good()
    };
    insta::assert_snapshot!(simulate("1"), @r"
    person,team,which-part,fixed-point,left-out,told-it,split-up,my-decision,asked-again,checked-facts,looked-for-errors,protected-data,could-explain,frequency,used-again,shared
    1,1,,2,1,1,5,5,4,2,5,5,5,3,3,3
    2,1,2,4,3,2,5,4,2,3,4,5,2,2,3,2
    3,1,3,4,5,5,5,1,3,3,1,5,3,4,4,4
    4,2,2,3,3,3,4,4,4,1,5,,3,5,3,1
    5,2,5,4,4,5,3,5,4,4,3,5,1,5,4,4
    6,2,5,3,4,4,3,3,3,4,2,4,3,4,4,3
    ");
    assert_eq!(simulate("1"), simulate("1"));
    assert_ne!(simulate("1"), simulate("2"));
}

#[test]
fn the_analysis_gives_back_icc_and_difficulties() {
    let codebook = lq2002();
    for seed in 1..=3 {
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        let mut simulation = Simulation::new(&codebook, CAREFUL, || generator.next_u64()).unwrap();
        let difficulties = simulation.difficulties().to_vec();
        let mut responses = Responses::none(&codebook).unwrap();
        for respondent in simulation.by_ref() {
            responses.push(&respondent.answers, Some(&respondent.team.to_string()), None).unwrap();
        }
        let analysis = footing::measurement::Analysis::of(&responses, "team", 0).unwrap();
        let whole = &analysis.measures[0];
        let icc = whole.groups.as_ref().unwrap().variance.icc1.unwrap();
        assert!((icc - CAREFUL.icc).abs() < 0.04, "seed {seed}: ICC(1) {icc}");
        let alpha = whole.quality.alpha.unwrap();
        assert!((alpha - CAREFUL.reliability).abs() < 0.04, "seed {seed}: alpha {alpha}");
        for (item, difficulty) in whole.item_figures.iter().zip(difficulties) {
            let got = whole.unit.pomp(item.mean.unwrap());
            let wanted = CAREFUL.mean + difficulty;
            assert!((got - wanted).abs() < 4.0, "seed {seed}: {} has {got:.1}, not {wanted:.1}", item.column);
        }
    }
}

#[test]
fn missing_answers_straight_liners_and_careless_people_are_as_many_as_asked_for() {
    let survey = data("lq2002.toml");
    let simulate = |more: &[&str]| {
        let common = ["simulate", "--survey", &survey, "--teams", "100", "--people", "20"];
        let table = run(&[&common, more].concat()).good();
        let report = run_on(&["analyse", "--survey", &survey, "-", "--format", "json"], &table).good();
        serde_json::from_str::<Value>(&report).unwrap()
    };
    let lines = simulate(&["--missing", "0", "--straight-liners", "0.25", "--careless", "0"]);
    let straight = lines["responses"]["straight_lines"].as_f64().unwrap() / 2000.0;
    assert!((straight - 0.25).abs() < 0.04, "{straight}");

    let careless = simulate(&["--missing", "0", "--straight-liners", "0", "--careless", "1"]);
    let alpha = careless["measures"][0]["quality"]["alpha"].as_f64().unwrap();
    assert!(alpha.abs() < 0.1, "random answers have no reliability, not {alpha}");

    let gaps = simulate(&["--missing", "0.1"]);
    let missing = gaps["responses"]["missing_answers"].as_f64().unwrap() / 28_000.0;
    assert!((missing - 0.1).abs() < 0.01, "{missing}");
}

#[test]
fn a_population_that_cannot_be_is_refused() {
    let codebook = lq2002();
    let refused = |population| Simulation::new(&codebook, population, || 0).err();
    assert_eq!(refused(CAREFUL), None);
    assert_eq!(refused(Population { icc: 0.9, ..CAREFUL }), Some(PopulationError::Reliability));
    assert_eq!(refused(Population { missing: f64::NAN, ..CAREFUL }), Some(PopulationError::Share));
    assert_eq!(refused(Population { careless: 0.6, straight_liners: 0.6, ..CAREFUL }), Some(PopulationError::Share));
    assert_eq!(refused(Population { deviation: -1.0, ..CAREFUL }), Some(PopulationError::Points));
}
