//! Who is invited to a wave, in which team, and under which group an anonymous ballot is filed.
//! Taken from the roster when the wave opens; joiners, leavers and reorganisations afterwards do not change it.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::organisation::{Member, PersonId, TeamId, TeamPath};
use crate::survey::{ChoiceId, counted};

use super::terms::Threshold;

/// The roster as a wave sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Everybody who is asked.
    pub people: Vec<Invited>,
    /// In the order of their paths; the organisation as a whole is not among them.
    pub teams: Vec<InvitedTeam>,
}

/// One invited person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Who is asked.
    pub person: PersonId,
    /// The team they were in when the wave opened.
    pub team: TeamId,
    /// In whose figures their answers are: those of their team and of all above it, or, if they lead a team anywhere,
    /// of those who lead ([`TeamId::LEADERS`]) and of nobody else.
    pub home: TeamId,
    /// Under which their anonymous ballots are filed: see [`Snapshot::take`].
    pub group: TeamId,
    /// Their kind of work then, where the roster said it.
    pub work: Option<ChoiceId>,
    /// Their place of work then, where the roster said it.
    pub location: Option<String>,
    /// They stood in the roster for less than [`Snapshot::SETTLED_AFTER`] days. Their answers count, but they do not
    /// help a group to the threshold: somebody may have invented them to see what the others answered.
    #[serde(default)]
    pub is_new: bool,
}

/// One team with somebody in it or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedTeam {
    /// From the top of the tree.
    pub path: TeamPath,
    /// People invited in the team and all teams below it.
    pub invited: u32,
    /// People whose anonymous ballots are filed here: none, or at least the threshold without the new ones.
    pub filed: u32,
    /// How many of those are new.
    #[serde(default)]
    pub filed_new: u32,
}

/// Fewer people than the threshold are in the roster who count in the figures of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} {} in the roster, without those who lead a team or joined less than {} days ago, and from fewer than {threshold} \
     nothing could be shown without showing somebody",
    counted(*.people, "person"),
    if *.people == 1 { "is" } else { "are" },
    Snapshot::SETTLED_AFTER
)]
pub struct TooFewPeople {
    /// Active members who lead no team and are not new.
    pub people: usize,
    /// How many there would have to be.
    pub threshold: u32,
}

impl Snapshot {
    /// Days in the roster after which somebody counts towards the threshold. Where nobody has stood in it as long,
    /// everybody counts.
    pub const SETTLED_AFTER: i32 = 30;

    /// The active members who would help no group to the threshold if a wave opened on a day.
    pub fn newcomers(members: &[Member], opens: Date) -> Vec<&Member> {
        let active: Vec<&Member> = members.iter().filter(|member| member.is_active()).collect();
        let is_new = new_ones(&active, opens);
        active.into_iter().zip(is_new).filter(|(_, is_new)| *is_new).map(|(member, _)| member).collect()
    }

    /// Invites every active member on the day a wave opens.
    ///
    /// An anonymous ballot carries one thing besides its answers, the group it is filed under, so that group must be
    /// large: it is the person's team if at least `threshold` people file there, else the next team above with as many,
    /// at last the organisation as a whole ([`TeamId::ORGANISATION`]). Those who lead a team file together
    /// ([`TeamId::LEADERS`]), so that no figure they see has their own answer in it. If fewer than `threshold` remain
    /// for the organisation as a whole, the smallest groups file there too.
    ///
    /// # Errors
    /// A roster with fewer than `threshold` active members who lead no team and are not new.
    pub fn take(members: &[Member], threshold: Threshold, opens: Date) -> Result<Snapshot, TooFewPeople> {
        let active: Vec<&Member> = members.iter().filter(|member| member.is_active()).collect();
        let needed = threshold.get() as usize;
        let is_new = new_ones(&active, opens);
        let counting =
            active.iter().zip(&is_new).filter(|(member, is_new)| member.leads.is_empty() && !**is_new).count();
        if counting < needed {
            return Err(TooFewPeople { people: counting, threshold: threshold.get() });
        }
        let mut direct: HashMap<&TeamPath, u32> = HashMap::new();
        for member in &active {
            *direct.entry(&member.team).or_default() += 1;
        }
        let mut teams: BTreeMap<TeamPath, InvitedTeam> = BTreeMap::new();
        for (team, people) in direct {
            for path in team.ancestors_and_self() {
                let empty = || InvitedTeam { path: path.clone(), invited: 0, filed: 0, filed_new: 0 };
                teams.entry(path.clone()).or_insert_with(empty).invited += people;
            }
        }
        let groups = file(&active, &is_new, &teams, needed);
        // Counted in one pass: people times teams is seconds for a large organisation.
        let mut filed: HashMap<TeamId, (u32, u32)> = HashMap::new();
        for (group, is_new) in groups.iter().zip(&is_new) {
            let (all, new) = filed.entry(*group).or_default();
            *all += 1;
            *new += u32::from(*is_new);
        }
        for team in teams.values_mut() {
            (team.filed, team.filed_new) = filed.get(&team.path.id()).copied().unwrap_or_default();
        }
        let people = active.iter().zip(&groups).zip(is_new).map(|((member, group), is_new)| Invited {
            person: member.person,
            team: member.team.id(),
            home: if member.leads.is_empty() { member.team.id() } else { TeamId::LEADERS },
            group: *group,
            work: member.work.clone(),
            location: member.location.clone(),
            is_new,
        });
        Ok(Snapshot { people: people.collect(), teams: teams.into_values().collect() })
    }
}

