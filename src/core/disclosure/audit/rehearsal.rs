//! Releases of made-up organisations, attacked: what is shown must give no small set of people away.
//! Faults are planted too, and the attacker must find each, or its silence would prove nothing.

use std::collections::BTreeMap;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};
use serde::Deserialize;

use super::attacker::{Attacker, Target, targets};
use super::census::{Census, CensusGroup, CensusPlace};
use super::decision::{Secret, Verdict, add_by_halves, candidates, decide, publish, reach};
use super::elimination::Audit;
use super::exchange::{Exchange, ROUNDS};
use super::field::FIRST;
use super::pieces::SearchReach;

/// People in cells, groups of cells, and what earlier releases have shown, before any check.
#[derive(Clone, Debug, Default)]
struct World {
    people: Vec<u32>,
    groups: Vec<CensusGroup>,
    earlier: Vec<Vec<u32>>,
}

impl World {
    fn census(&self, threshold: u32) -> Census {
        Census::new(&self.people, &self.groups, &self.earlier, threshold).unwrap()
    }

    /// What the attacker learns from this release that earlier ones have not told.
    fn learnt(&self, shown: &[bool], threshold: u32, differences: bool) -> Vec<Target> {
        let (mut sums, mut hidden) = (self.earlier.clone(), Vec::new());
        for (group, &shown) in self.groups.iter().zip(shown) {
            if shown { &mut sums } else { &mut hidden }.push(group.cells.clone());
        }
        let cells = self.people.len();
        let (before, after) = (Attacker::new(cells, &self.earlier), Attacker::new(cells, &sums));
        let mut targets = targets(&self.people, &hidden, threshold, 3, differences);
        targets.retain(|target| after.recovers(target) && !before.recovers(target));
        targets
    }
}

fn shown(census: &Census, secret: Secret, rounds: u64) -> Vec<bool> {
    decide(std::slice::from_ref(census), secret, rounds, &vec![true; census.groups().len()], |_| ())
        .verdicts
        .into_iter()
        .map(|verdict| verdict == Verdict::Shown)
        .collect()
}

/// Team, kind of work and location in one wave.
type Seat = [u32; 3];

struct Organisation {
    /// The department of each team.
    departments: Vec<u32>,
    has_work_in_departments: bool,
    /// By person, their seat in each wave they answered in.
    people: Vec<Vec<Option<Seat>>>,
    seats: ChaCha8Rng,
}

impl Organisation {
    fn new(seed: u64, waves: usize) -> Organisation {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut departments = Vec::new();
        for department in 0..1 + rng.next_u32() % 3 {
            departments.extend(vec![department; 1 + rng.next_u32() as usize % 4]);
        }
        let has_work_in_departments = rng.next_u32().is_multiple_of(3);
        let mut organisation = Organisation { departments, has_work_in_departments, people: Vec::new(), seats: rng };
        for team in 0..organisation.departments.len() as u32 {
            for _ in 0..1 + organisation.seats.next_u32() % 10 {
                let seat = organisation.seat(Some(team));
                organisation.people.push(vec![Some(seat)]);
            }
        }
        for wave in 1..waves {
            for person in 0..organisation.people.len() {
                let now = organisation.people[person][wave - 1];
                let then = match organisation.seats.next_u32() % 12 {
                    0 => None,
                    1 => Some(organisation.seat(None)),
                    _ => now,
                };
                organisation.people[person].push(then);
            }
            for _ in 0..organisation.seats.next_u32() % 4 {
                let seat = organisation.seat(None);
                organisation.people.push(vec![None; wave]);
                organisation.people.last_mut().unwrap().push(Some(seat));
            }
        }
        organisation
    }

    fn seat(&mut self, team: Option<u32>) -> Seat {
        let teams = self.departments.len() as u32;
        let mut draw = |of: u32| self.seats.next_u32() % of;
        [team.unwrap_or(draw(teams)), draw(6).saturating_sub(3), draw(5).saturating_sub(2)]
    }

