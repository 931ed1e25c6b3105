//! The rows of a table, each with the line an editor shows and the number a spreadsheet shows beside it.

use std::borrow::Cow;

use super::encoding::{decode, line_ends};
use super::fault::{Place, TableFault};
use super::record::{Slip, split};
use super::separator::Form;

/// So many rows, counted from the first, lose their last separators together where a spreadsheet finds their last columns
/// empty.
const BLOCK: u64 = 16;

/// A table whose every row can be split into cells.
#[derive(Debug)]
pub struct Sheet<'t> {
    text: Cow<'t, str>,
    form: Form,
    /// The most cells of a row, block by block.
    widths: Vec<usize>,
}

/// One row that has any text.
#[derive(Debug)]
pub struct SheetRow<'s> {
    /// Line and row of its first cell.
    pub place: Place,
    cells: Vec<Cow<'s, str>>,
    /// The most cells of a row in the block it stands in.
    block: usize,
}

impl<'t> Sheet<'t> {
    /// Looks at every row once, so that a table which is no CSV somewhere is refused before anything of it is used.
    ///
    /// # Errors
    /// What is no text, no CSV, or has no row.
    /// # Examples
    /// ```
    /// use footing_core::table::Sheet;
    ///
    /// let sheet = Sheet::read("name;share\nNorth;\"3,5\"\n".as_bytes()).unwrap();
    /// let row = sheet.rows().nth(1).unwrap();
    /// assert_eq!((row.cell(0), row.cell(1)), ("North", "3,5"));
    ///
    /// let fault = Sheet::read(b"name,share\n\"North,3.5\n").unwrap_err();
    /// assert_eq!(fault.place.line, 2, "the quote that is never closed");
    /// ```
    pub fn read(bytes: &'t [u8]) -> Result<Self, TableFault> {
        let text = decode(bytes)?;
        let start = text.find(|char: char| !matches!(char, '\r' | '\n')).unwrap_or(text.len());
        let form = Form::of(&text, start);
        let mut widths = Vec::new();
        let mut walk = Walk::over(&text, form);
        while let Some(row) = walk.next_row().transpose()? {
            let block = block_of(row.place);
            if widths.len() <= block {
                widths.resize(block + 1, 0);
            }
            widths[block] = widths[block].max(row.cells.len());
        }
        Ok(Sheet { text, form, widths })
    }

    /// The rows that have any text; the first is the header.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        let mut walk = Walk::over(&self.text, self.form);
        std::iter::from_fn(move || {
            // Every row was split before, when the sheet was read.
            let row = walk.next_row()?.ok()?;
            Some(SheetRow { block: self.widths[block_of(row.place)], ..row })
        })
    }
}

fn block_of(place: Place) -> usize {
    usize::try_from((place.row - 1) / BLOCK).unwrap_or(usize::MAX)
}

impl<'s> SheetRow<'s> {
    /// What stands in a cell, without space around it; nothing where the row ends before.
    pub fn cell(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", |cell| cell.trim())
    }

    /// Every cell there is.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| cell.trim())
    }

    /// Whether the row ends before this cell.
    pub fn ends_before(&self, place: usize) -> bool {
        self.cells.len() <= place
    }

    /// Whether the row ends before this cell, and not because a spreadsheet left out the empty ends of sixteen rows: then a
    /// separator was lost, and with it perhaps the right place of every cell after it.
    pub fn lacks(&self, place: usize) -> bool {
        self.ends_before(place) && self.block > place
    }

    /// The first cell with anything in it that stands beyond so many columns.
    pub fn beyond(&self, width: usize) -> Option<&str> {
        self.cells().skip(width).find(|cell| !cell.is_empty())
    }
}

/// On the way through the text.
struct Walk<'t> {
    text: &'t str,
    form: Form,
    at: usize,
    /// Of the row that comes next.
    place: Place,
}

impl<'t> Walk<'t> {
    fn over(text: &'t str, form: Form) -> Self {
        Walk { text, form, at: 0, place: Place { line: 1, row: 1 } }
    }

    /// The next row that has any text.
    fn next_row(&mut self) -> Option<Result<SheetRow<'t>, TableFault>> {
        while self.at < self.text.len() {
            let (start, place) = (self.at, self.place);
            let mut cells = Vec::new();
            let split = match self.form {
                Form::Plain(separator) => split(self.text, start, separator, &mut cells),
                Form::Wrapped { outer, inner } => unwrapped(self.text, start, outer, inner, &mut cells),
            };
            match split {
                Ok(next) => self.at = next,
                Err(slip) => {
                    self.at = self.text.len();
                    return Some(Err(fault(place, slip)));
                }
            }
            self.place.row += 1;
            self.place.line += line_ends(&self.text.as_bytes()[start..self.at]);
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(Ok(SheetRow { place, cells, block: 0 }));
            }
        }
        None
    }
}

