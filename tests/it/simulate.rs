//! `footing simulate`: the same seed gives the same table, and its analysis gives back what was put in.

use footing_core::measurement::{Population, PopulationError, Responses, Simulation};
use footing_core::survey::{Codebook, read_codebook};
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
    let file = "surveys/ai-proficiency.toml";
    let codebook = read_codebook(file, &std::fs::read(file).unwrap()).unwrap();
    let population =
        Population { teams: 2, people: 3, icc: 0.10, missing: 0.02, straight_liners: 0.02, careless: 0.02, ..CAREFUL };
    let mut generator = ChaCha8Rng::seed_from_u64(1);
    let answers = Simulation::new(&codebook, population, || generator.next_u64()).unwrap().map(|respondent| {
        let cell = |answer: &Option<u8>| answer.map_or_else(String::new, |value| value.to_string());
        respondent.answers.iter().map(cell).collect::<Vec<_>>().join(",")
    });
    insta::assert_snapshot!(answers.collect::<Vec<_>>().join("\n"), @r"
    ,2,1,1,5,5,4,2,5,5,5,3,3,3
    2,4,3,2,5,4,2,3,4,5,2,2,3,2
    3,4,5,5,5,1,3,3,1,5,3,4,4,4
    2,3,3,3,4,4,4,1,5,,3,5,3,1
    5,4,4,5,3,5,4,4,3,5,1,5,4,4
    5,3,4,4,3,3,3,4,2,4,3,4,4,3
    ");
    let simulate = |seed| {
        let arguments = ["simulate", "--survey", "ai-proficiency", "--teams", "2", "--people", "9", "--seed", seed];
        run(&arguments).good()
    };
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
        let analysis = footing_core::measurement::Analysis::of(&responses, "team", 0).unwrap();
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

/// The mean and the standard deviation that the analysis finds, in points of 100.
fn found(survey: &str, table: &str) -> (f64, f64) {
    let report = run_on(&["analyse", "--survey", survey, "-", "--format", "json"], table).good();
    let report: Value = serde_json::from_str(&report).unwrap();
    let score = &report["measures"][0]["score"];
    let width = ["lowest", "highest"].map(|end| report["measures"][0]["unit"][end].as_f64().unwrap());
    let deviation = score["standard_deviation"].as_f64().unwrap() * 100.0 / (width[1] - width[0]);
    (score["mean_pomp"].as_f64().unwrap(), deviation)
}

#[test]
fn the_table_has_the_mean_and_the_standard_deviation_that_were_asked_for() {
    let lq2002 = data("lq2002.toml");
    for (survey, mean, sd) in [
        ("ai-proficiency", "85", "25"),
        ("ai-proficiency", "55", "20"),
        (lq2002.as_str(), "15", "12"),
        (lq2002.as_str(), "50", "35"),
    ] {
        let size = ["--teams", "20", "--people", "8", "--seed", "3"];
        let ran = run(&[&["simulate", "--survey", survey, "--mean", mean, "--sd", sd], &size[..]].concat());
        let said = ran.stderr.clone();
        let got = found(survey, &ran.good());
        let [mean, sd] = [mean, sd].map(|figure| figure.parse::<f64>().unwrap());
        assert!(
            (got.0 - mean).abs() < 0.1 && (got.1 - sd).abs() < 0.1,
            "{survey}: {got:?} where {mean}, {sd} was asked"
        );
        let shown =
            format!("160 people with a score; mean {:.1}, standard deviation {:.1}, reliability 0.", got.0, got.1);
        assert!(said.contains(&shown), "{shown} is not in {said}");
    }
}

#[test]
fn figures_that_cannot_be_are_refused_with_the_nearest_that_can() {
    let simulate = |more: &[&str]| {
        run(&[&["simulate", "--survey", "ai-proficiency", "--teams", "10", "--people", "8"], more].concat())
    };
    let too_wide = simulate(&["--mean", "95", "--sd", "40"]);
    assert_eq!((too_wide.code, too_wide.stdout.as_str()), (1, ""));
    assert!(too_wide.stderr.contains("cannot have a mean of 95 and a standard deviation of 40; the nearest are 9"));
    let too_narrow = simulate(&["--sd", "0", "--careless", "0.2"]);
    assert!(too_narrow.stderr.contains("the nearest are"), "{}", too_narrow.stderr);
    for (flag, value) in [("--sd", "-1"), ("--mean", "NaN"), ("--mean", "101"), ("--icc", "1.5"), ("--teams", "0")] {
        let ran = simulate(&[&format!("{flag}={value}")]);
        assert_eq!(ran.code, 2, "{flag} {value}: {}", ran.stderr);
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

    let careless =
        simulate(&["--missing", "0", "--straight-liners", "0", "--careless", "1", "--mean", "50", "--sd", "9.2"]);
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
    assert_eq!(refused(Population { teams: 0, ..CAREFUL }), Some(PopulationError::People));
    assert_eq!(refused(Population { teams: u32::MAX, people: u32::MAX, ..CAREFUL }), Some(PopulationError::People));
}
