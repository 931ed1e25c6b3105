//! From bytes to letters. UTF-8 and, with its mark, UTF-16 are read, as spreadsheets write both; everything else is
//! refused, since a wrong guess would change people's names.

use std::borrow::Cow;

use super::fault::{Place, TableFault};

const SAVE_AS: &str = "Save it as \"CSV UTF-8\" in the spreadsheet program";

/// The text, without the byte order mark before it.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TableFault> {
    let first = Place { line: 1, row: 1 };
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableFault::of_row(first, "this is a workbook and no CSV", SAVE_AS));
    }
    let pairs = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let whole = rest.len().is_multiple_of(2);
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok().filter(|_| whole).map(Cow::Owned)
    };
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(pairs(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(pairs(rest, u16::from_be_bytes)),
        _ => None,
    };
    if let Some(text) = wide {
        return text.ok_or_else(|| TableFault::of_row(first, "the file begins like UTF-16 and is broken", SAVE_AS));
    }
    if matches!(bytes, [_, 0, _, 0, ..] | [0, _, 0, _, ..]) {
        return Err(TableFault::of_row(first, "this looks like UTF-16 without its mark", SAVE_AS));
    }
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(text).map(Cow::Borrowed).map_err(|error| {
        let line = 1 + line_ends(&text[..error.valid_up_to()]);
        TableFault::of_row(Place { line, row: line }, "here is a character that is not UTF-8", SAVE_AS)
    })
}

/// CR, LF and CR LF are one line end each.
pub(super) fn line_ends(bytes: &[u8]) -> u64 {
    let is_end = |(at, byte): &(usize, &u8)| match byte {
        b'\r' => true,
        b'\n' => *at == 0 || bytes[at - 1] != b'\r',
        _ => false,
    };
    bytes.iter().enumerate().filter(is_end).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_write_is_read() {
        let utf16 =
            |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { "\u{feff}id;Jürgen 営".encode_utf16().flat_map(unit).collect() };
        for bytes in [
            "id;Jürgen 営".as_bytes().to_vec(),
            "\u{feff}id;Jürgen 営".as_bytes().to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), "id;Jürgen 営");
        }
    }

    #[test]
    fn everything_else_is_refused_with_its_place() {
        let said = |bytes: &[u8]| decode(bytes).unwrap_err().to_string();
        let save = "Save it as \"CSV UTF-8\" in the spreadsheet program";
        assert_eq!(
            said(b"id,name\r\n1,J\xfcrgen\r\n"),
            format!("2: row 2: here is a character that is not UTF-8. {save}")
        );
        assert_eq!(said(b"i\0d\0,\0"), format!("1: row 1: this looks like UTF-16 without its mark. {save}"));
        assert_eq!(said(b"\xff\xfei\0d"), format!("1: row 1: the file begins like UTF-16 and is broken. {save}"));
        assert_eq!(said(b"PK\x03\x04\x14"), format!("1: row 1: this is a workbook and no CSV. {save}"));
    }
}
