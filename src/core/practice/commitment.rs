//! A commitment: a step somebody took on, with a date, and the check-ins that say what came of it.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::disclosure::Outcome;
use crate::guidance::StepId;
use crate::survey::ResponseId;

/// A step a person took on. A person takes a step on once; later check-ins add to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// What they took on.
    pub step: StepId,
    /// As it was worded then.
    pub step_version: u32,
    /// The result the step was given with.
    pub response: ResponseId,
    /// The day they took it on.
    pub taken: Date,
    /// At most one a day: a second one on the same day replaces the first.
    pub check_ins: BTreeMap<Date, CheckIn>,
}

impl Commitment {
    /// What came of it by the latest check-in.
    pub fn outcome(&self) -> Option<Outcome> {
        self.check_ins.values().next_back().map(|check_in| check_in.outcome)
    }

    /// Whether it is time to ask what came of it: one of the step's days has come, nothing was said since, and it is not
    /// done yet. `come_back` is in days after the step was taken on.
    pub fn is_due(&self, come_back: &[u32], today: Date) -> bool {
        let days_come = come_back.iter().map(|days| self.taken.saturating_add(i64::from(*days).days()));
        let Some(latest) = days_come.filter(|day| *day <= today).max() else { return false };
        let said_since = self.check_ins.keys().any(|day| *day >= latest);
        !said_since && self.outcome() != Some(Outcome::Done)
    }
}

/// What a person said had come of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// What came of it.
    pub outcome: Outcome,
    /// What they wrote about it, for themselves alone.
    pub note: Option<Note>,
}

/// One optional line in a person's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

/// Why a line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More than 280 characters.
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

    /// One line, without control characters.
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
    fn a_step_is_asked_about_on_its_days_until_something_is_said_or_it_is_done() {
        let on = |text: &str| text.parse::<Date>().unwrap();
        let step = StepId::parse("a-step").unwrap();
        let response = ResponseId::from_random([0; 16]);
        let taken = on("2026-11-21");
        let mut commitment = Commitment { step, step_version: 1, response, taken, check_ins: BTreeMap::new() };
        let due = |commitment: &Commitment, day: &str| commitment.is_due(&[7, 30], on(day));
        assert!(!due(&commitment, "2026-11-27"));
        assert!(due(&commitment, "2026-11-28"));
        commitment.check_ins.insert(on("2026-11-28"), CheckIn { outcome: Outcome::NotYet, note: None });
        assert!(!due(&commitment, "2026-12-20"));
        assert!(due(&commitment, "2026-12-21"), "the thirtieth day asks again");
        commitment.check_ins.insert(on("2026-12-01"), CheckIn { outcome: Outcome::Done, note: None });
        assert!(!due(&commitment, "2027-01-01"), "what is done is done");
    }

    #[test]
    fn a_note_is_one_trimmed_line_of_bounded_length() {
        assert_eq!(Note::parse("  two\r\nlines ").unwrap().unwrap().as_str(), "two  lines");
        assert_eq!(Note::parse(" \n\t"), Ok(None));
        assert_eq!(Note::parse(&"あ".repeat(Note::LONGEST)).unwrap().unwrap().as_str().chars().count(), Note::LONGEST);
        assert_eq!(Note::parse(&"x".repeat(Note::LONGEST + 1)), Err(NoteError::TooLong));
    }
}
