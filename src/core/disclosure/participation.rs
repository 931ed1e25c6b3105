//! Participation: how many of the invited have taken part, counted and never by person.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::survey::SurveyId;

use crate::wave::{Invited, InvitedTeam};

/// How many of the invited have taken part in one survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participation {
    /// The survey that was asked.
    pub survey: SurveyId,
    /// In the whole wave; `None` where it could tell about somebody: fewer than the threshold are invited.
    pub whole: Option<Rate>,
    /// Teams at the top of the tree with at least the threshold invited; none for anonymous surveys.
    pub teams: Vec<(TeamPath, Rate)>,
}

/// People who took part, and people who were asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// At most as many as were invited.
    pub taken_part: u32,
    /// Everybody in the group when the wave opened.
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
    /// Whose answers are linked to them.
    People(Vec<PersonId>),
    /// How many ballots. They are filed by larger groups than teams: held against the numbers of the other surveys,
    /// theirs by team would tell whether the few who file elsewhere have taken part.
    Ballots(u32),
}

/// Everybody who is invited, by the team at the top of the tree that they are in. It is made once for all surveys of a
/// wave: to look for everybody in every team takes seconds, and an administrator looks often.
pub struct Invitees<'a> {
    people: usize,
    /// The teams at the top of the tree.
    tops: Vec<&'a InvitedTeam>,
    /// Their places, by who is in them or below them.
    top_of: HashMap<PersonId, usize>,
}

impl<'a> Invitees<'a> {
    /// Counts who is invited: in all, and in each team at the top of the tree.
    pub fn of(people: &[Invited], teams: &'a [InvitedTeam]) -> Invitees<'a> {
        let tops: Vec<&InvitedTeam> = teams.iter().filter(|team| team.path.parent().is_none()).collect();
        let places: HashMap<&str, usize> =
            tops.iter().enumerate().map(|(place, top)| (top.path.as_str(), place)).collect();
        let top_of_team = |team: &InvitedTeam| {
            let place = places.get(team.path.parts().next()?)?;
            Some((team.path.id(), *place))
        };
        let top_of_team: HashMap<TeamId, usize> = teams.iter().filter_map(top_of_team).collect();
        let top_of = |invited: &Invited| Some((invited.person, *top_of_team.get(&invited.team)?));
        Invitees { people: people.len(), tops, top_of: people.iter().filter_map(top_of).collect() }
    }
}

impl Participation {
    /// Counts one survey, whose figures are shown from `threshold` answers on.
    pub fn count(survey: &SurveyId, threshold: u32, invitees: &Invitees<'_>, handed_in: &HandedIn) -> Participation {
        let is_enough = |rate: &Rate| rate.invited >= threshold;
        let (taken_part, teams) = match handed_in {
            HandedIn::Ballots(ballots) => (*ballots, Vec::new()),
            HandedIn::People(who) => {
                let mut counts = vec![0; invitees.tops.len()];
                for top in who.iter().filter_map(|person| invitees.top_of.get(person)) {
                    counts[*top] += 1;
                }
                let rates = invitees
                    .tops
                    .iter()
                    .zip(counts)
                    .map(|(team, taken_part)| (team.path.clone(), Rate { taken_part, invited: team.invited }));
                (who.len() as u32, rates.filter(|(_, rate)| is_enough(rate)).collect())
            }
        };
        let whole = Some(Rate { taken_part, invited: invitees.people as u32 }).filter(is_enough);
        Participation { survey: survey.clone(), whole, teams }
    }
}