    /// The cells of everybody who has answered up to a wave, and the groups of that wave.
    fn world(&self, wave: usize) -> World {
        let mut cells: BTreeMap<&[Option<Seat>], u32> = BTreeMap::new();
        for person in &self.people {
            if person.len() > wave && person[..=wave].iter().any(Option::is_some) {
                *cells.entry(&person[..=wave]).or_default() += 1;
            }
        }
        let groups = self.groups(cells.keys().map(|history| history[wave]));
        World { people: cells.into_values().collect(), groups, earlier: Vec::new() }
    }

    fn groups(&self, cells: impl Iterator<Item = Option<Seat>>) -> Vec<CensusGroup> {
        let mut groups: BTreeMap<(u32, u32, u32, u32), Vec<u32>> = BTreeMap::new();
        for (cell, seat) in cells.enumerate() {
            let Some([team, work, location]) = seat else { continue };
            let department = self.departments[team as usize];
            let mut names =
                vec![(0, 0, 0, 0), (1, 0, work, 0), (1, 1, location, 0), (2, 0, department, 0), (4, 0, team, 0)];
            if self.has_work_in_departments {
                names.push((3, 0, department, work));
            }
            for name in names {
                groups.entry(name).or_default().push(cell as u32);
            }
        }
        let place = |level| if [1, 3].contains(&level) { CensusPlace::Across } else { CensusPlace::Tree };
        groups.into_iter().map(|((level, ..), cells)| CensusGroup { place: place(level), cells }).collect()
    }

    /// Decides wave after wave; hands each world with what it knows of earlier releases to `decide`.
    fn waves(&self, waves: usize, mut decide: impl FnMut(&World) -> Vec<bool>) -> Vec<(World, Vec<bool>)> {
        let mut past: Vec<(World, Vec<bool>)> = Vec::new();
        for wave in 0..waves {
            let mut world = self.world(wave);
            let mut histories: Vec<&[Option<Seat>]> = Vec::new();
            for person in self.people.iter().filter(|person| person.len() > wave) {
                histories.push(&person[..=wave]);
            }
            histories.sort_unstable();
            histories.dedup();
            histories.retain(|history| history.iter().any(Option::is_some));
            for (then, (_, shown)) in past.iter().enumerate() {
                let groups = self.groups_by_name(&histories, then);
                world
                    .earlier
                    .extend(groups.into_iter().zip(shown).filter(|&(_, &shown)| shown).map(|(cells, _)| cells));
            }
            let shown = decide(&world);
            past.push((world, shown));
        }
        past
    }

    /// The groups of an earlier wave over cells that tell later waves apart too.
    fn groups_by_name(&self, histories: &[&[Option<Seat>]], wave: usize) -> Vec<Vec<u32>> {
        self.groups(histories.iter().map(|history| history[wave])).into_iter().map(|group| group.cells).collect()
    }
}

/// How many organisations are attacked.
const ORGANISATIONS: u64 = 200;

#[test]
fn an_attacker_with_all_releases_of_several_waves_recovers_nobody() {
    let (mut tested, mut published) = (0, 0);
    for seed in 0..ORGANISATIONS {
        let threshold = [5, 4, 5, 3, 7][seed as usize % 5];
        let secret = if seed % 2 == 0 { Secret::Sets } else { Secret::Differences };
        let organisation = Organisation::new(seed, 3);
        for (world, shown) in organisation.waves(3, |world| shown(&world.census(threshold), secret, 10)) {
            let learnt = world.learnt(&shown, threshold, secret == Secret::Differences);
            assert!(learnt.is_empty(), "organisation {seed}: {learnt:?}");
            for (group, _) in world.groups.iter().zip(&shown).filter(|&(_, &shown)| shown) {
                let count: u32 = group.cells.iter().map(|&cell| world.people[cell as usize]).sum();
                assert!(count >= threshold);
            }
            tested += 1;
            published += shown.iter().filter(|&&shown| shown).count();
        }
    }
    println!("{tested} releases with {published} groups shown, nobody recovered");
}

/// Whether the attacker learns something in one of a few organisations if releases are decided by `decide`.
fn is_caught(decide: impl Fn(&World) -> Vec<bool>) -> bool {
    (0..40).any(|seed| {
        let waves = Organisation::new(seed, 2).waves(2, &decide);
        waves.iter().any(|(world, shown)| !world.learnt(shown, 5, false).is_empty())
    })
}

