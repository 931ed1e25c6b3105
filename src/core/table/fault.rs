//! What is wrong in a table: where, in which cell, and what to write instead.

use std::fmt;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// As a text editor counts lines: from 1, those within a cell too.
    pub line: u64,
    /// As a spreadsheet counts rows: from 1, which is usually the header, empty rows too.
    pub row: u64,
}

/// One thing wrong in a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TableFault {
    /// Where it is.
    pub place: Place,
    /// `None` for a fault of a whole row or of the file.
    pub column: Option<String>,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub fix: String,
}

impl TableFault {
    /// Of a row as a whole.
    pub fn of_row(place: Place, problem: impl Into<String>, fix: impl Into<String>) -> Self {
        TableFault { place, column: None, problem: problem.into(), fix: fix.into() }
    }

    /// Of one cell.
    pub fn of_cell(
        place: Place,
        column: impl Into<String>,
        problem: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        TableFault { column: Some(column.into()), ..TableFault::of_row(place, problem, fix) }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: row {}", self.place.line, self.place.row)?;
        if let Some(column) = &self.column {
            write!(f, ", column \"{column}\"")?;
        }
        write!(f, ": {}. {}", self.problem, self.fix)
    }
}

/// Why a table is refused as a whole: everything wrong in its header, or the one thing after which there is no going on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TableFaults {
    /// The table's name in what is said about it.
    pub table: String,
    /// In the order of the table; never empty.
    pub faults: Vec<TableFault>,
}

impl fmt::Display for TableFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{}:{fault}", if index > 0 { "\n" } else { "" }, self.table)?;
        }
        Ok(())
    }
}