/// Who has stood in the roster too short a time to help a group to the threshold; nobody, if that is everybody.
fn new_ones(active: &[&Member], opens: Date) -> Vec<bool> {
    let settled = opens.saturating_sub(Snapshot::SETTLED_AFTER.days());
    let is_new: Vec<bool> = active.iter().map(|member| member.joined > settled).collect();
    if is_new.iter().all(|is_new| *is_new) { vec![false; active.len()] } else { is_new }
}

/// The group of each member.
fn file(active: &[&Member], is_new: &[bool], teams: &BTreeMap<TeamPath, InvitedTeam>, needed: usize) -> Vec<TeamId> {
    let mut groups = vec![TeamId::LEADERS; active.len()];
    let mut waiting: HashMap<Option<TeamPath>, Vec<usize>> = HashMap::new();
    for (place, member) in active.iter().enumerate().filter(|(_, member)| member.leads.is_empty()) {
        waiting.entry(Some(member.team.clone())).or_default().push(place);
    }
    let settled = |people: &[usize]| people.iter().filter(|place| !is_new[**place]).count();
    let mut deepest_first: Vec<&TeamPath> = teams.keys().collect();
    deepest_first.sort_by_key(|path| std::cmp::Reverse(path.ancestors_and_self().count()));
    let mut filed: Vec<(Option<TeamPath>, Vec<usize>)> = Vec::new();
    for path in deepest_first {
        let people = waiting.remove(&Some(path.clone())).unwrap_or_default();
        if settled(&people) >= needed {
            filed.push((Some(path.clone()), people));
        } else if !people.is_empty() {
            waiting.entry(path.parent()).or_default().extend(people);
        }
    }
    let mut whole = waiting.remove(&None).unwrap_or_default();
    filed.sort_by(|a, b| (settled(&b.1), &b.0).cmp(&(settled(&a.1), &a.0)));
    while !whole.is_empty() && settled(&whole) < needed {
        let Some((_, people)) = filed.pop() else { break };
        whole.extend(people);
    }
    filed.push((None, whole));
    for (group, people) in filed {
        let group = group.as_ref().map_or(TeamId::ORGANISATION, TeamPath::id);
        people.into_iter().for_each(|place| groups[place] = group);
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::organisation::{EmailAddress, StaffId};

    const OPENS: Date = date(2027, 3, 1);

    fn member(number: u8, team: &str, leads: &[&str], days_before: i32) -> Member {
        Member {
            person: PersonId::from_random([number; 16]),
            staff: StaffId::parse(&number.to_string()).unwrap(),
            name: format!("Person {number}"),
            email: EmailAddress::parse(&format!("p{number}@example.org")).unwrap(),
            team: TeamPath::parse(team).unwrap(),
            work: None,
            location: None,
            leads: leads.iter().map(|path| TeamPath::parse(path).unwrap()).collect::<BTreeSet<_>>(),
            language: None,
            joined: OPENS.saturating_sub(days_before.days()),
            left: None,
            moves: Vec::new(),
        }
    }

    fn take(members: &[Member]) -> Snapshot {
        Snapshot::take(members, Threshold::new(5).unwrap(), OPENS).unwrap()
    }

    fn id(team: &str) -> TeamId {
        TeamPath::parse(team).unwrap().id()
    }

    #[test]
    fn those_who_lead_anywhere_are_at_home_in_no_team() {
        let mut members: Vec<Member> = (0..6).map(|number| member(number, "Sales > North", &[], 90)).collect();
        members.push(member(6, "Sales > North", &["Sales > North"], 90));
        members.push(member(7, "Sales", &["Sales"], 90));
        // Who leads another team than their own would read their own answer in the one they sit in.
        members.push(member(8, "Sales > North", &["Sales"], 90));
        let snapshot = take(&members);
        let homes: Vec<(TeamId, TeamId)> = snapshot.people.iter().map(|one| (one.home, one.group)).collect();
        assert_eq!(homes[..6], [(id("Sales > North"), id("Sales > North")); 6]);
        assert_eq!(homes[6..], [(TeamId::LEADERS, TeamId::LEADERS); 3]);
    }

    #[test]
    fn people_new_to_the_roster_do_not_make_a_group_large_enough() {
        let team = |new: u8| -> Vec<Member> {
            let north = (0..5).map(|number| member(number, "North", &[], if number < new { 29 } else { 30 }));
            north.chain((5..12).map(|number| member(number, "South", &[], 90))).collect()
        };
        let settled = take(&team(0));
        assert_eq!(settled.people[0].group, id("North"));
        assert!(settled.people.iter().all(|one| !one.is_new));
        let with_new = take(&team(1));
        assert_eq!(with_new.people[0].group, TeamId::ORGANISATION, "four of five are not enough");
        assert_eq!(with_new.people.iter().filter(|one| one.is_new).count(), 1);
    }

    #[test]
    fn a_roster_of_which_too_few_would_count_opens_nothing() {
        let mut members: Vec<Member> = (0..5).map(|number| member(number, "North", &[], 90)).collect();
        members.extend((5..9).map(|number| member(number, "North", &["North"], 90)));
        members.push(member(9, "North", &[], 3));
        assert!(Snapshot::take(&members, Threshold::new(5).unwrap(), OPENS).is_ok());
        let refused = Snapshot::take(&members[1..], Threshold::new(5).unwrap(), OPENS).unwrap_err();
        assert_eq!((refused.people, refused.threshold), (4, 5));
    }

    #[test]
    fn where_everybody_is_new_everybody_counts() {
        let members: Vec<Member> = (0..6).map(|number| member(number, "North", &[], 2)).collect();
        let snapshot = take(&members);
        assert!(snapshot.people.iter().all(|one| !one.is_new && one.group == id("North")));
    }
}
