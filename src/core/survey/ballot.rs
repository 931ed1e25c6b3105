//! An anonymous response: the answers to one survey and nothing else, so that equal answers make equal ballots.
//! No person, no time, no language, no id: there is nothing on it that could lead to anybody.

use serde::{Deserialize, Serialize};

use super::answers::{Answer, AnswerSheet};
use super::instrument::Survey;

/// No scale has a value that large.
const LEFT_OUT: u8 = u8::MAX;

/// The answers to the items of a survey in their order, as shown; `None` for "I'd rather not say".
///
/// Ballots are ordered by what was answered: sorted, they say nothing about who came first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ballot(Vec<Option<u8>>);

impl Ballot {
    /// The ballot of a sheet on which every question has an answer; otherwise the sheet is not ready.
    pub fn of(survey: &Survey, sheet: &AnswerSheet) -> Option<Ballot> {
        let answer = |item: &super::Item| {
            sheet.answer(&item.id).map(|answer| match answer {
                Answer::Value(value) => Some(value),
                Answer::NotApplicable => None,
            })
        };
        survey.items().iter().map(answer).collect::<Option<_>>().map(Ballot)
    }

    /// A byte for each item, so that every ballot of a survey has the same length.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().map(|answer| answer.map_or(LEFT_OUT, |value| value)).collect()
    }

    /// Reads what [`to_bytes`](Ballot::to_bytes) wrote.
    pub fn from_bytes(bytes: &[u8]) -> Ballot {
        Ballot(bytes.iter().map(|byte| (*byte != LEFT_OUT).then_some(*byte)).collect())
    }

    /// In the order of the items; `None` where one was left out or does not apply.
    pub fn answers(&self) -> &[Option<u8>] {
        &self.0
    }
}
