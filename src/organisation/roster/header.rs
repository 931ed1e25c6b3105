//! The first row of a roster: which columns stand where, and which names are wrong or missing.
//! It turns the cells of every other row into cells of a column.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::column::Column;
use super::fault::{self, RosterFault, RosterFaults};
use super::formula;

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
