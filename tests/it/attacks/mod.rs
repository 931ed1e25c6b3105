//! Attacks on releases of made-up organisations of many shapes, by somebody who holds every figure, knows who answered
//! which question and what the newly joined answered, and adds and subtracts. Each attack is tried on a planted fault
//! too: an attacker who finds nothing there proves nothing.

mod algebra;
mod organisation;
mod questions;

use std::collections::BTreeSet;

use footing_core::disclosure::{Beyond, Figures, Group, MeasureKind};
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::sample::Sample;

use self::algebra::opened;
use self::organisation::{ITEMS, Organisation};

const ORGANISATIONS: u64 = 240;

type Set = BTreeSet<usize>;

/// Everybody new, one by one: whoever invented them knows what they answered.
fn invented(organisation: &Organisation) -> impl Iterator<Item = Set> + '_ {
    organisation.newcomers().map(|person| Set::from([person]))
}

/// Sets that nobody may learn about: of single people, of what is left of a group without others, and of up to three
/// groups of which nothing is shown, if fewer than `least` are in them who are not new.
fn secrets(organisation: &Organisation, all: &[Set], shown: &[Set], least: usize) -> BTreeSet<Set> {
    let new: Set = organisation.newcomers().collect();
    let hidden: Vec<&Set> = all.iter().filter(|set| !shown.contains(set)).collect();
    let mut sets: BTreeSet<Set> = all.iter().flatten().map(|person| Set::from([*person])).collect();
    for one in 0..hidden.len() {
        for two in one..hidden.len() {
            for three in two..hidden.len() {
                sets.insert([hidden[one], hidden[two], hidden[three]].into_iter().flatten().copied().collect());
            }
        }
    }
    for outer in all {
        let mut rest = outer.clone();
        for inner in all.iter().filter(|inner| inner.len() < outer.len() && inner.is_subset(outer)) {
            sets.insert(outer - inner);
            rest = &rest - inner;
        }
        sets.insert(rest);
    }
    let settled = |set: Set| -> Set { &set - &new };
    sets.into_iter().map(settled).filter(|set| (1..least).contains(&set.len())).collect()
}

/// How many secrets follow where `is_shown` says of which groups an item's figures are known.
fn recovered(organisation: &Organisation, least: usize, is_shown: impl Fn(usize, usize, &Figures) -> bool) -> usize {
    let mut found = 0;
    for item in 0..ITEMS {
        let place = organisation.place_of_item(item);
        let (mut all, mut shown) = (Vec::new(), Vec::new());
        for (group, row) in organisation.release.rows().iter().enumerate() {
            let set = organisation.respondents(&row.group, item);
            if row.figures(place).is_some_and(|figures| is_shown(group, item, figures)) {
                shown.push(set.clone());
            }
            all.push(set);
        }
        let targets = secrets(organisation, &all, &shown, least);
        shown.extend(invented(organisation));
        found += opened(&shown, &targets).len();
    }
    found
}

