//! The rows of a table, each with the number that a spreadsheet shows beside it.
//! Line numbers are not enough: a cell may hold a line break, and rows without text count too.

use csv::StringRecord;

use super::Roster;
use super::column::Column;
use super::fault::RosterFault;

/// CSV in UTF-8.
pub(super) struct Sheet<'t> {
    text: &'t [u8],
    reader: csv::Reader<&'t [u8]>,
    record: StringRecord,
    row: u64,
}

impl<'t> Sheet<'t> {
    /// Passes over a byte order mark, and splits at whichever of comma, semicolon and tab stands most often in the first
    /// line: programs write all three.
    ///
    /// # Errors
    /// A file that is too large, or not in UTF-8.
    pub fn open(bytes: &'t [u8]) -> Result<Self, RosterFault> {
        if bytes.len() > Roster::LARGEST {
            let problem = format!("the file is larger than {} MB", Roster::LARGEST / (1024 * 1024));
            return Err(RosterFault::of_row(1, problem, "Leave out rows of people who are gone"));
        }
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        if let Err(error) = std::str::from_utf8(text) {
            let row = 1 + line_ends(&text[..error.valid_up_to()]);
            let mend = "Save it as \"CSV UTF-8\" in the spreadsheet program";
            return Err(RosterFault::of_row(row, "here is a character that is not UTF-8", mend));
        }
        let is_line_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let first_line = text.split(is_line_end).find(|line| !line.is_empty()).unwrap_or_default();
        let count = |delimiter: &u8| first_line.iter().filter(|byte| *byte == delimiter).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
        let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text);
        Ok(Sheet { text, reader, record: StringRecord::new(), row: 1 })
    }

    /// The next row that has any text, and its number.
    ///
    /// # Errors
    /// What is no CSV; there is no going on after it.
    pub fn next_row(&mut self) -> Result<Option<(u64, &StringRecord)>, RosterFault> {
        loop {
            let start = self.reader.position().byte();
            let is_row = self.reader.read_record(&mut self.record);
            self.row += line_ends(self.line_ends_around(start));
            match is_row {
                Ok(false) => return Ok(None),
                Ok(true) if self.record.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(true) => break,
                Err(_) => return Err(RosterFault::of_row(self.row, "this is no CSV", Column::HEADER_MEND)),
            }
        }
        Ok(Some((self.row, &self.record)))
    }

    /// The reader ends a record somewhere within CR LF, and begins the next one with the empty lines before it: so the line
    /// ends between two records lie on both sides of where the second begins.
    fn line_ends_around(&self, start: u64) -> &'t [u8] {
        let is_line_end = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
        let start = usize::try_from(start).map_or(self.text.len(), |start| start.min(self.text.len()));
        let before = self.text[..start].iter().rev().take_while(is_line_end).count();
        let after = self.text[start..].iter().take_while(is_line_end).count();
        &self.text[start - before..start + after]
    }
}

/// CR, LF and CR LF are one line end each.
fn line_ends(bytes: &[u8]) -> u64 {
    let crs = bytes.iter().filter(|byte| **byte == b'\r').count();
    let lone_lfs =
        bytes.iter().enumerate().filter(|(at, byte)| **byte == b'\n' && (*at == 0 || bytes[at - 1] != b'\r'));
    (crs + lone_lfs.count()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut sheet = Sheet::open(text.as_bytes()).unwrap();
        let mut rows = Vec::new();
        while let Some((row, cells)) = sheet.next_row().unwrap() {
            rows.push((row, cells.iter().map(str::to_owned).collect()));
        }
        rows
    }

    fn numbers(text: &str) -> Vec<u64> {
        rows(text).into_iter().map(|(row, _)| row).collect()
    }

    #[test]
    fn a_row_has_the_number_a_spreadsheet_shows() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = |lines: &[&str]| lines.join(end);
            assert_eq!(numbers(&lines(&["a,b", "1,2", "3,4"])), [1, 2, 3], "{end:?}");
            assert_eq!(numbers(&lines(&["a,b", "", "", "1,2", ",", "3,4", ""])), [1, 4, 6], "empty rows, {end:?}");
            assert_eq!(numbers(&lines(&["", "a,b", "1,2"])), [2, 3], "an empty first row, {end:?}");
            assert_eq!(numbers(&lines(&["a,b", "1,\"x", "", "y\"", "3,4"])), [1, 2, 3], "breaks in a cell, {end:?}");
        }
    }

    #[test]
    fn the_separator_is_the_one_that_the_header_uses_most() {
        for separator in [",", ";", "\t"] {
            let text = format!("\u{feff}\"a\"{separator}b{separator}c\n1{separator}x{separator}z\n");
            assert_eq!(rows(&text)[0].1, ["a", "b", "c"]);
            assert_eq!(rows(&text)[1].1, ["1", "x", "z"]);
        }
    }

    #[test]
    fn a_file_in_another_encoding_is_refused_with_its_row() {
        let fault = Sheet::open(b"id,name\r\n1,J\xfcrgen\r\n").err().unwrap();
        let said = "row 2: here is a character that is not UTF-8. Save it as \"CSV UTF-8\" in the spreadsheet program";
        assert_eq!(fault.to_string(), said);
        assert_eq!(Sheet::open(b"\xff\xfei\0d\0").err().unwrap().row, 1);
    }

    #[test]
    fn a_file_that_is_too_large_is_not_looked_at() {
        let fault = Sheet::open(&vec![b'x'; Roster::LARGEST + 1]).err().unwrap();
        assert_eq!(fault.problem, "the file is larger than 32 MB");
    }
}
