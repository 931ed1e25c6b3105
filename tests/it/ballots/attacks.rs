//! Four ways to find out whose ballot is whose, from files, copies of files and logs.

use std::collections::BTreeMap;
use std::time::SystemTime;

use footing_core::organisation::{PersonId, TeamId};
use jiff::Timestamp;

use super::evidence::{Answers, Attempt, Evidence, Guess, Seized, Witnessed};

pub const ALL: [fn(&Evidence) -> Vec<Attempt>; 4] = [by_order, by_name, by_time, by_difference];

/// The first who came with the first ballot that is found, the second with the second, and so on. Ballots are ordered by
/// their places in a file, by the names of the files they are in, or by the times of these files; people by their coming,
/// their ids or their addresses.
pub fn by_order(evidence: &Evidence) -> Vec<Attempt> {
    let mut guesses: BTreeMap<String, Guess> = BTreeMap::new();
    for group in evidence.ballots.keys() {
        for (ballots_by, ballots) in orders_of_ballots(evidence, *group) {
            for (people_by, people) in orders_of_people(evidence, *group) {
                for (direction, ballots) in
                    [("", ballots.clone()), (" backwards", ballots.iter().rev().cloned().collect())]
                {
                    let how = format!("order: {ballots_by}{direction} with people by {people_by}");
                    let pairs = ballots.into_iter().zip(people.iter().map(|cast| cast.person));
                    guesses.entry(how).or_default().extend(pairs);
                }
            }
        }
    }
    guesses.into_iter().map(|(how, guess)| Attempt { how, guess }).collect()
}

fn orders_of_people(evidence: &Evidence, group: TeamId) -> [(&'static str, Vec<&Witnessed>); 3] {
    let coming = evidence.people(group);
    let (mut ids, mut addresses) = (coming.clone(), coming.clone());
    ids.sort_by_key(|cast| cast.person);
    addresses.sort_by(|a, b| a.email.cmp(&b.email));
    [("coming", coming), ("id", ids), ("address", addresses)]
}

fn orders_of_ballots(evidence: &Evidence, group: TeamId) -> Vec<(String, Vec<Answers>)> {
    let mut files: Vec<(&Seized, Vec<(usize, &Answers)>)> = evidence
        .files
        .iter()
        .map(|file| (file, of_group(evidence, group, evidence.sightings(&file.bytes))))
        .filter(|(_, sightings)| !sightings.is_empty())
        .collect();
    files.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    let mut orders = Vec::new();
    let together = files.iter().filter(|(_, sightings)| sightings.len() > 1).enumerate();
    for (number, (_, sightings)) in together {
        orders.push((format!("first places in file {number}"), first_of_each(sightings.iter().copied())));
        let mut last = first_of_each(sightings.iter().rev().copied());
        last.reverse();
        orders.push((format!("last places in file {number}"), last));
    }
    // Ballots with a file each.
    let folder = |file: &Seized| file.name.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut folders: BTreeMap<String, Vec<(SystemTime, &Answers)>> = BTreeMap::new();
    for (file, sightings) in &files {
        if let [(_, ballot)] = sightings.as_slice() {
            folders.entry(folder(file)).or_default().push((file.modified, ballot));
        }
    }
    for (number, (_, mut alone)) in folders.into_iter().enumerate() {
        orders.push((format!("names in folder {number}"), alone.iter().map(|(_, ballot)| (*ballot).clone()).collect()));
        alone.sort_by_key(|(modified, _)| *modified);
        orders.push((format!("times in folder {number}"), alone.iter().map(|(_, ballot)| (*ballot).clone()).collect()));
    }
    orders
}

fn of_group<'e>(evidence: &Evidence, group: TeamId, sightings: Vec<(usize, &'e Answers)>) -> Vec<(usize, &'e Answers)> {
    sightings.into_iter().filter(|(_, ballot)| evidence.ballots[&group].contains(ballot)).collect()
}

fn first_of_each<'e>(sightings: impl Iterator<Item = (usize, &'e Answers)>) -> Vec<Answers> {
    let mut seen: Vec<Answers> = Vec::new();
    for (_, ballot) in sightings {
        if !seen.contains(ballot) {
            seen.push(ballot.clone());
        }
    }
    seen
}

/// How far from a ballot a name or a time is looked for, in bytes.
const NEAR: usize = 256;

/// Whoever's id or address stands nearest to a ballot.
pub fn by_name(evidence: &Evidence) -> Vec<Attempt> {
    nearest(evidence, "name", |people, bytes| {
        let marks = people.iter().flat_map(|cast| {
            let id = cast.person;
            let forms = [id.as_bytes().to_vec(), id.to_string().into_bytes(), cast.email.clone().into_bytes()];
            forms.map(|form| (id, form))
        });
        let found = marks.flat_map(|(id, form)| {
            let places = (0..bytes.len()).filter(|place| bytes[*place..].starts_with(&form));
            places.map(|place| (place, id)).collect::<Vec<_>>()
        });
        found.collect()
    })
}