#[test]
fn the_attacker_finds_every_planted_fault() {
    assert!(!is_caught(|world| shown(&world.census(5), Secret::Sets, 0)), "no fault");
    assert!(is_caught(|world| shown(&world.census(4), Secret::Sets, 0)), "a threshold off by one");
    assert!(
        is_caught(|world| shown(&World { earlier: Vec::new(), ..world.clone() }.census(5), Secret::Sets, 0)),
        "a wave left out"
    );
    let single = |world: &World| {
        let census = world.census(5);
        publish(
            &census,
            &Audit::<FIRST>::new(&census, SearchReach { pieces: 1, differences: false }),
            &vec![true; census.groups().len()],
            0,
        )
    };
    assert!(is_caught(single), "unions forgotten");
    let orphan = |world: &World| {
        // The organisation as a whole is shown, but the audit does not know its row.
        let without = World { groups: world.groups[1..].to_vec(), ..world.clone() };
        let whole = world.people.iter().sum::<u32>() >= 5 && !world.groups.is_empty();
        std::iter::once(whole).chain(shown(&without.census(5), Secret::Sets, 0)).collect()
    };
    assert!(is_caught(orphan), "a parent forgotten");
    let rule = |world: &World| {
        let census = world.census(5);
        let large = candidates(&census);
        (0..world.groups.len()).map(|group| large.contains(&group)).collect()
    };
    assert!(is_caught(rule), "only small groups hidden");
}

#[test]
fn differences_of_two_people_are_guarded_only_if_asked_for() {
    let caught = |secret| {
        (0..40).any(|seed| {
            let waves = Organisation::new(seed, 2).waves(2, |world| shown(&world.census(5), secret, 0));
            waves.iter().any(|(world, shown)| !world.learnt(shown, 5, true).is_empty())
        })
    };
    assert!(caught(Secret::Sets) && !caught(Secret::Differences));
}

#[test]
fn groups_added_by_halves_are_those_added_one_by_one() {
    for seed in 0..60 {
        let waves = Organisation::new(seed, 2).waves(2, |world| {
            let census = world.census([5, 4][seed as usize % 2]);
            let audit = Audit::<FIRST>::new(&census, reach(Secret::Sets));
            let (mut halves, mut singly) = (vec![false; world.groups.len()], vec![false; world.groups.len()]);
            add_by_halves(&audit, &mut halves, &candidates(&census));
            Exchange::new(&census, &audit).add(&mut singly, &candidates(&census));
            assert_eq!(halves, singly, "organisation {seed}");
            halves
        });
        assert_eq!(waves.len(), 2);
    }
}

#[derive(Deserialize)]
struct Oracle {
    suppression_cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    n: BTreeMap<String, u32>,
    min_group: u32,
    published_sums: Vec<Vec<String>>,
    derivable_groups_below_k: Vec<Vec<String>>,
}

#[test]
fn the_audit_agrees_with_the_oracle() {
    let oracle: Oracle = serde_json::from_str(include_str!("../../../../tests/data/privacy/privacy.json")).unwrap();
    assert_eq!(oracle.suppression_cases.len(), 10);
    for case in oracle.suppression_cases {
        let names: Vec<&String> = case.n.keys().collect();
        let cells = |set: &Vec<String>| -> Vec<u32> {
            set.iter().map(|name| names.iter().position(|other| *other == name).unwrap() as u32).collect()
        };
        let people: Vec<u32> = case.n.values().copied().collect();
        // The atoms are told apart by groups that are declared and not shown.
        let published = case.published_sums.iter().map(cells);
        let atoms = (0..people.len() as u32).map(|cell| vec![cell]);
        let groups: Vec<CensusGroup> =
            published.chain(atoms).map(|cells| CensusGroup { place: CensusPlace::Across, cells }).collect();
        let census = Census::new(&people, &groups, &[], case.min_group).unwrap();
        let shown: Vec<bool> = (0..groups.len()).map(|group| group < case.published_sums.len()).collect();
        let found = Audit::<FIRST>::new(&census, reach(Secret::Sets)).examine(&shown);
        assert_eq!(found.is_err(), !case.derivable_groups_below_k.is_empty(), "{}: {found:?}", case.id);
        let release = self::shown(&census, Secret::Sets, ROUNDS);
        let world = World { people, groups, earlier: Vec::new() };
        assert!(world.learnt(&release, case.min_group, false).is_empty(), "{}", case.id);
    }
}

