//! A commitment: a step somebody took on, with a date, and the check-ins that say what came of it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::guidance::StepId;
use crate::survey::ResponseId;

/// A step a person took on. A person takes a step on once; later check-ins add to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    pub step: StepId,
    pub step_version: u32,
    /// The result the step was given with.
    pub response: ResponseId,
    pub taken: Date,
    /// At most one a day: a second one on the same day replaces the first.
    pub check_ins: BTreeMap<Date, CheckIn>,
}

impl Commitment {
    /// What came of it by the latest check-in.
    pub fn outcome(&self) -> Option<Outcome> {
        self.check_ins.values().next_back().map(|check_in| check_in.outcome)
    }
}

/// What a person said had come of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    pub outcome: Outcome,
    pub note: Option<Note>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Done,
    Partly,
    NotYet,
}

impl Outcome {
    pub const ALL: [Outcome; 3] = [Outcome::Done, Outcome::Partly, Outcome::NotYet];

    /// The word in forms, text keys and exports.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Partly => "partly",
            Outcome::NotYet => "not-yet",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Outcome::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// One optional line in a person's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// Why a line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    #[error("longer than {} characters", Note::LONGEST)]
    TooLong,
}

impl Note {
    /// In characters.
    pub const LONGEST: usize = 280;

    /// Makes one line of what was typed: control characters and line breaks become spaces, the ends are trimmed.
    ///
    /// # Errors
    /// [`NoteError::TooLong`] for more than [`Note::LONGEST`] characters. Nothing but space is `Ok(None)`.
    pub fn parse(text: &str) -> Result<Option<Self>, NoteError> {
        let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = line.trim();
        match line.chars().count() {
            0 => Ok(None),
            1..=Self::LONGEST => Ok(Some(Note(line.to_owned()))),
            _ => Err(NoteError::TooLong),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Note {
    type Error = NoteError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().count() > Self::LONGEST { Err(NoteError::TooLong) } else { Ok(Note(text)) }
    }
}

impl From<Note> for String {
    fn from(note: Note) -> String {
        note.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_trimmed_line_of_bounded_length() {
        assert_eq!(Note::parse("  two\r\nlines ").unwrap().unwrap().as_str(), "two  lines");
        assert_eq!(Note::parse(" \n\t"), Ok(None));
        assert_eq!(Note::parse(&"あ".repeat(Note::LONGEST)).unwrap().unwrap().as_str().chars().count(), Note::LONGEST);
        assert_eq!(Note::parse(&"x".repeat(Note::LONGEST + 1)), Err(NoteError::TooLong));
    }
}
