//! Who is invited to a wave, in which team, and under which group an anonymous ballot is filed.
//! Taken from the roster when the wave opens; joiners, leavers and reorganisations afterwards do not change it.

use std::collections::{BTreeMap, HashMap};

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
    /// In whose figures their answers are: their team, or the one above if they lead it; at the top the
    /// organisation as a whole ([`TeamId::ORGANISATION`]).
    pub home: TeamId,
    /// Under which their anonymous ballots are filed: see [`Snapshot::take`].
    pub group: TeamId,
    /// Their kind of work then, where the roster said it.
    pub work: Option<ChoiceId>,
    /// Their place of work then, where the roster said it.
    pub location: Option<String>,
}

/// One team with somebody in it or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitedTeam {
    /// From the top of the tree.
    pub path: TeamPath,
    /// People invited in the team and all teams below it.
    pub invited: u32,
    /// People whose anonymous ballots are filed here: none, or at least the threshold.
    pub filed: u32,
}

/// Fewer people than the threshold are in the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} {} in the roster, and from fewer than {threshold} nothing could be shown without showing somebody",
    counted(*.people, "person"),
    if *.people == 1 { "is" } else { "are" }
)]
pub struct TooFewPeople {
    /// Active members of the roster.
    pub people: usize,
    /// How many there would have to be.
    pub threshold: u32,
}

impl Snapshot {
    /// Invites every active member.
    ///
    /// An anonymous ballot carries one thing besides its answers, the group it is filed under, so that group must be
    /// large: it is the person's team if at least `threshold` people file there, else the next team above with as many,
    /// at last the organisation as a whole ([`TeamId::ORGANISATION`]). Anyone who leads a team files with the team
    /// above, so that no figure of a team has its leader's answer in it. If fewer than `threshold` remain for the
    /// organisation as a whole, the smallest groups file there too.
    ///
    /// # Errors
    /// A roster with fewer than `threshold` active members.
    pub fn take(members: &[Member], threshold: Threshold) -> Result<Snapshot, TooFewPeople> {
        let active: Vec<&Member> = members.iter().filter(|member| member.is_active()).collect();
        let needed = threshold.get() as usize;
        if active.len() < needed {
            return Err(TooFewPeople { people: active.len(), threshold: threshold.get() });
        }
        let mut direct: HashMap<&TeamPath, u32> = HashMap::new();
        for member in &active {
            *direct.entry(&member.team).or_default() += 1;
        }
        let mut teams: BTreeMap<TeamPath, InvitedTeam> = BTreeMap::new();
        for (team, people) in direct {
            for path in team.ancestors_and_self() {
                let empty = || InvitedTeam { path: path.clone(), invited: 0, filed: 0 };
                teams.entry(path.clone()).or_insert_with(empty).invited += people;
            }
        }
        let groups = file(&active, &teams, needed);
        // Counted in one pass: people times teams is seconds for a large organisation.
        let mut filed: HashMap<&TeamPath, u32> = HashMap::new();
        for group in groups.iter().flatten() {
            *filed.entry(group).or_default() += 1;
        }
        for team in teams.values_mut() {
            team.filed = filed.get(&team.path).copied().unwrap_or_default();
        }
        let people = active.iter().zip(&groups).map(|(member, group)| Invited {
            person: member.person,
            team: member.team.id(),
            home: home(member).as_ref().map_or(TeamId::ORGANISATION, TeamPath::id),
            group: group.as_ref().map_or(TeamId::ORGANISATION, TeamPath::id),
            work: member.work.clone(),
            location: member.location.clone(),
        });
        Ok(Snapshot { people: people.collect(), teams: teams.into_values().collect() })
    }
}

/// Anyone who leads a team is not in its figures, so that they never read their own answers out of them.
fn home(member: &Member) -> Option<TeamPath> {
    if member.leads.contains(&member.team) { member.team.parent() } else { Some(member.team.clone()) }
}

/// The group of each member; `None` is the organisation as a whole.
fn file(active: &[&Member], teams: &BTreeMap<TeamPath, InvitedTeam>, needed: usize) -> Vec<Option<TeamPath>> {
    let mut waiting: HashMap<Option<TeamPath>, Vec<usize>> = HashMap::new();
    for (place, member) in active.iter().enumerate() {
        waiting.entry(home(member)).or_default().push(place);
    }
    let mut deepest_first: Vec<&TeamPath> = teams.keys().collect();
    deepest_first.sort_by_key(|path| std::cmp::Reverse(path.ancestors_and_self().count()));
    let mut filed: Vec<(Option<TeamPath>, Vec<usize>)> = Vec::new();
    for path in deepest_first {
        let people = waiting.remove(&Some(path.clone())).unwrap_or_default();
        if people.len() >= needed {
            filed.push((Some(path.clone()), people));
        } else {
            waiting.entry(path.parent()).or_default().extend(people);
        }
    }
    let mut whole = waiting.remove(&None).unwrap_or_default();
    filed.sort_by(|a, b| (b.1.len(), &b.0).cmp(&(a.1.len(), &a.0)));
    while !whole.is_empty() && whole.len() < needed {
        let Some((_, people)) = filed.pop() else { break };
        whole.extend(people);
    }
    filed.push((None, whole));
    let mut groups = vec![None; active.len()];
    for (group, people) in filed {
        for place in people {
            groups[place].clone_from(&group);
        }
    }
    groups
}
