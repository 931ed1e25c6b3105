//! Between which groups of two waves a change may be told: where about the same people were asked. With few joiners or
//! leavers, the difference of two figures would be about them.

use std::collections::{BTreeMap, BTreeSet};

use crate::organisation::{PersonId, TeamId, TeamPath};

use super::super::release::Group;
use super::{Answers, Earlier, Tabulation};
use crate::wave::{Invited, InvitedTeam};

/// For each group, whether nobody or at least `threshold` people joined it since the wave before, and likewise left it.
pub(super) fn comparable(
    now: &Tabulation<'_>,
    then: &Earlier<'_>,
    answers: &Answers,
    groups: &[Group],
    threshold: u32,
) -> Vec<bool> {
    let is_anonymous = matches!(answers, Answers::Anonymous(_));
    let places: BTreeMap<&Group, usize> = groups.iter().enumerate().map(|(place, group)| (group, place)).collect();
    let now = Membership::of(now.people, now.teams, &places, is_anonymous);
    let then = Membership::of(then.people, then.teams, &places, is_anonymous);
    let mut joined = vec![0_u32; groups.len()];
    let mut left = vec![0_u32; groups.len()];
    let nowhere = BTreeSet::new();
    let people: BTreeSet<&PersonId> = now.0.keys().chain(then.0.keys()).collect();
    for person in people {
        let (is_in, was_in) = (now.0.get(person).unwrap_or(&nowhere), then.0.get(person).unwrap_or(&nowhere));
        is_in.difference(was_in).for_each(|group| joined[*group] += 1);
        was_in.difference(is_in).for_each(|group| left[*group] += 1);
    }
    let is_many = |people: u32| people == 0 || people >= threshold;
    joined.into_iter().zip(left).map(|(joined, left)| is_many(joined) && is_many(left)).collect()
}

/// The groups each invited person is part of.
struct Membership(BTreeMap<PersonId, BTreeSet<usize>>);

impl Membership {
    fn of(
        people: &[Invited],
        teams: &[InvitedTeam],
        places: &BTreeMap<&Group, usize>,
        is_anonymous: bool,
    ) -> Membership {
        let place = |group: &Group| places.get(group).copied();
        let above = |path: &TeamPath| path.ancestors_and_self().filter_map(|path| place(&Group::Team(path))).collect();
        let within: BTreeMap<TeamId, Vec<usize>> =
            teams.iter().map(|team| (team.path.id(), above(&team.path))).collect();
        let groups = |person: &Invited| {
            let home = if is_anonymous { person.group } else { person.home };
            let work = person.work.clone().map(Group::Work);
            let across = work.into_iter().chain(person.location.clone().map(Group::Location));
            let across = across.filter(|_| !is_anonymous).filter_map(|group| place(&group));
            if home == TeamId::LEADERS {
                return place(&Group::Leaders).into_iter().collect();
            }
            let teams = within.get(&home).into_iter().flatten().copied();
            place(&Group::Organisation).into_iter().chain(teams).chain(across).collect()
        };
        Membership(people.iter().map(|person| (person.person, groups(person))).collect())
    }
}
