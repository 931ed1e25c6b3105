//! Participation: how many of the invited have taken part, counted and never by person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::survey::SurveyId;

use super::snapshot::{Invited, InvitedTeam};

/// How many of the invited have taken part in one survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participation {
    pub survey: SurveyId,
    /// In the whole wave; `None` where it could tell about somebody: fewer than the threshold are invited.
    pub whole: Option<Rate>,
    /// Teams at the top of the tree with at least the threshold invited; none for anonymous surveys.
    pub teams: Vec<(TeamPath, Rate)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    pub taken_part: u32,
    pub invited: u32,
}

impl Rate {
    /// In whole percent of the invited.
    pub fn percent(self) -> u32 {
        (100 * self.taken_part + self.invited / 2).checked_div(self.invited).unwrap_or_default()
    }
}

/// Who has handed in, as the privacy of a survey keeps it.
#[derive(Clone, Debug)]
pub enum HandedIn {
    People(Vec<PersonId>),
    /// How many ballots. They are filed by larger groups than teams: held against the numbers of the other surveys,
    /// theirs by team would tell whether the few who file elsewhere have taken part.
    Ballots(u32),
}

impl Participation {
    /// Counts one survey, whose figures are shown from `least` answers on.
    pub fn count(
        survey: &SurveyId,
        least: u32,
        people: &[Invited],
        teams: &[InvitedTeam],
        handed_in: &HandedIn,
    ) -> Participation {
        let is_enough = |rate: &Rate| rate.invited >= least;
        let (taken_part, teams) = match handed_in {
            HandedIn::Ballots(ballots) => (*ballots, Vec::new()),
            HandedIn::People(who) => {
                let team_of: BTreeMap<PersonId, TeamId> =
                    people.iter().map(|invited| (invited.person, invited.team)).collect();
                let mut counts: BTreeMap<TeamId, u32> = BTreeMap::new();
                for team in who.iter().filter_map(|person| team_of.get(person)) {
                    *counts.entry(*team).or_default() += 1;
                }
                let top = teams.iter().filter(|team| team.path.parent().is_none());
                let rates = top.map(|team| {
                    let within = teams.iter().filter(|other| other.path.is_within(&team.path));
                    let taken_part = within.filter_map(|team| counts.get(&team.path.id())).sum();
                    (team.path.clone(), Rate { taken_part, invited: team.invited })
                });
                (who.len() as u32, rates.filter(|(_, rate)| is_enough(rate)).collect())
            }
        };
        let whole = Some(Rate { taken_part, invited: people.len() as u32 }).filter(is_enough);
        Participation { survey: survey.clone(), whole, teams }
    }
}
