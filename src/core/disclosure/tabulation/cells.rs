//! Respondents in the smallest cells that declared groups tell apart.

use std::collections::BTreeMap;

use crate::organisation::{PersonId, TeamId, TeamPath};
use crate::scoring::Profile;
use crate::survey::{Answer, AnswerSheet, Ballot, Entry, Language, Survey};

use super::super::release::Group;
use super::Answers;
use crate::wave::{Invited, InvitedTeam};

/// The respondents of one survey, those in a cell together who cannot be told apart by any declared group.
pub(super) struct Cells {
    /// For each cell, the groups it is part of, as places among the groups.
    pub groups: Vec<Vec<usize>>,
    pub people: Vec<Vec<ScoredSheet>>,
    /// How many ballots in a cell may be of people new to the roster; of linked answers it is known which.
    pub new_ballots: Vec<u32>,
}

/// One person's answers and scores.
pub(super) struct ScoredSheet {
    /// In the order of the items, as they were worded.
    pub answers: Vec<Option<u8>>,
    pub whole: Option<f64>,
    pub dimensions: Vec<Option<f64>>,
    pub level: Option<usize>,
    /// The language they answered in; a ballot has none.
    pub language: Option<Language>,
    /// They are new to the roster: see [`Invited::is_new`].
    pub is_new: bool,
}

impl Cells {
    pub fn gather(
        survey: &Survey,
        answers: &Answers,
        people: &[Invited],
        teams: &[InvitedTeam],
        groups: &[Group],
    ) -> Cells {
        let paths: BTreeMap<TeamId, &TeamPath> = teams.iter().map(|team| (team.path.id(), &team.path)).collect();
        let place: BTreeMap<&Group, usize> = groups.iter().enumerate().map(|(place, group)| (group, place)).collect();
        let mut cells = Cells { groups: Vec::new(), people: Vec::new(), new_ballots: Vec::new() };
        let mut new_ballots: BTreeMap<TeamId, u32> = BTreeMap::new();
        for person in people.iter().filter(|person| person.is_new) {
            *new_ballots.entry(person.group).or_default() += 1;
        }
        let is_anonymous = matches!(answers, Answers::Anonymous(_));
        let mut known: BTreeMap<(TeamId, Vec<usize>), usize> = BTreeMap::new();
        let mut put = |home: TeamId, across: Vec<usize>, respondent: ScoredSheet| {
            let cell = *known.entry((home, across.clone())).or_insert_with(|| {
                let teams = paths.get(&home).into_iter().flat_map(|path| path.ancestors_and_self()).map(Group::Team);
                let all: Vec<Group> = match home {
                    TeamId::LEADERS => vec![Group::Leaders],
                    _ => std::iter::once(Group::Organisation).chain(teams).collect(),
                };
                cells.groups.push(all.iter().filter_map(|group| place.get(group).copied()).chain(across).collect());
                cells.people.push(Vec::new());
                let may_be_new = new_ballots.get(&home).filter(|_| is_anonymous);
                cells.new_ballots.push(may_be_new.copied().unwrap_or_default());
                cells.people.len() - 1
            });
            cells.people[cell].push(respondent);
        };
        match answers {
            Answers::Linked(responses) => {
                let people: BTreeMap<PersonId, &Invited> =
                    people.iter().map(|person| (person.person, person)).collect();
                for (person, response) in responses {
                    let Some(person) = people.get(person) else { continue };
                    let work = person.work.clone().map(Group::Work);
                    let across = work.into_iter().chain(person.location.clone().map(Group::Location));
                    let across = across.filter(|_| person.home != TeamId::LEADERS);
                    let across = across.filter_map(|group| place.get(&group).copied()).collect();
                    let sheet = ScoredSheet::of(survey, &response.sheet, Some(response.language));
                    put(person.home, across, ScoredSheet { is_new: person.is_new, ..sheet });
                }
            }
            Answers::Anonymous(boxes) => {
                for (group, ballots) in boxes {
                    for ballot in ballots {
                        put(*group, Vec::new(), ScoredSheet::of(survey, &sheet(survey, ballot), None));
                    }
                }
            }
        }
        cells
    }
}

impl ScoredSheet {
    fn of(survey: &Survey, sheet: &AnswerSheet, language: Option<Language>) -> ScoredSheet {
        let profile = Profile::score(survey, sheet);
        let answer = |item: &crate::survey::Item| match sheet.answer(&item.id) {
            Some(Answer::Value(value)) => Some(value),
            _ => None,
        };
        ScoredSheet {
            answers: survey.items().iter().map(answer).collect(),
            whole: profile.whole().map(|score| score.points),
            dimensions: profile.dimensions().map(|(_, score)| score.map(|score| score.points)).collect(),
            level: profile.standing().map(|standing| standing.level),
            language,
            is_new: false,
        }
    }
}

fn sheet(survey: &Survey, ballot: &Ballot) -> AnswerSheet {
    let mut sheet = AnswerSheet::default();
    for (item, answer) in survey.items().iter().zip(ballot.answers()) {
        let answer = answer.map_or(Answer::NotApplicable, Answer::Value);
        sheet.record(Entry::Item(item.id.clone(), answer));
    }
    sheet
}
