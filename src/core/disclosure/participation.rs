//! Participation: how many of the invited have taken part, counted and never by person.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::survey::SurveyId;

use super::audit::{Audited, CensusGroup, CensusPlace, Proof, Table, Turnout};
use crate::wave::{Invited, InvitedTeam};

/// How many of the invited have taken part in one survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participation {
    /// The survey that was asked.
    pub survey: SurveyId,
    /// In the whole wave but for those who lead; `None` where it could tell about somebody.
    pub whole: Option<Audited<Turnout, Rate>>,
    /// Of those who lead a team, likewise.
    #[serde(default)]
    pub leaders: Option<Audited<Turnout, Rate>>,
    /// Teams at the top of the tree whose number is shown; none for anonymous surveys.
    pub teams: Vec<(TeamPath, Audited<Turnout, Rate>)>,
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
    /// How many ballots, by the group they were filed under. Only those of who leads are told from the others: larger
    /// groups than teams file together, and held against the numbers of the other surveys, theirs by team would tell
    /// whether the few who file elsewhere have taken part.
    Ballots(BTreeMap<TeamId, u32>),
}

/// Everybody who is invited, by the groups whose participation is counted. It is made once for all surveys of a wave: to
/// look for everybody in every team takes seconds, and an administrator looks often.
pub struct Invitees<'a> {
    /// The teams at the top of the tree.
    tops: Vec<&'a TeamPath>,
    /// How many are invited in each cell, and how many of them help to a threshold: first the teams at the top, each
    /// with all below it, then those in none of them, then those who lead.
    cells: Vec<(u32, u32)>,
    cell_of: HashMap<PersonId, usize>,
}

impl<'a> Invitees<'a> {
    /// Counts who is invited.
    pub fn of(people: &[Invited], teams: &'a [InvitedTeam]) -> Invitees<'a> {
        let tops: Vec<&TeamPath> = teams.iter().map(|team| &team.path).filter(|path| path.parent().is_none()).collect();
        let places: HashMap<&str, usize> = tops.iter().enumerate().map(|(place, top)| (top.as_str(), place)).collect();
        let top_of = |team: &InvitedTeam| Some((team.path.id(), *places.get(team.path.parts().next()?)?));
        let mut cell_of_team: HashMap<TeamId, usize> = teams.iter().filter_map(top_of).collect();
        cell_of_team.insert(TeamId::LEADERS, tops.len() + 1);
        let cell_of = |one: &Invited| (one.person, *cell_of_team.get(&one.home).unwrap_or(&tops.len()));
        let cell_of: HashMap<PersonId, usize> = people.iter().map(cell_of).collect();
        let mut cells = vec![(0, 0); tops.len() + 2];
        for one in people {
            let (invited, settled) = &mut cells[cell_of[&one.person]];
            *invited += 1;
            *settled += u32::from(!one.is_new);
        }
        Invitees { tops, cells, cell_of }
    }

    fn leaders(&self) -> usize {
        self.tops.len() + 1
    }
}

impl Participation {
    /// Counts one survey of a contract that says `agreed` for the least number of answers. Counts are audited as shares
    /// are, since whether somebody took part has two values: no count of fewer than ten follows.
    pub fn count(survey: &SurveyId, agreed: u32, invitees: &Invitees<'_>, handed_in: &HandedIn) -> Participation {
        Participation::audited(survey, agreed, invitees, handed_in).0
    }

    pub(super) fn audited(
        survey: &SurveyId,
        agreed: u32,
        invitees: &Invitees<'_>,
        handed_in: &HandedIn,
    ) -> (Participation, Proof) {
        let (tops, leaders) = (invitees.tops.len(), invitees.leaders());
        let counts = match handed_in {
            HandedIn::Ballots(boxes) => {
                let mut counts = vec![0; leaders + 1];
                for (group, ballots) in boxes {
                    counts[if *group == TeamId::LEADERS { leaders } else { tops }] += ballots;
                }
                counts
            }
            HandedIn::People(who) => {
                let mut counts = vec![0; leaders + 1];
                who.iter().filter_map(|person| invitees.cell_of.get(person)).for_each(|cell| counts[*cell] += 1);
                counts
            }
        };
        let is_by_team = matches!(handed_in, HandedIn::People(_));
        let by_team = (0..tops).filter(|_| is_by_team).map(|top| vec![top as u32]);
        let sets = [(0..=tops as u32).collect(), vec![leaders as u32]].into_iter().chain(by_team);
        let groups: Vec<CensusGroup> = sets.map(|cells| CensusGroup { place: CensusPlace::Tree, cells }).collect();
        let settled = invitees.cells.iter().map(|(_, settled)| *settled).collect();
        let table = Table::<Turnout>::audit(&groups, &vec![true; groups.len()], [settled], &[], agreed);
        let rate = |group: usize| {
            let sum = |of: &dyn Fn(usize) -> u32| groups[group].cells.iter().map(|cell| of(*cell as usize)).sum();
            let rate = Rate { taken_part: sum(&|cell| counts[cell]), invited: sum(&|cell| invitees.cells[cell].0) };
            table.permit(group).map(|permit| permit.publish(rate))
        };
        let team = |(place, path): (usize, &&TeamPath)| Some(((*path).clone(), rate(place + 2)?));
        let teams = invitees.tops.iter().enumerate().filter(|_| is_by_team).filter_map(team).collect();
        (Participation { survey: survey.clone(), whole: rate(0), leaders: rate(1), teams }, table.proof())
    }
}