/// Whoever cast when the time that stands nearest to a ballot was.
pub fn by_time(evidence: &Evidence) -> Vec<Attempt> {
    let (Some(first), Some(last)) = (evidence.casts.first(), evidence.casts.last()) else { return Vec::new() };
    nearest(evidence, "time", |people, bytes| {
        let whose = |time: Timestamp| people.iter().min_by_key(|cast| cast.at.duration_since(time).unsigned_abs());
        let times = times_in(bytes, first.at, last.at).into_iter();
        times.filter_map(|(place, time)| Some((place, whose(time)?.person))).collect()
    })
}

/// For each ballot the person whose mark stands nearest to it in any file, before it, after it, or on either side. `look`
/// finds the marks of a group's people in a piece of a file.
fn nearest(
    evidence: &Evidence,
    kind: &str,
    look: impl Fn(&[&Witnessed], &[u8]) -> Vec<(usize, PersonId)>,
) -> Vec<Attempt> {
    const SIDES: [&str; 3] = ["before", "after", "on either side"];
    let mut found: [BTreeMap<Answers, (usize, PersonId)>; 3] = Default::default();
    for file in &evidence.files {
        let sightings = evidence.sightings(&file.bytes);
        for group in evidence.ballots.keys() {
            let people = evidence.people(*group);
            for (place, ballot) in of_group(evidence, *group, sightings.clone()) {
                let from = place.saturating_sub(NEAR);
                let piece = &file.bytes[from..(place + NEAR).min(file.bytes.len())];
                for (mark, person) in look(&people, piece) {
                    let near = ((from + mark).abs_diff(place), person);
                    for side in [usize::from(from + mark > place), 2] {
                        found[side].entry(ballot.clone()).and_modify(|best| *best = near.min(*best)).or_insert(near);
                    }
                }
            }
        }
    }
    let attempts = SIDES.into_iter().zip(found).map(|(side, found)| Attempt {
        how: format!("{kind}: the nearest {side}"),
        guess: found.into_iter().map(|(ballot, (_, person))| (ballot, person)).collect(),
    });
    attempts.collect()
}

/// Times of the voting, as text or as numbers of seconds to nanoseconds, in digits or as eight bytes either way round.
fn times_in(bytes: &[u8], first: Timestamp, last: Timestamp) -> Vec<(usize, Timestamp)> {
    let is_then = |time: &Timestamp| (first..=last).contains(time);
    let units = |number: i128| {
        [1_000_000_000, 1_000_000, 1_000, 1]
            .into_iter()
            .filter_map(move |unit: i128| Timestamp::from_nanosecond(number.checked_mul(unit)?).ok())
    };
    let mut times = Vec::new();
    for at in 0..bytes.len() {
        let here = &bytes[at..];
        let texts = [20, 24, 27, 30].into_iter().filter_map(|length| std::str::from_utf8(here.get(..length)?).ok());
        times.extend(texts.filter_map(|text| text.parse().ok()).filter(is_then).map(|time| (at, time)));
        let digits = [10, 13, 16, 19].into_iter().filter_map(|length| std::str::from_utf8(here.get(..length)?).ok());
        let mut numbers: Vec<i128> = digits.filter_map(|digits| digits.parse::<u64>().ok()).map(i128::from).collect();
        if let Some(eight) = here.first_chunk::<8>() {
            numbers.extend([u64::from_be_bytes(*eight), u64::from_le_bytes(*eight)].map(i128::from));
        }
        times.extend(numbers.into_iter().flat_map(units).filter(is_then).map(|time| (at, time)));
    }
    times
}

/// Whoever cast between two copies, with the ballots that are in the second and not in the first.
pub fn by_difference(evidence: &Evidence) -> Vec<Attempt> {
    let mut guess = Guess::new();
    let mut before: (usize, Vec<&Answers>) = (0, Vec::new());
    for copy in &evidence.copies {
        let seen: Vec<&Answers> =
            copy.files.iter().flat_map(|file| evidence.sightings(&file.bytes)).map(|(_, ballot)| ballot).collect();
        let came = &evidence.casts[before.0..copy.after];
        for (group, ballots) in &evidence.ballots {
            let new = ballots.iter().filter(|ballot| seen.contains(ballot) && !before.1.contains(ballot));
            let people = came.iter().filter(|cast| cast.group == *group);
            guess.extend(new.cloned().zip(people.map(|cast| cast.person)));
        }
        before = (copy.after, seen);
    }
    vec![Attempt { how: "difference: what is new in a copy".to_owned(), guess }]
}
