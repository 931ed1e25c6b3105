//! What is wrong in a roster: the row as the spreadsheet shows it, the column, the cell, and how to correct it. People's
//! names and addresses stand in it, so it belongs on the screen of the person who brought the roster and in no log.

use std::fmt;

use serde::Serialize;

use super::column::RosterColumn;
use crate::table::TableFault;

/// One thing wrong in a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterFault {
    /// As a spreadsheet counts rows: from 1, which is usually the header, empty rows too.
    pub row: u64,
    /// `None` for a fault of a whole row, of the file, or of a name in the header.
    pub column: Option<RosterColumn>,
    /// What stands in the cell, in one line of at most [`LONGEST_VALUE`](Self::LONGEST_VALUE) characters.
    pub value: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// What to write instead.
    pub fix: String,
}

impl RosterFault {
    /// In characters.
    pub const LONGEST_VALUE: usize = 60;

    /// A fault of a whole row, or of the file.
    pub(super) fn of_row(row: u64, problem: impl ToString, fix: impl Into<String>) -> Self {
        RosterFault { row, column: None, value: None, problem: problem.to_string(), fix: fix.into() }
    }

    pub(super) fn of_cell(
        row: u64,
        column: Option<RosterColumn>,
        value: &str,
        problem: impl ToString,
        fix: impl Into<String>,
    ) -> Self {
        let mut shown: String = value.chars().take(Self::LONGEST_VALUE).collect();
        if shown.len() < value.len() {
            shown.pop();
            shown.push('…');
        }
        let shown = shown.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        RosterFault { row, column, value: Some(shown), problem: problem.to_string(), fix: fix.into() }
    }
}

impl From<TableFault> for RosterFault {
    fn from(fault: TableFault) -> Self {
        RosterFault { column: None, ..RosterFault::of_row(fault.place.row, fault.problem, fault.fix) }
    }
}

impl fmt::Display for RosterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        match (&self.column, &self.value) {
            (Some(column), Some(value)) => write!(f, ", {column} \"{value}\"")?,
            (Some(column), None) => write!(f, ", {column}")?,
            (None, Some(value)) => write!(f, ", \"{value}\"")?,
            (None, None) => {}
        }
        write!(f, ": {}. {}", self.problem, self.fix)
    }
}

/// Everything wrong in a roster: the first faults in full, the others counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct RosterFaults {
    /// At most [`MOST_SHOWN`](Self::MOST_SHOWN), as they were found: row by row, and teams that nobody is in after
    /// that.
    pub shown: Vec<RosterFault>,
    /// How many more there are.
    pub more: usize,
}

impl RosterFaults {
    /// One fault of the list as a whole.
    pub fn of_list(problem: impl ToString, fix: impl Into<String>) -> RosterFaults {
        RosterFaults { shown: vec![RosterFault::of_row(1, problem, fix)], more: 0 }
    }

    /// Further faults are counted and not shown.
    pub const MOST_SHOWN: usize = 200;

    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    pub(super) fn push(&mut self, fault: RosterFault) {
        self.push_with(|| fault);
    }

    /// Makes the fault only if it will be shown: a suggestion costs time, and a wrong file can have a million faults.
    pub(super) fn push_with(&mut self, fault: impl FnOnce() -> RosterFault) {
        if self.shown.len() < Self::MOST_SHOWN {
            self.shown.push(fault());
        } else {
            self.more += 1;
        }
    }
}

impl fmt::Display for RosterFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.shown.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        match self.more {
            0 => Ok(()),
            1 => f.write_str("\nand 1 fault more"),
            more => write!(f, "\nand {more} faults more"),
        }
    }
}
