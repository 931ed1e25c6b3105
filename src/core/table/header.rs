//! The first row of a table: what its columns are called.

use super::fault::{Place, TableFault};
use super::meant::meant;
use super::sheet::SheetRow;
use super::spelling::one_spelling;

/// The names of the columns in their order, each in [one spelling](one_spelling); columns at the end without a name are
/// none.
#[derive(Clone, Debug)]
pub struct Header {
    /// The row of the names.
    pub place: Place,
    names: Vec<String>,
}

impl Header {
    /// The names as they are compared, with empty ones at the end left out.
    pub fn of(row: &SheetRow<'_>) -> Self {
        let mut names: Vec<String> = row.cells().map(|name| one_spelling(name).into_owned()).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        Header { place: row.place, names }
    }

    /// In the order of the columns.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Where the one column of this name stands; `None` if there is no such column.
    ///
    /// # Errors
    /// Two columns of the name.
    pub fn find(&self, name: &str) -> Result<Option<usize>, TableFault> {
        let spelled = one_spelling(name);
        let mut places = (0..self.names.len()).filter(|place| self.names[*place] == *spelled);
        match (places.next(), places.next()) {
            (place, None) => Ok(place),
            (_, Some(_)) => {
                let fix = "Remove or rename one of the two";
                Err(TableFault::of_cell(self.place, name, "two columns have this name", fix))
            }
        }
    }

    /// Where the column that somebody named stands.
    ///
    /// # Errors
    /// No such column, or two.
    pub fn named(&self, name: &str) -> Result<usize, TableFault> {
        self.find(name)?.ok_or_else(|| {
            let fix = match meant(name, self.names.iter().map(String::as_str)) {
                Some(near) => format!("Did you mean \"{near}\"?"),
                None => format!("The columns are {}", self.names.join(", ")),
            };
            TableFault::of_row(self.place, format!("no column is called \"{name}\""), fix)
        })
    }

    /// A cell that stands beyond the last named column.
    ///
    /// # Errors
    /// If there is one.
    pub fn check_width(&self, row: &SheetRow<'_>) -> Result<(), TableFault> {
        let Some(cell) = row.beyond(self.names.len()) else { return Ok(()) };
        let problem = format!("\"{}\" stands beyond the last of {} columns", shortened(cell), self.names.len());
        Err(TableFault::of_row(row.place, problem, "Look for a separator too many, or name the column"))
    }
}

/// A cell as a sentence may quote it: one short line.
pub fn shortened(cell: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = cell.chars().take(MOST).map(|char| if char.is_control() { ' ' } else { char }).collect();
    if shown.len() < cell.len() {
        shown.push('…');
    }
    shown
}
