//! One person's answers to one survey at one time: first a draft that grows, then a response that never changes.
//! Neither names the person; whose it is, only the store knows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::answers::AnswerSheet;
use super::id::{SurveyId, random_id};
use super::language::Language;

random_id! {
    /// A response's name from its first answer on; it stands in the address of the result.
    ResponseId
}

random_id! {
    /// The wave that answers belong to: one opening of surveys for the people invited to it.
    WaveId
}

/// Answers that are still being given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub id: ResponseId,
    pub survey: SurveyId,
    /// The survey version the person began with, and goes on with.
    pub version: u32,
    /// The wave they are given in; `None` for a survey a person takes on their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveId>,
    pub opened: Timestamp,
    /// Grows by one with every recorded answer, so that a submit can tell whether the draft has changed meanwhile.
    pub revision: u64,
    pub sheet: AnswerSheet,
}

/// Answers that were submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    pub id: ResponseId,
    pub survey: SurveyId,
    pub version: u32,
    /// The wave they were given in; `None` for a survey a person took on their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveId>,
    pub submitted: Timestamp,
    /// The language the person answered in: a translation is part of the instrument.
    pub language: Language,
    pub sheet: AnswerSheet,
}
