//! The first row of a roster: which columns stand where, and which names are wrong or missing.
//! It turns the cells of every other row into cells of a column.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::column::RosterColumn;
use super::fault::{RosterFault, RosterFaults};
use super::formula;
use crate::table::{self, SheetRow, meant, one_spelling};

/// One cell, without space and the mark of [`formula`] around its text, and in [one spelling](one_spelling).
#[derive(Clone, Copy)]
pub(super) struct Cell<'c> {
    pub row: u64,
    pub column: RosterColumn,
    pub text: &'c str,
}

impl Cell<'_> {
    pub fn fault(&self, problem: impl ToString, fix: impl Into<String>) -> RosterFault {
        RosterFault::of_cell(self.row, Some(self.column), self.text, problem, fix)
    }
}

/// The cells of one row, column by column.
pub(super) struct Cells<'r> {
    pub row: u64,
    /// As written, and in one spelling.
    texts: [Option<(&'r str, Cow<'r, str>)>; RosterColumn::ALL.len()],
}

impl Cells<'_> {
    /// `None` if there is no such column.
    pub fn get(&self, column: RosterColumn) -> Option<Cell<'_>> {
        let (_, text) = self.texts[column as usize].as_ref()?;
        Some(Cell { row: self.row, column, text })
    }

    /// Whether the text was written otherwise than it is taken.
    pub fn is_respelled(&self, column: RosterColumn) -> bool {
        self.texts[column as usize].as_ref().is_some_and(|(written, text)| *written != &**text)
    }
}

/// Where each column stands.
pub(super) struct Header {
    places: [Option<usize>; RosterColumn::ALL.len()],
    table: table::Header,
}

impl Header {
    /// Reads the first row, and says which of its names are wrong and which are missing.
    pub fn read(row: &SheetRow<'_>, faults: &mut RosterFaults) -> Self {
        let table = table::Header::of(row);
        let (row, mut places) = (row.place.row, [None; RosterColumn::ALL.len()]);
        for (place, name) in table.names().iter().enumerate() {
            let column = RosterColumn::ALL.into_iter().find(|column| column.name().eq_ignore_ascii_case(name));
            match column {
                None if name.is_empty() => {
                    let problem = format!("column {} has no name", place + 1);
                    faults.push(RosterFault::of_row(row, problem, "Name the column or remove it"));
                }
                None => faults.push_with(|| {
                    let fix = match meant(name, RosterColumn::ALL.into_iter().map(RosterColumn::name)) {
                        Some(column) => format!("Did you mean \"{column}\"?"),
                        None => format!(
                            "Remove it: the columns are {}",
                            RosterColumn::ALL.map(RosterColumn::name).join(", ")
                        ),
                    };
                    RosterFault::of_cell(row, None, name, "a roster has no column of this name", fix)
                }),
                Some(column) if places[column as usize].is_some() => {
                    let fix = "Remove or rename one of the two";
                    faults.push(RosterFault::of_cell(row, None, name, "two columns have this name", fix));
                }
                Some(column) => places[column as usize] = Some(place),
            }
        }
        for column in RosterColumn::ALL {
            if column.is_required() && places[column as usize].is_none() {
                let problem = format!("the column \"{column}\" is missing");
                faults.push(RosterFault::of_row(row, problem, RosterColumn::HEADER_MEND));
            }
        }
        Header { places, table }
    }

    pub fn columns(&self) -> BTreeSet<RosterColumn> {
        RosterColumn::ALL.into_iter().filter(|column| self.places[*column as usize].is_some()).collect()
    }

    /// The cells of a row. Where a spreadsheet left out the empty end of a row, cells are empty, unless a column needs one.
    ///
    /// # Errors
    /// A row with more cells than columns, or one that ends before a column it needs.
    pub fn cells<'r>(&self, row: &'r SheetRow<'_>) -> Result<Cells<'r>, RosterFault> {
        self.table.check_width(row)?;
        let lacks = |column: &RosterColumn| {
            column.is_required() && self.places[*column as usize].is_some_and(|place| row.ends_before(place))
        };
        if let Some(column) = RosterColumn::ALL.into_iter().find(lacks) {
            let fix = format!("Look for a separator too few. {}", column.fix());
            return Err(RosterFault::of_cell(row.place.row, Some(column), "", "the row ends before this column", fix));
        }
        let texts = RosterColumn::ALL.map(|column| {
            let written = formula::unguarded(row.cell(self.places[column as usize]?)).trim();
            // An id is compared as it is written.
            let text = if column == RosterColumn::Id { Cow::Borrowed(written) } else { one_spelling(written) };
            Some((written, text))
        });
        Ok(Cells { row: row.place.row, texts })
    }
}
