//! How often a manager's table shows colour: hardly ever where teams do not differ, and where they do about as often as
//! the plan promised.

use footing_core::disclosure::{Cell, Group, MeasureKind, Release, Standing};

use footing_core::measurement::{Assumptions, Plan, Population, Simulation};
use footing_core::organisation::{Member, TeamPath};
use footing_core::survey::Codebook;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

use crate::support::{closed_wave, member, release_of, response, team_practice};

const TEAMS: u32 = 40;
const PEOPLE: u32 = 10;

fn members() -> Vec<Member> {
    (0..TEAMS * PEOPLE).map(|number| member(&format!("Company > Team {}", number / PEOPLE), number)).collect()
}

/// Made-up people of this mean, of whom this share of the variance lies between teams.
fn population(icc: f64, mean: f64) -> Population {
    Population {
        teams: TEAMS,
        people: PEOPLE,
        icc,
        reliability: 0.85,
        mean,
        deviation: 20.0,
        difficulty: 5.0,
        missing: 0.0,
        straight_liners: 0.0,
        careless: 0.0,
    }
}

/// A release of made-up answers; `team` says what population the people of a team are from.
fn release(seed: u64, team: impl Fn(u32) -> Population) -> Release {
    let (survey, members) = (team_practice(), members());
    let wave = closed_wave(7, &survey, members.len());
    let codebook = Codebook::of(&survey);
    let mut answers = Vec::new();
    // Each population is drawn whole, and each team is taken from its own.
    let populations: Vec<Population> = (0..TEAMS).map(&team).collect();
    for population in populations.iter().enumerate().filter(|(place, one)| !populations[..*place].contains(one)) {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        let respondents = Simulation::new(&codebook, *population.1, || chance.next_u64()).unwrap();
        for (number, respondent) in respondents.enumerate() {
            if team(number as u32 / PEOPLE) == *population.1 {
                answers.push((members[number].person, response(&survey, &wave, &respondent.answers)));
            }
        }
    }
    release_of(&survey, &wave, &members, answers.into_iter())
}

/// How many team figures of the dimension are shown, and how many of those in colour.
fn coloured(release: &Release) -> (u32, u32) {
    let (place, _) = release.measures(MeasureKind::Dimension).next().unwrap();
    let (mut shown, mut coloured) = (0, 0);
    for row in release.rows().iter().filter(|row| matches!(&row.group, Group::Team(path) if path.parent().is_some())) {
        if let Cell::Shown(figures) = &row.cells[place] {
            shown += 1;
            coloured += u32::from(matches!(figures.standing, Some(Standing::ClearlyAbove | Standing::ClearlyBelow)));
        }
    }
    (shown, coloured)
}

fn share(icc: f64, runs: u64) -> f64 {
    let counts = (0..runs).map(|seed| coloured(&release(seed, |_| population(icc, 55.0))));
    let (shown, coloured) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    assert!(shown > 0, "nothing is shown");
    f64::from(coloured) / f64::from(shown)
}

#[test]
fn where_teams_do_not_differ_at_most_one_figure_in_twenty_has_colour() {
    let share = share(0.0, 60);
    println!("coloured where teams do not differ: {:.3}", share);
    assert!(share <= 0.05, "{share}");
}

#[test]
fn where_teams_differ_clearly_many_figures_have_colour() {
    let share = share(0.35, 20);
    println!("coloured where a third of the variance lies between teams: {:.3}", share);
    assert!(share >= 0.3, "{share}");
}

#[test]
fn a_difference_that_the_plan_promises_to_find_is_found_about_as_often_as_it_promises() {
    let even = |_| population(0.0, 50.0);
    let (place, measure) = {
        let release = release(1, even);
        let (place, measure) = release.measures(MeasureKind::Dimension).next().unwrap();
        (place, measure.clone())
    };
    let assumptions =
        Assumptions { deviation: measure.within.unwrap(), icc: 0.1, reliability: 0.85, stability: 0.6, power: 0.8 };
    let plan = Plan::of(&Codebook::of(&team_practice()), u64::from(PEOPLE), assumptions);
    let difference = plan.from_all.unwrap();
    // Five teams lie that far above the others, five below.
    let mean = |team: u32| match team {
        0..5 => 50.0 + difference,
        5..10 => 50.0 - difference,
        _ => 50.0,
    };
    let (mut found, mut planted) = (0, 0);
    for seed in 0..30 {
        let release = release(seed, |team| population(0.0, mean(team)));
        for team in 0..10 {
            let path = TeamPath::parse(&format!("Company > Team {team}")).unwrap();
            let Some(figures) = release.figures(&Group::Team(path), place) else { continue };
            let expected = if team < 5 { Standing::ClearlyAbove } else { Standing::ClearlyBelow };
            planted += 1;
            found += u32::from(figures.standing == Some(expected));
        }
    }
    let share = f64::from(found) / f64::from(planted);
    let standards = difference / measure.within.unwrap();
    println!("teams {standards:.2} standard deviations away found: {share:.2}, promised 0.80");
    assert!((0.70..=0.95).contains(&share), "{share}");
}
