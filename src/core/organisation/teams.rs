//! The teams of an organisation as a tree: who is in them and who leads them.
//! Nobody draws it up: a team is there because a member is in it or below it.

use std::collections::{BTreeMap, HashMap};

use super::member::Member;
use super::person::PersonId;
use super::team::{TeamId, TeamPath};

/// A team with at least one active member in it or below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// From the top of the tree.
    pub path: TeamPath,
    /// That of its path.
    pub id: TeamId,
    /// Active members in the team itself.
    pub direct: usize,
    /// Active members in the team and all teams below it.
    pub whole: usize,
    /// The teams directly below it, sorted.
    pub children: Vec<TeamPath>,
    /// The active members who lead it, in the order of the members.
    pub leaders: Vec<PersonId>,
}

/// Every team of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Teams(BTreeMap<TeamPath, Team>);

impl Teams {
    /// The teams of the active members, and every team above them. What somebody leads makes no team.
    pub fn of<'m>(members: impl IntoIterator<Item = &'m Member>) -> Self {
        let active: Vec<&Member> = members.into_iter().filter(|member| member.is_active()).collect();
        let mut direct: HashMap<&TeamPath, usize> = HashMap::new();
        for member in &active {
            *direct.entry(&member.team).or_default() += 1;
        }
        let mut teams: BTreeMap<TeamPath, Team> = BTreeMap::new();
        for (path, count) in direct {
            for above in path.ancestors_and_self() {
                let team = teams.entry(above).or_insert_with_key(Team::empty);
                team.whole += count;
                team.direct += if team.path == *path { count } else { 0 };
            }
        }
        let links: Vec<(TeamPath, TeamPath)> =
            teams.keys().filter_map(|path| Some((path.parent()?, path.clone()))).collect();
        for (parent, child) in links {
            if let Some(team) = teams.get_mut(&parent) {
                team.children.push(child);
            }
        }
        for member in active {
            for path in &member.leads {
                if let Some(team) = teams.get_mut(path) {
                    team.leaders.push(member.person);
                }
            }
        }
        Teams(teams)
    }

    /// Sorted by path: each team is followed by those below it.
    pub fn iter(&self) -> impl Iterator<Item = &Team> {
        self.0.values()
    }

    /// The teams that are within no other.
    pub fn top(&self) -> impl Iterator<Item = &Team> {
        self.iter().filter(|team| team.path.parent().is_none())
    }

    /// `None` if nobody is in it or below it.
    pub fn get(&self, path: &TeamPath) -> Option<&Team> {
        self.0.get(path)
    }

    /// `None` if nobody is in it or below it.
    pub fn by_id(&self, id: TeamId) -> Option<&Team> {
        self.iter().find(|team| team.id == id)
    }
}

impl Team {
    fn empty(path: &TeamPath) -> Self {
        Team { path: path.clone(), id: path.id(), direct: 0, whole: 0, children: Vec::new(), leaders: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::Date;

    use super::*;
    use crate::organisation::{EmailAddress, StaffId};

    fn path(text: &str) -> TeamPath {
        TeamPath::parse(text).unwrap()
    }

    fn member(number: u8, team: &str, leads: &[&str]) -> Member {
        Member {
            person: PersonId::from_random([number; 16]),
            staff: StaffId::parse(&number.to_string()).unwrap(),
            name: "Somebody".to_owned(),
            email: EmailAddress::parse(&format!("p{number}@example.org")).unwrap(),
            team: path(team),
            work: None,
            location: None,
            leads: leads.iter().map(|team| path(team)).collect::<BTreeSet<_>>(),
            language: None,
            joined: Date::constant(2026, 1, 1),
            left: None,
            moves: Vec::new(),
        }
    }

    #[test]
    fn a_team_counts_its_own_members_and_those_below() {
        let mut gone = member(9, "Sales > West", &["Sales"]);
        gone.left = Some(Date::constant(2026, 2, 1));
        let members = [
            member(1, "Sales > North > Berlin", &["Sales"]),
            member(2, "Sales > North", &["Sales > North", "Nowhere"]),
            member(3, "Sales > South", &[]),
            member(4, "Sales > South", &[]),
            member(5, "Legal", &["Sales"]),
            gone,
        ];
        let teams = Teams::of(&members);
        let counts: Vec<(&str, usize, usize)> =
            teams.iter().map(|team| (team.path.as_str(), team.direct, team.whole)).collect();
        let expected = [
            ("Legal", 1, 1),
            ("Sales", 0, 4),
            ("Sales > North", 1, 2),
            ("Sales > North > Berlin", 1, 1),
            ("Sales > South", 2, 2),
        ];
        assert_eq!(counts, expected, "who left counts nowhere, and leading makes no team");

        let sales = teams.get(&path("Sales")).unwrap();
        assert_eq!(sales.children, [path("Sales > North"), path("Sales > South")]);
        assert_eq!(sales.leaders, [members[0].person, members[4].person], "who left leads no more");
        assert_eq!(teams.by_id(sales.id), Some(sales));
        let top: Vec<&str> = teams.top().map(|team| team.path.as_str()).collect();
        assert_eq!(top, ["Legal", "Sales"]);
    }

    #[test]
    fn an_organisation_of_nobody_has_no_teams() {
        assert_eq!(Teams::of([]), Teams::default());
    }
}
