//! Under which group a ballot lies once its wave has closed.

use std::collections::{BTreeMap, BTreeSet};

use super::snapshot::InvitedTeam;
use super::terms::Threshold;
use crate::organisation::TeamId;
use crate::survey::Ballot;

/// The ballots of a survey by group, where none has fewer than the threshold: those of a smaller one lie with the group
/// above it. Ballots may be those of people new to the roster, so there have to be that many more of them. Fewer than
/// the threshold in the organisation's own group are not kept, since anyone who knows that few people answered there knows
/// almost what each of them said; nor are those of too few who lead a team, for whom there is no group above.
///
/// In each group they are sorted by what was answered, so that equal ballots in any order give the same.
pub fn filed(
    boxes: BTreeMap<TeamId, Vec<Ballot>>,
    teams: &[InvitedTeam],
    threshold: Threshold,
) -> BTreeMap<TeamId, Vec<Ballot>> {
    let mut paths: Vec<_> = teams.iter().map(|team| &team.path).collect();
    // From below, so that what went up can go further.
    paths.sort_by_key(|path| std::cmp::Reverse(path.parts().count()));
    let own = [TeamId::ORGANISATION, TeamId::LEADERS];
    let known: BTreeSet<TeamId> = paths.iter().map(|path| path.id()).chain(own).collect();
    let mut new: BTreeMap<TeamId, u32> = teams.iter().map(|team| (team.path.id(), team.filed_new)).collect();
    let is_small = |ballots: &Vec<Ballot>, new: u32| ballots.len() < (threshold.get() + new) as usize;
    let mut boxes = boxes;
    // A group that was not invited is directly below the organisation.
    let strangers: Vec<TeamId> = boxes.keys().filter(|group| !known.contains(group)).copied().collect();
    let ways = strangers
        .into_iter()
        .map(|group| (group, TeamId::ORGANISATION))
        .chain(paths.iter().map(|path| (path.id(), path.parent().map_or(TeamId::ORGANISATION, |above| above.id()))));
    for (group, above) in ways {
        let of_new = new.get(&group).copied().unwrap_or_default();
        if boxes.get(&group).is_some_and(|ballots| is_small(ballots, of_new)) {
            let small = boxes.remove(&group).unwrap_or_default();
            *new.entry(above).or_default() += of_new.min(small.len() as u32);
            boxes.entry(above).or_default().extend(small);
        }
    }
    boxes.retain(|group, ballots| !is_small(ballots, new.get(group).copied().unwrap_or_default()));
    boxes.values_mut().for_each(|ballots| ballots.sort());
    boxes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::organisation::TeamPath;

    fn path(text: &str) -> TeamPath {
        TeamPath::parse(text).unwrap()
    }

    fn teams(paths: &[&str]) -> Vec<InvitedTeam> {
        paths.iter().map(|text| InvitedTeam { path: path(text), invited: 9, filed: 9, filed_new: 0 }).collect()
    }

    fn ballots(count: usize) -> Vec<Ballot> {
        (0..count).map(|number| Ballot::from_bytes(&[(count - number) as u8])).collect()
    }

    fn counts(boxes: &BTreeMap<TeamId, Vec<Ballot>>) -> BTreeMap<TeamId, usize> {
        boxes.iter().map(|(group, ballots)| (*group, ballots.len())).collect()
    }

    #[test]
    fn a_small_box_goes_up_until_it_is_large_enough() {
        let teams = teams(&["Sales", "Sales > North", "Sales > North > Field", "Sales > South"]);
        let boxes = [("Sales > North > Field", 2), ("Sales > North", 2), ("Sales", 1), ("Sales > South", 5)];
        let boxes = boxes.map(|(group, count)| (path(group).id(), ballots(count)));
        let filed = filed(boxes.into(), &teams, Threshold::new(5).unwrap());
        assert_eq!(counts(&filed), BTreeMap::from([(path("Sales").id(), 5), (path("Sales > South").id(), 5)]));
        assert!(filed.values().all(|ballots| ballots.is_sorted()));
    }

    #[test]
    fn what_is_too_few_at_the_top_too_is_not_kept() {
        let boxes = BTreeMap::from([(path("Sales").id(), ballots(2)), (TeamId::ORGANISATION, ballots(2))]);
        assert!(filed(boxes, &teams(&["Sales"]), Threshold::new(5).unwrap()).is_empty());
    }

    #[test]
    fn people_new_to_the_roster_fill_no_box() {
        let mut teams = teams(&["Sales", "Sales > North"]);
        teams[1].filed_new = 4;
        let of = |north, sales| [(path("Sales > North").id(), ballots(north)), (path("Sales").id(), ballots(sales))];
        let file = |boxes: [_; 2]| counts(&filed(boxes.into(), &teams, Threshold::new(5).unwrap()));
        assert_eq!(file(of(9, 5)), BTreeMap::from(of(9, 5).map(|(group, ballots)| (group, ballots.len()))));
        // Four of eight may be invented: they go up, and count no more there than here.
        assert_eq!(file(of(8, 1)), BTreeMap::from([(path("Sales").id(), 9)]));
        assert_eq!(file(of(8, 0)), BTreeMap::new());
    }

    #[test]
    fn the_ballots_of_too_few_who_lead_are_in_no_other_box() {
        let leaders = |count| [(TeamId::LEADERS, ballots(count)), (TeamId::ORGANISATION, ballots(6))];
        let file = |count| counts(&filed(leaders(count).into(), &[], Threshold::new(5).unwrap()));
        assert_eq!(file(4), BTreeMap::from([(TeamId::ORGANISATION, 6)]));
        assert_eq!(file(5), BTreeMap::from([(TeamId::ORGANISATION, 6), (TeamId::LEADERS, 5)]));
    }

    proptest! {
        #[test]
        fn no_box_is_small_and_ballots_are_lost_only_where_the_top_is_small(
            sizes in proptest::collection::vec(0_usize..12, 6),
            threshold in 3_u32..10,
        ) {
            let names = ["A", "A > B", "A > B > C", "A > D", "E", "E > F"];
            let boxes: BTreeMap<_, _> =
                names.iter().zip(&sizes).map(|(name, size)| (path(name).id(), ballots(*size))).collect();
            let filed = filed(boxes, &teams(&names), Threshold::new(threshold).unwrap());
            prop_assert!(filed.values().all(|ballots| ballots.len() >= threshold as usize));
            let (before, after): (usize, usize) = (sizes.iter().sum(), filed.values().map(Vec::len).sum());
            prop_assert!(before - after < threshold as usize);
            prop_assert!(before == after || !filed.contains_key(&TeamId::ORGANISATION));
        }
    }
}
