//! The columns of a roster and the header that names them.
//! Only what is known is taken: a column that nobody reads would be data about people that nobody asked for.

use std::collections::BTreeSet;
use std::fmt;

use csv::StringRecord;
use serde::Serialize;

use super::fault::{self, RosterFault, RosterFaults};
use super::formula;

/// What a roster says of a person. The order is that of [`write_roster`](super::write_roster).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    Id,
    Name,
    Email,
    Team,
    Work,
    Location,
    Leads,
    Language,
}

impl Column {
    pub const ALL: [Column; 8] = [
        Column::Id,
        Column::Name,
        Column::Email,
        Column::Team,
        Column::Work,
        Column::Location,
        Column::Leads,
        Column::Language,
    ];

    /// How to mend a header that is not there.
    pub(super) const HEADER_MEND: &str = "Begin with a row that names the columns: id, name, email, team";

    /// As the header names it.
    pub fn name(self) -> &'static str {
        match self {
            Column::Id => "id",
            Column::Name => "name",
            Column::Email => "email",
            Column::Team => "team",
            Column::Work => "work",
            Column::Location => "location",
            Column::Leads => "leads",
            Column::Language => "language",
        }
    }

    /// Whether every roster must have the column, and every row something in it.
    pub fn is_required(self) -> bool {
        matches!(self, Column::Id | Column::Name | Column::Email | Column::Team)
    }

    /// What a good cell looks like.
    pub(super) fn mend(self) -> &'static str {
        match self {
            Column::Id => "Write what your staff system calls the person, in up to 64 characters",
            Column::Name => "Write the person's name in one line of up to 120 characters",
            Column::Email => "Write one address, as anna@example.org",
            Column::Team => "Write the team from the top down, as Sales > North > Berlin",
            Column::Work => "Write a kind of work",
            Column::Location => "Write a place in one line of up to 80 characters",
            Column::Leads => "Write teams from the top down with semicolons between them, as Sales > North; Legal",
            Column::Language => "Write en, de or ja",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One cell, without space and the mark of [`formula`] around its text.
#[derive(Clone, Copy)]
pub(super) struct Cell<'c> {
    pub row: u64,
    pub column: Column,
    pub text: &'c str,
}

impl Cell<'_> {
    pub fn fault(&self, problem: impl ToString, mend: impl Into<String>) -> RosterFault {
        RosterFault::of_cell(self.row, Some(self.column), self.text, problem, mend)
    }
}

/// Where each column stands.
pub(super) struct Header {
    places: [Option<usize>; Column::ALL.len()],
    pub width: usize,
}

impl Header {
    /// Reads the first row, and says which of its names are wrong and which are missing.
    pub fn read(row: u64, cells: &StringRecord, faults: &mut RosterFaults) -> Self {
        let mut header = Header { places: [None; Column::ALL.len()], width: cells.len() };
        for (place, name) in cells.iter().enumerate() {
            let name = name.trim();
            let column = Column::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(name));
            match column {
                None if name.is_empty() => {
                    let problem = format!("column {} has no name", place + 1);
                    faults.push(RosterFault::of_row(row, problem, "Name the column or remove it"));
                }
                None => faults.push_with(|| {
                    let mend = match fault::meant(name, Column::ALL.into_iter().map(Column::name)) {
                        Some(column) => format!("Did you mean \"{column}\"?"),
                        None => format!("Remove it: the columns are {}", Column::ALL.map(Column::name).join(", ")),
                    };
                    RosterFault::of_cell(row, None, name, "a roster has no column of this name", mend)
                }),
                Some(column) if header.places[column as usize].is_some() => {
                    let mend = "Remove or rename one of the two";
                    faults.push(RosterFault::of_cell(row, None, name, "two columns have this name", mend));
                }
                Some(column) => header.places[column as usize] = Some(place),
            }
        }
        for column in Column::ALL {
            if column.is_required() && header.places[column as usize].is_none() {
                faults.push(RosterFault::of_row(
                    row,
                    format!("the column \"{column}\" is missing"),
                    Column::HEADER_MEND,
                ));
            }
        }
        header
    }

    pub fn columns(&self) -> BTreeSet<Column> {
        Column::ALL.into_iter().filter(|column| self.places[*column as usize].is_some()).collect()
    }

    /// `None` if there is no such column.
    pub fn cell<'c>(&self, row: u64, cells: &'c StringRecord, column: Column) -> Option<Cell<'c>> {
        let text = cells.get(self.places[column as usize]?)?;
        Some(Cell { row, column, text: formula::unguarded(text.trim()).trim() })
    }
}
