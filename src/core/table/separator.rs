//! What stands between the cells of a table. Programs write commas, semicolons and tabs, and none says which.

use std::borrow::Cow;

use super::record::split;

/// Of two that stand equally often the later one is meant.
const KNOWN: [u8; 3] = [b'\t', b';', b','];

/// How the cells of a table are to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain(u8),
    /// Every row is one cell that holds a row: a program whose separator is `outer` opened a table split at `inner`, and
    /// saved it again. German and French spreadsheets do so with commas.
    Wrapped {
        outer: u8,
        inner: u8,
    },
}

impl Form {
    /// The form of a table whose first row begins at `start`.
    pub fn of(text: &str, start: usize) -> Form {
        let outside = counts(&text[start..], true);
        let separator = most(outside);
        let Some((first, next)) = single_cell(text, start, separator) else { return Form::Plain(separator) };
        let inner = most(counts(&first, true));
        let is_row = |cell: &str| counts(cell, true)[place(inner)] > 0;
        // A table of one column may have a separator in its name, and none in the next row.
        let second = text[next..].trim_start().lines().next();
        let is_wrapped = text[start..].starts_with('"')
            && is_row(&first)
            && second.is_none_or(|line| line.starts_with('"') && line.contains(char::from(inner)));
        if !is_wrapped {
            return Form::Plain(separator);
        }
        let outer = if outside == [0; 3] { most_besides(inner, counts(&text[start..], false)) } else { separator };
        Form::Wrapped { outer, inner }
    }
}

/// The only cell of the row with anything in it, and where the next row begins.
fn single_cell(text: &str, start: usize, separator: u8) -> Option<(Cow<'_, str>, usize)> {
    let mut cells = Vec::new();
    let next = split(text, start, separator, &mut cells).ok()?;
    let rest_is_empty = cells.iter().skip(1).all(|cell| cell.trim().is_empty());
    cells.into_iter().next().filter(|_| rest_is_empty).map(|cell| (cell, next))
}

/// How often each separator stands outside quotation marks, in the first row or everywhere.
fn counts(text: &str, in_first_row: bool) -> [usize; 3] {
    let mut counts = [0; 3];
    let (mut quoted, mut at_start) = (false, true);
    for byte in text.bytes() {
        match byte {
            b'"' if quoted || at_start => quoted = !quoted,
            // A doubled quotation mark closes and opens again.
            b'"' => {}
            b'\r' | b'\n' if !quoted && in_first_row => break,
            byte if !quoted && KNOWN.contains(&byte) => counts[place(byte)] += 1,
            _ => {}
        }
        at_start = KNOWN.contains(&byte) || matches!(byte, b'"' | b'\r' | b'\n');
    }
    counts
}

fn place(separator: u8) -> usize {
    KNOWN.iter().position(|known| *known == separator).unwrap_or_default()
}

fn most(counts: [usize; 3]) -> u8 {
    KNOWN.into_iter().max_by_key(|separator| counts[place(*separator)]).unwrap_or(b',')
}

/// The semicolon, unless another one that is not `inner` stands more often.
fn most_besides(inner: u8, counts: [usize; 3]) -> u8 {
    let others = [b',', b'\t', b';'].into_iter().filter(|separator| *separator != inner);
    others.max_by_key(|separator| counts[place(*separator)]).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_the_first_row_uses_most() {
        assert_eq!(Form::of("a,b,c\n", 0), Form::Plain(b','));
        assert_eq!(Form::of("a;b, c;d\n1,2,3,4,5\n", 0), Form::Plain(b';'));
        assert_eq!(Form::of("a\tb\n", 0), Form::Plain(b'\t'));
        assert_eq!(Form::of("a\n", 0), Form::Plain(b','));
    }

    #[test]
    fn separators_within_quotation_marks_are_letters() {
        assert_eq!(Form::of("\"who; when; where; why\",b,c\n", 0), Form::Plain(b','));
        assert_eq!(Form::of("\"a \"\"b\"\"; c; d\",e\n", 0), Form::Plain(b','));
        assert_eq!(Form::of("\"Are you calm, really?\"\n\"5\"\n", 0), Form::Plain(b','), "a table of one column");
    }

    #[test]
    fn rows_that_became_single_cells_are_seen() {
        let wrapped = Form::Wrapped { outer: b';', inner: b',' };
        assert_eq!(Form::of("\"id,name\"\n\"1,Anna\"\n", 0), wrapped);
        assert_eq!(Form::of("\"id,name\";\n\"1,Anna\";\n", 0), wrapped);
        assert_eq!(Form::of("\"id,leads\"\n\"1,\"\"Sales\";\" Legal\"\"\"\n", 0), wrapped);
    }
}