#[test]
fn what_is_shown_is_what_the_attacker_takes_it_for() {
    let mut compared = 0;
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        for row in organisation.release.rows() {
            for item in 0..ITEMS {
                let Some(figures) = row.figures(organisation.place_of_item(item)) else { continue };
                let people = organisation.respondents(&row.group, item);
                assert!((figures.answers.from..=figures.answers.to).contains(&(people.len() as u32)));
                if figures.beyond.is_none() {
                    let mean = organisation.mean(&people, item);
                    assert!((figures.mean - mean).abs() <= 0.051, "{seed} {:?} {mean} {figures:?}", row.group);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 5_000, "{compared}");
}

#[test]
fn no_mean_of_fewer_people_than_the_threshold_follows() {
    let (mut found, mut fault, mut shown) = (0, 0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let least = organisation.least as usize;
        found += recovered(&organisation, least, |_, _, _| true);
        shown += organisation.release.shown();
        fault += organisation.recovered_if(least, |people| people >= least);
    }
    println!(
        "means: {shown} figures of {ORGANISATIONS} organisations, {found} small sets recovered; {fault} if groups were hidden for their size alone"
    );
    assert_eq!(found, 0);
    assert!(fault > 0, "the attacker is too weak");
}

#[test]
fn no_shares_of_fewer_than_ten_follow() {
    let (mut found, mut fault, mut shown) = (0, 0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let least = organisation.least.max(10) as usize;
        found += recovered(&organisation, least, |_, _, figures| !figures.shares.is_empty());
        shown += organisation
            .release
            .rows()
            .iter()
            .flat_map(|row| (0..row.cells.len()).filter_map(|place| row.figures(place)))
            .filter(|figures| !figures.shares.is_empty())
            .count();
        // As it once was: of every group that is shown and has ten answers.
        fault += recovered(&organisation, least, |_, _, figures| figures.answers.from >= 10);
    }
    println!(
        "shares: {shown} distributions, {found} of fewer than ten recovered; {fault} if shown for ten answers alone"
    );
    assert_eq!(found, 0);
    assert!(fault > 0, "the attacker is too weak");
}

#[test]
fn no_mean_that_is_only_limited_follows_from_those_given() {
    let (mut found, mut fault, mut limited, mut in_rows) = (0, 0, 0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let new: Set = organisation.newcomers().collect();
        for item in 0..ITEMS {
            let place = organisation.place_of_item(item);
            let rows = organisation.release.rows().iter().filter_map(|row| Some((row, row.figures(place)?)));
            let (mut exact, mut coded) = (Vec::new(), BTreeSet::new());
            let mut alone = Vec::new();
            for (row, figures) in rows {
                let people = &organisation.respondents(&row.group, item) - &new;
                if figures.beyond.is_some() {
                    coded.insert(people);
                } else {
                    exact.push(people);
                }
            }
            for row in organisation.release.rows() {
                let people = &organisation.respondents(&row.group, item) - &new;
                if people.len() >= organisation.least as usize && !coded.contains(&people) {
                    alone.push(people);
                }
            }
            limited += coded.len();
            found += opened(&exact, &coded).len();
            fault += opened(&alone, &coded).len();
        }
        in_rows += organisation.limits_passed_in_rows();
    }
    println!(
        "limits: {limited} means only limited, {found} passed by subtraction, {in_rows} within their row; {fault} if nothing were hidden for them"
    );
    assert_eq!((found, in_rows), (0, 0));
    assert!(limited > 50 && fault > 0, "the attacker is too weak: {limited} {fault}");
}

#[test]
fn nobody_is_found_out_as_having_taken_part_or_not() {
    let (mut found, mut fault, mut shown) = (0, 0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let participation = &organisation.release.head().participation[0];
        let tops: Vec<Group> = organisation.tops();
        let groups: Vec<Group> = [Group::Organisation, Group::Leaders].into_iter().chain(tops).collect();
        let is_known = |group: &Group| match group {
            Group::Organisation => participation.whole.is_some(),
            Group::Leaders => participation.leaders.is_some(),
            group => participation.teams.iter().any(|(team, _)| Group::Team(team.clone()) == *group),
        };
        let all: Vec<Set> = groups.iter().map(|group| organisation.invited(group)).collect();
        let mut known: Vec<Set> =
            groups.iter().zip(&all).filter(|(group, _)| is_known(group)).map(|(_, set)| set.clone()).collect();
        shown += known.len();
        let targets = secrets(&organisation, &all, &known, 10);
        known.extend(invented(&organisation));
        found += opened(&known, &targets).len();
        let by_size: Vec<Set> = all.iter().filter(|set| set.len() >= 5).cloned().collect();
        fault += opened(&by_size, &targets).len();
    }
    println!(
        "participation: {shown} counts, {found} of fewer than ten recovered; {fault} if shown from five invited on"
    );
    assert_eq!(found, 0);
    assert!(fault > 0, "the attacker is too weak");
}

#[test]
fn those_who_lead_find_nothing_of_their_own_in_what_they_see() {
    let (mut found, mut fault, mut leading) = (0, 0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let leaders: Set = organisation.leaders().collect();
        leading += leaders.len();
        for item in 0..ITEMS {
            let place = organisation.place_of_item(item);
            let rows = || organisation.release.rows().iter().filter(|row| row.group != Group::Leaders);
            let shown: Vec<Set> = rows()
                .filter(|row| row.figures(place).is_some())
                .map(|row| organisation.respondents(&row.group, item))
                .collect();
            let all: Vec<Set> = rows().map(|row| organisation.respondents(&row.group, item)).collect();
            assert!(all.iter().all(|set| set.is_disjoint(&leaders)));
            // With the answers of all who lead in hand, nothing more follows about anybody else.
            let targets = secrets(&organisation, &all, &shown, organisation.least as usize);
            let own = leaders.iter().map(|leader| Set::from([*leader]));
            let known: Vec<Set> = shown.iter().cloned().chain(own.clone()).chain(invented(&organisation)).collect();
            found += opened(&known, &targets).len();
            // As it once was: whoever leads a team counted in the one above.
            let with_leaders: Vec<Set> = shown
                .iter()
                .enumerate()
                .map(|(place, set)| if place == 0 { set | &leaders } else { set.clone() })
                .collect();
            let left: BTreeSet<Set> = leaders.iter().map(|leader| &leaders - &Set::from([*leader])).collect();
            let left = left.into_iter().filter(|set| (1..organisation.least as usize).contains(&set.len())).collect();
            let known: Vec<Set> = with_leaders
                .into_iter()
                .chain(all.iter().filter(|set| !set.is_empty()).take(1).cloned())
                .chain(own)
                .collect();
            fault += opened(&known, &left).len();
        }
    }
    println!("leaders: {leading} who lead, {found} small sets recovered; {fault} if they counted in the organisation");
    assert_eq!(found, 0);
    assert!(fault > 0, "the attacker is too weak");
}

#[test]
fn what_is_said_of_teams_in_general_says_nothing_of_those_that_are_hidden() {
    let (mut compared, mut fault) = (0, 0);
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let hidden = organisation.in_no_shown_team();
        let others = organisation.with_others_answers(&hidden);
        let verdicts = |one: &Organisation| -> Vec<bool> {
            one.release
                .rows()
                .iter()
                .flat_map(|row| (0..row.cells.len()).map(|place| row.figures(place).is_some()))
                .collect()
        };
        if hidden.is_empty() || verdicts(&organisation) != verdicts(&others) {
            continue;
        }
        compared += usize::from(organisation.release.head().measures[0].within.is_some());
        let spreads =
            |one: &Organisation| one.release.head().measures.iter().map(|measure| measure.within).collect::<Vec<_>>();
        assert_eq!(spreads(&organisation), spreads(&others), "{seed}");
        let teams = |one: &Organisation| {
            one.release
                .head()
                .quality
                .iter()
                .flat_map(|survey| survey.measures.iter().map(|measure| measure.teams))
                .collect::<Vec<_>>()
        };
        assert_eq!(teams(&organisation), teams(&others), "{seed}");
        // As it once was: from everybody's own team, to one decimal.
        let of_all = |one: &Organisation| {
            let samples: Vec<Sample> = one.teams().filter_map(|scores| Sample::of(&scores).ok()).collect();
            RandomEffects::fit(&samples).ok().map(|effects| (effects.within.sqrt() * 10.0).round())
        };
        let is_said = organisation.release.head().measures[0].within.is_some();
        fault += usize::from(is_said && of_all(&organisation) != of_all(&others));
    }
    println!(
        "spread: {compared} organisations with their hidden people answering otherwise, nothing changed; {fault} would have told"
    );
    assert!(compared > 30 && fault > 10, "{compared} {fault}");
}

#[test]
fn with_everybody_answering_every_team_of_threshold_size_is_shown() {
    let mut teams = 0;
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::complete(seed);
        let place = organisation.place_of_item(0);
        for row in organisation.release.rows() {
            let people = organisation.respondents(&row.group, 0).len();
            assert_eq!(
                row.figures(place).is_some(),
                people >= organisation.least as usize,
                "{seed} {:?} {people}",
                row.group
            );
            teams += usize::from(matches!(row.group, Group::Team(_)));
        }
    }
    println!("{teams} teams, all shown");
    assert!(teams > 1_000);
}

#[test]
fn the_limit_of_a_dimension_lies_where_its_questions_say() {
    let mut seen = BTreeSet::new();
    for seed in 0..ORGANISATIONS {
        let organisation = Organisation::random(seed);
        let (dimension, _) = organisation.release.measures(MeasureKind::Dimension).next().unwrap();
        for row in organisation.release.rows() {
            let limits: BTreeSet<Option<bool>> = (0..ITEMS)
                .filter_map(|item| {
                    Some(row.figures(organisation.place_of_item(item))?.beyond.map(|one| one == Beyond::AtMost))
                })
                .collect();
            let both = limits.contains(&Some(true)) && limits.contains(&Some(false));
            let whole = row.figures(dimension).map(|figures| figures.beyond.map(|one| one == Beyond::AtMost));
            if both || limits.is_empty() {
                assert_eq!(whole, None);
            } else {
                assert_eq!(whole, Some(limits.iter().flatten().next().copied()));
            }
            seen.insert((both, whole));
        }
    }
    assert!(seen.contains(&(true, None)) && seen.contains(&(false, Some(Some(true)))), "{seen:?}");
}