#[derive(Deserialize)]
struct Thirty {
    groups: usize,
    large: usize,
    /// Cells as department, team, site, kind and people, in the order in which their first person was drawn.
    organisations: Vec<Vec<[u32; 5]>>,
}

/// Organisation, departments and teams, each as a whole, by site and by kind, coarse first.
fn all_cuts(cells: &[[u32; 5]]) -> World {
    let people: Vec<u32> = cells.iter().map(|cell| cell[4]).collect();
    let mut cuts: Vec<((usize, bool), Vec<u32>)> = Vec::new();
    for (level, unit) in [None, Some(0), Some(1)].into_iter().enumerate() {
        for dimension in [None, Some(2), Some(3)] {
            let value = |cell: &[u32; 5], column: Option<usize>| column.map_or(0, |column| cell[column]);
            let mut groups: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
            for (place, cell) in cells.iter().enumerate() {
                groups.entry((value(cell, unit), value(cell, dimension))).or_default().push(place as u32);
            }
            cuts.extend(groups.into_values().map(|cells| ((level, dimension.is_some()), cells)));
        }
    }
    let count = |cells: &[u32]| cells.iter().map(|&cell| people[cell as usize]).sum::<u32>();
    cuts.sort_by_key(|(rank, cells)| (*rank, std::cmp::Reverse(count(cells))));
    let place = |is_cut| if is_cut { CensusPlace::Across } else { CensusPlace::Tree };
    let groups = cuts.into_iter().map(|((_, is_cut), cells)| CensusGroup { place: place(is_cut), cells }).collect();
    World { people, groups, earlier: Vec::new() }
}

/// Hides the smallest shown group that meets the first leaking one, finest level first, until no single group leaks.
fn hide_greedily(world: &World) -> Vec<bool> {
    let count = |group: usize| world.groups[group].cells.iter().map(|&cell| world.people[cell as usize]).sum::<u32>();
    let whole = |group: usize| world.groups[group].place == CensusPlace::Tree;
    let mut shown: Vec<bool> = (0..world.groups.len()).map(|group| count(group) >= 5).collect();
    loop {
        let sums: Vec<Vec<u32>> =
            (0..shown.len()).filter(|&g| shown[g]).map(|g| world.groups[g].cells.clone()).collect();
        let attacker = Attacker::new(world.people.len(), &sums);
        let leaks = |group: &usize| {
            count(*group) < 5 && attacker.recovers(&world.groups[*group].cells.iter().map(|&cell| (cell, 1)).collect())
        };
        let Some(leak) = (0..shown.len()).find(leaks) else { return shown };
        let meets = |group: usize| world.groups[group].cells.iter().any(|cell| world.groups[leak].cells.contains(cell));
        let hide = (0..shown.len()).filter(|&group| shown[group] && meets(group));
        let Some(hide) = hide.min_by_key(|&group| (world.groups[group].cells.len(), whole(group), count(group))) else {
            return shown;
        };
        shown[hide] = false;
    }
}

