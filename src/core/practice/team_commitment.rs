//! A promise: a step that the leader of a team took on for it after a wave, until a date, and what came of it. The team
//! reads it when it is asked again.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::commitment::{CheckIn, Note};
use crate::guidance::StepId;
use crate::organisation::TeamPath;
use crate::survey::WaveId;

/// A team has at most one for a wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamCommitment {
    /// The team that promised.
    pub team: TeamPath,
    /// The wave whose release it answers.
    pub wave: WaveId,
    /// What it promised.
    pub step: StepId,
    /// As it was worded then.
    pub step_version: u32,
    /// What was said to the team, in one line.
    pub words: Option<Note>,
    /// The day of the promise.
    pub made: Date,
    /// The day they look again.
    pub due: Date,
    /// At most one a day: a second one on the same day replaces the first.
    pub check_ins: BTreeMap<Date, CheckIn>,
}

/// A day that no promise can be made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no day from today to {} days from now", TeamCommitment::LONGEST)]
pub struct DueFault;

impl TeamCommitment {
    /// In days: longer ahead than that, nothing is promised.
    pub const LONGEST: i64 = 180;

    /// The last day of a promise as it was written, from today to [`TeamCommitment::LONGEST`] days ahead.
    ///
    /// # Errors
    /// [`DueFault`] for what is no date, and for any other day.
    pub fn parse_due(text: &str, today: Date) -> Result<Date, DueFault> {
        let due: Date = text.trim().parse().map_err(|_| DueFault)?;
        let last = today.saturating_add(TeamCommitment::LONGEST.days());
        if (today..=last).contains(&due) { Ok(due) } else { Err(DueFault) }
    }

    /// What came of it by the latest check-in.
    pub fn latest(&self) -> Option<&CheckIn> {
        self.check_ins.values().next_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_for_a_day_from_today_to_half_a_year_ahead() {
        let today: Date = "2026-11-21".parse().unwrap();
        let due = |text: &str| TeamCommitment::parse_due(text, today);
        assert_eq!(due(" 2026-11-21 "), Ok(today));
        assert!(due("2027-05-20").is_ok());
        for wrong in ["2027-05-21", "2026-11-20", "soon", ""] {
            assert_eq!(due(wrong), Err(DueFault), "{wrong}");
        }
    }
}
