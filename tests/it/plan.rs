//! `footing plan`: what it prints, and that a difference it promises is found as often as it says.

use footing_core::measurement::{Assumptions, Plan};
use footing_core::statistics::change::PairedChange;
use footing_core::statistics::comparison::welch;
use footing_core::statistics::confidence::Confidence;
use footing_core::statistics::sample::Sample;
use footing_core::survey::read_codebook;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};

use crate::support::{data, run};

#[test]
fn the_plan_for_a_team_of_eight_says_what_it_assumes() {
    let plan = run(&["plan", "--survey", "ai-proficiency", "--team-size", "8"]).good();
    insta::assert_snapshot!(plan, @r"
    What a team of 8 can show, in points of 100
       30.1  between two teams of this size
       23.1  between this team and the mean of a large organisation
       17.9  from one time to the next, the answers of each person linked
       30.1  from one time to the next, answers not linked
    Smaller differences may be there and will mostly not be found.

    How many answers a team needs for a mean of reliability .70
      ICC(1) 0.05:  45 answers
      ICC(1) 0.10:  21 answers  (assumed)
      ICC(1) 0.20:  10 answers
    With 8 answers and ICC(1) 0.10 it has 0.47, ICC(2).

    What one person's score can show
      all items  14 items, reliability 0.910; 4 items for .70; smallest reliable change 16.6
      Fit         3 items, reliability 0.698; 4 items for .70; smallest reliable change 30.5
      Direction   4 items, reliability 0.750; 4 items for .70; smallest reliable change 27.7
      Judgement   4 items, reliability 0.750; 4 items for .70; smallest reliable change 27.7
      Practice    3 items, reliability 0.698; 4 items for .70; smallest reliable change 30.5

    Assumed
      Scores within a team have a standard deviation of 20 points (--sd).
      A share of 0.1 of the variance of scores lies between teams (--icc).
      Scores of the same people at two times correlate 0.7 (--stability).
      A difference is found with a chance of 0.8 (--power), by t tests at 5 %, two-sided.
      All items together have a reliability of 0.85 (--reliability), except where the file says what the standard error of measurement is; shorter scores follow by Spearman–Brown.
      Everybody in the team answers, and answers for themselves.
    ");
}

#[test]
fn a_team_of_one_can_show_nothing_and_says_why() {
    let survey = data("lq2002.toml");
    let plan = run(&["plan", "--survey", &survey, "--team-size", "1", "--icc", "0"]).good();
    assert!(plan.contains("– (one person)  between two teams"), "{plan}");
    assert!(plan.contains("ICC(1) 0.00: reliability is not between 0 and 1"), "{plan}");
}

#[test]
fn figures_that_cannot_be_are_refused_with_their_range() {
    let plan = |flag: &str, value: &str| {
        let mut arguments =
            vec!["plan".to_owned(), "--survey".to_owned(), data("lq2002.toml"), format!("{flag}={value}")];
        if flag != "--team-size" {
            arguments.push("--team-size=8".to_owned());
        }
        run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    for (flag, values, range) in [
        ("--team-size", &["0", "1000001"][..], "is not in 1..=1000000"),
        ("--sd", &["0", "-20", "NaN", "inf", "51"], "write a number above 0 to 50"),
        ("--icc", &["-0.1", "1", "NaN"], "write a number from 0 to below 1"),
        ("--reliability", &["0", "1", "1.5", "NaN"], "write a number above 0 to below 1"),
        ("--stability", &["-0.5", "1", "NaN"], "write a number from 0 to below 1"),
        ("--power", &["0.5", "1", "80"], "write a number above 0.5 to below 1"),
    ] {
        for value in values {
            let ran = plan(flag, value);
            assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{flag} {value}");
            assert!(ran.stderr.contains(range), "{flag} {value}: {}", ran.stderr);
        }
    }
}

#[test]
fn more_error_than_spread_has_no_reliability() {
    let plan = run(&["plan", "--survey", "ai-proficiency", "--team-size", "8", "--sd", "5"]).good();
    assert!(!plan.contains("reliability -") && plan.contains("14 items, reliability –"), "{plan}");
}

/// Normal deviates by the sum of twelve uniform ones.
fn normals(seed: u64) -> impl FnMut() -> f64 {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let mut uniform = move || f64::from(generator.next_u32()) / f64::from(u32::MAX);
    move || (0..12).map(|_| uniform()).sum::<f64>() - 6.0
}

#[test]
fn a_planted_difference_is_found_as_often_as_promised() {
    let file = data("lq2002.toml");
    let codebook = read_codebook(&file, &std::fs::read(&file).unwrap()).unwrap();
    let assumptions = Assumptions { deviation: 20.0, icc: 0.1, reliability: 0.85, stability: 0.6, power: 0.8 };
    let mut normal = normals(20_261_121);
    for team_size in [5, 8, 12] {
        let plan = Plan::of(&codebook, team_size, assumptions);
        let (difference, change) = (plan.between_teams.unwrap(), plan.change.unwrap());
        let (mut found_differences, mut found_changes) = (0, 0);
        const TRIALS: i32 = 3_000;
        for _ in 0..TRIALS {
            let mut team = |mean: f64| -> Vec<f64> { (0..team_size).map(|_| mean + 20.0 * normal()).collect() };
            let (first, second) = (team(50.0), team(50.0 + difference));
            let test = welch(&Sample::of(&first).unwrap(), &Sample::of(&second).unwrap()).unwrap();
            found_differences += i32::from(test.p < 0.05);

            // What stays of a person makes the two times correlate by .6.
            let pairs: Vec<(f64, f64)> = (0..team_size)
                .map(|_| {
                    let stays = 0.6_f64.sqrt() * normal();
                    let mut at = |mean: f64| mean + 20.0 * (stays + 0.4_f64.sqrt() * normal());
                    (at(50.0), at(50.0 + change))
                })
                .collect();
            let interval = PairedChange::of(&pairs).unwrap().interval(Confidence::NINETY_FIVE).unwrap();
            found_changes += i32::from(!interval.contains(0.0));
        }
        for (what, found) in [("difference", found_differences), ("change", found_changes)] {
            let rate = f64::from(found) / f64::from(TRIALS);
            assert!((rate - 0.8).abs() < 0.03, "a {what} in teams of {team_size} was found in {rate:.3} of the trials");
        }
    }
}