/// A row within one cell: what the other program took for its own separator is put back first.
fn unwrapped<'t>(
    text: &'t str,
    start: usize,
    outer: u8,
    inner: u8,
    cells: &mut Vec<Cow<'t, str>>,
) -> Result<usize, Slip> {
    let mut pieces = Vec::new();
    let next = split(text, start, outer, &mut pieces)?;
    while pieces.last().is_some_and(|piece| piece.is_empty()) {
        pieces.pop();
    }
    let row = pieces.join(char::from(outer).encode_utf8(&mut [0; 4]));
    let mut inside = Vec::new();
    split(&row, 0, inner, &mut inside)?;
    cells.extend(inside.into_iter().map(|cell| Cow::Owned(cell.into_owned())));
    Ok(next)
}

fn fault(place: Place, slip: Slip) -> TableFault {
    match slip {
        Slip::Unclosed => TableFault::of_row(
            place,
            "a quotation mark that begins a cell is not closed",
            "Close it at the end of its cell, or remove it; within a quoted cell, write it twice",
        ),
        Slip::AfterQuote => TableFault::of_row(
            place,
            "there is text between the quotation mark that closes a cell and the next separator",
            "Look for a quotation mark that is not closed before; within a quoted cell, write it twice",
        ),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<(u64, u64, Vec<String>)> {
        let sheet = Sheet::read(text.as_bytes()).unwrap();
        let rows = sheet.rows();
        rows.map(|row| (row.place.row, row.place.line, row.cells().map(str::to_owned).collect())).collect()
    }

    fn numbers(text: &str) -> Vec<(u64, u64)> {
        rows(text).into_iter().map(|(row, line, _)| (row, line)).collect()
    }

    #[test]
    fn a_row_has_the_number_a_spreadsheet_shows_and_the_line_an_editor_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = |lines: &[&str]| lines.join(end);
            assert_eq!(numbers(&lines(&["a,b", "1,2", "3,4"])), [(1, 1), (2, 2), (3, 3)], "{end:?}");
            let empty = ["a,b", "", "", "1,2", ",", "3,4", ""];
            assert_eq!(numbers(&lines(&empty)), [(1, 1), (4, 4), (6, 6)], "empty rows, {end:?}");
            assert_eq!(numbers(&lines(&["", "a,b", "1,2"])), [(2, 2), (3, 3)], "an empty first row, {end:?}");
            let breaks = ["a,b", "1,\"x", "", "y\"", "3,4"];
            assert_eq!(numbers(&lines(&breaks)), [(1, 1), (2, 2), (3, 5)], "breaks in a cell, {end:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_refuses_the_table_with_its_row() {
        let said = |text: &str| Sheet::read(text.as_bytes()).unwrap_err().to_string();
        let rows: String = (0..900).map(|row| format!("{row},5\n")).collect();
        let unclosed = said(&format!("id,note\n1,\"so\n{rows}"));
        assert!(unclosed.starts_with("2: row 2: a quotation mark that begins a cell is not closed"), "{unclosed}");
        let closed_late = said("id,note\n1,\"so\n2,\"fine\"\n");
        assert!(closed_late.starts_with("2: row 2: there is text between"), "{closed_late}");
    }

    #[test]
    fn a_short_row_lacks_a_cell_unless_its_whole_block_does() {
        let mut text = String::from("a,b,c\n");
        text.extend((2..=16).map(|row| format!("{row},1,1\n")));
        text.extend((17..=32).map(|row| format!("{row},1\n")));
        text.push_str("33,1\n34,1,1\n");
        let sheet = Sheet::read(text.as_bytes()).unwrap();
        let lacking: Vec<u64> = sheet.rows().filter(|row| row.lacks(2)).map(|row| row.place.row).collect();
        assert_eq!(lacking, [33]);
        assert_eq!(sheet.rows().filter(|row| row.ends_before(2)).count(), 17);
    }

    #[test]
    fn a_table_that_another_separator_wrapped_is_read_as_it_was() {
        let wrapped = "\"id,name,leads\"\n\"1,\"\"Berg, Anna\"\",\"\"Sales\";\" Legal\"\"\"\n\"2,Bert,\"\n";
        let expected = [vec!["id", "name", "leads"], vec!["1", "Berg, Anna", "Sales; Legal"], vec!["2", "Bert", ""]];
        assert_eq!(rows(wrapped).into_iter().map(|(_, _, cells)| cells).collect::<Vec<_>>(), expected);
    }

    /// A cell as a careful program writes it.
    fn written(cell: &str) -> String {
        format!("\"{}\"", cell.replace('"', "\"\""))
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            table in proptest::collection::vec(proptest::collection::vec("[a-z,;\"\t\n営]{0,6}x", 3), 1..20),
            separator in proptest::sample::select(vec![",", ";", "\t"]),
        ) {
            let lines: Vec<String> =
                table.iter().map(|row| row.iter().map(|cell| written(cell)).collect::<Vec<_>>().join(separator)).collect();
            let read: Vec<Vec<String>> = rows(&lines.join("\r\n")).into_iter().map(|(_, _, cells)| cells).collect();
            let trimmed: Vec<Vec<String>> =
                table.iter().map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect()).collect();
            prop_assert_eq!(read, trimmed);
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[,;\"\na\t]{0,60}") {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                if let Ok(sheet) = Sheet::read(bytes) {
                    let _ = sheet.rows().count();
                }
            }
        }
    }
}
