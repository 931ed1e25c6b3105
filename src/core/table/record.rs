//! One row of CSV split into its cells (RFC 4180), and nothing guessed: a quotation mark that opens a cell must close it,
//! and what follows is a separator or the end of the row. A quotation mark within a cell that does not begin with one is
//! a character like any other.

use std::borrow::Cow;

/// Why a text is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// The file ends within a cell that began with a quotation mark.
    Unclosed,
    /// More text stands after the quotation mark that closes a cell.
    AfterQuote,
}

/// Splits the row that begins at `start`, puts its cells into `cells`, and returns where the next row begins.
pub(super) fn split<'t>(
    text: &'t str,
    start: usize,
    separator: u8,
    cells: &mut Vec<Cow<'t, str>>,
) -> Result<usize, Slip> {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at = match bytes.get(at) {
            Some(b'"') => quoted(text, at, cells)?,
            _ => plain(text, at, separator, cells),
        };
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(byte), _) if *byte == separator => at += 1,
            (Some(b'\r'), Some(b'\n')) => return Ok(at + 2),
            (Some(b'\r' | b'\n'), _) => return Ok(at + 1),
            (Some(_), _) => return Err(Slip::AfterQuote),
            (None, _) => return Ok(at),
        }
    }
}

fn plain<'t>(text: &'t str, start: usize, separator: u8, cells: &mut Vec<Cow<'t, str>>) -> usize {
    let is_end = |byte: &u8| *byte == separator || matches!(byte, b'\r' | b'\n');
    let end = text.as_bytes()[start..].iter().position(is_end).map_or(text.len(), |length| start + length);
    cells.push(Cow::Borrowed(&text[start..end]));
    end
}

/// A quotation mark within the cell is doubled.
fn quoted<'t>(text: &'t str, start: usize, cells: &mut Vec<Cow<'t, str>>) -> Result<usize, Slip> {
    let bytes = text.as_bytes();
    let mut unescaped: Option<String> = None;
    let mut from = start + 1;
    loop {
        let mark = from + text[from..].find('"').ok_or(Slip::Unclosed)?;
        if bytes.get(mark + 1) == Some(&b'"') {
            unescaped.get_or_insert_default().push_str(&text[from..=mark]);
            from = mark + 2;
            continue;
        }
        let rest = &text[from..mark];
        cells.push(unescaped.map_or(Cow::Borrowed(rest), |text| Cow::Owned(text + rest)));
        let spaces = bytes[mark + 1..].iter().take_while(|byte| **byte == b' ').count();
        return Ok(mark + 1 + spaces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Result<Vec<String>, Slip> {
        let mut cells = Vec::new();
        split(text, 0, b',', &mut cells)?;
        Ok(cells.into_iter().map(Cow::into_owned).collect())
    }

    #[test]
    fn cells_are_what_stands_between_separators() {
        assert_eq!(cells("a,,\"b, c\",\"\"\"d\"\" e\",5\" disk").unwrap(), ["a", "", "b, c", "\"d\" e", "5\" disk"]);
        assert_eq!(cells("a,\"b\r\nc\" ,d\r\nnext").unwrap(), ["a", "b\r\nc", "d"]);
        assert_eq!(cells("").unwrap(), [""]);
        assert_eq!(cells("a,").unwrap(), ["a", ""]);
    }

    #[test]
    fn a_stray_quotation_mark_is_no_row() {
        assert_eq!(cells("a,\"b,c\n1,2,3\n"), Err(Slip::Unclosed));
        assert_eq!(cells("a,\"b,c\n1,\"2,3\n"), Err(Slip::AfterQuote));
    }

    #[test]
    fn a_row_ends_where_the_next_begins() {
        for (text, end) in [("a\nb", 2), ("a\r\nb", 3), ("a\rb", 2), ("a", 1), ("\n\n", 1)] {
            assert_eq!(split(text, 0, b',', &mut Vec::new()), Ok(end), "{text:?}");
        }
    }
}