#[test]
fn more_is_shown_than_by_hiding_and_nothing_leaks() {
    let thirty: Thirty =
        serde_json::from_str(include_str!("../../../../tests/data/privacy/organisations.json")).unwrap();
    let worlds: Vec<World> = thirty.organisations.iter().map(|cells| all_cuts(cells)).collect();
    let all: usize = worlds.iter().map(|world| world.groups.len()).sum();
    assert_eq!((worlds.len(), all), (30, thirty.groups));
    let row = |name: &str, decide: &dyn Fn(&World) -> Vec<bool>| {
        let (mut shown, mut teams, mut sets, mut leaky) = (0, 0, 0, 0);
        let releases: Vec<Vec<bool>> = worlds.iter().map(decide).collect();
        for (world, release) in worlds.iter().zip(&releases) {
            shown += release.iter().filter(|&&shown| shown).count();
            teams += world
                .groups
                .iter()
                .zip(release)
                .filter(|(group, shown)| **shown && group.place == CensusPlace::Tree)
                .count();
            let learnt = world.learnt(release, 5, false).len();
            sets += learnt;
            leaky += usize::from(learnt > 0);
        }
        let share = 100.0 * shown as f64 / all as f64;
        println!("{name:40} {share:5.1} % of {all}, {teams:3} of the tree; {leaky:2} leak {sets:5} sets");
        (shown, sets)
    };
    let few = |rounds| move |world: &World| shown(&world.census(5), Secret::Sets, rounds);
    let guarded = |rounds| move |world: &World| shown(&world.census(5), Secret::Differences, rounds);
    let rule = row("hide groups under 5", &|world| {
        let large = candidates(&world.census(5));
        (0..world.groups.len()).map(|group| large.contains(&group)).collect()
    });
    assert_eq!(rule.0, thirty.large);
    assert!(rule.1 > 0);
    let hidden = row("hide greedily, single groups", &hide_greedily);
    let single = row("publish one by one, single pieces", &|world| {
        let census = world.census(5);
        publish(
            &census,
            &Audit::<FIRST>::new(&census, SearchReach { pieces: 1, differences: false }),
            &vec![true; census.groups().len()],
            0,
        )
    });
    assert!(single.1 > 0);
    let singly = row("publish one by one, all sets", &few(0));
    let exchanged = row("and exchange", &few(ROUNDS));
    let differences = row("all sets and differences, and exchange", &guarded(ROUNDS));
    assert_eq!((singly.1, exchanged.1, differences.1), (0, 0, 0));
    assert!(exchanged.0 * 100 >= all * 33 && differences.0 * 100 >= all * 31);
    assert!(exchanged.0 >= singly.0 && singly.0 > hidden.0);
}

/// Teams of about ten in departments of ten, divisions of a hundred teams; two attributes across the organisation.
fn large(teams: u32, seed: u64) -> World {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut cells: BTreeMap<(u32, u32, u32), u32> = BTreeMap::new();
    for team in 0..teams {
        for _ in 0..2 + rng.next_u32() % 17 {
            // Locations lie near the tree, as they do: most of a division sits in one place.
            let location = if rng.next_u32().is_multiple_of(5) { rng.next_u32() % 12 } else { team / 100 % 12 };
            *cells.entry((team, rng.next_u32() % 8, location)).or_default() += 1;
        }
    }
    let mut groups: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for (cell, &(team, work, location)) in cells.keys().enumerate() {
        for name in [(0, 0), (1, work), (2, location), (3, team / 100), (4, team / 10), (5, team)] {
            groups.entry(name).or_default().push(cell as u32);
        }
    }
    let place = |level| if [1, 2].contains(&level) { CensusPlace::Across } else { CensusPlace::Tree };
    let groups = groups.into_iter().map(|((level, _), cells)| CensusGroup { place: place(level), cells }).collect();
    World { people: cells.into_values().collect(), groups, earlier: Vec::new() }
}

#[test]
fn leaving_out_what_no_small_set_can_touch_decides_the_same() {
    for seed in 0..6 {
        let world = large(40, seed);
        let census = world.census(5);
        let secret = if seed % 2 == 0 { Secret::Sets } else { Secret::Differences };
        let audit = Audit::<FIRST>::new(&census, reach(secret));
        let (mut halves, mut singly) = (vec![false; world.groups.len()], vec![false; world.groups.len()]);
        add_by_halves(&audit, &mut halves, &candidates(&census));
        Exchange::new(&census, &audit).add(&mut singly, &candidates(&census));
        assert_eq!(halves, singly, "organisation {seed}");
        assert!(world.learnt(&halves, 5, secret == Secret::Differences).is_empty(), "organisation {seed}");
    }
}
