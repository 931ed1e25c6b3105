//! How deep a file is nested, told without parsing it: a parser that nests, and a tree that is dropped, use the stack.

/// The first place where more than `limit` brackets are open or dots join a name.
pub(super) fn deeper_than(limit: usize, text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut open, mut dots) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\'' => {
                at = end_of_string(bytes, at, *byte);
                continue;
            }
            b'#' => {
                at = bytes.iter().skip(at).position(|b| *b == b'\n').map_or(bytes.len(), |length| at + length);
                continue;
            }
            b'.' => dots += 1,
            b'=' | b',' | b'\n' => dots = 0,
            b'[' | b'{' => (open, dots) = (open + 1, 0),
            b']' | b'}' => (open, dots) = (open.saturating_sub(1), 0),
            _ => {}
        }
        if open + dots > limit {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The byte after the string that opens at `start`. One that is never closed ends where the parser ends it too: a short
/// one with its line, a long one with the file.
fn end_of_string(bytes: &[u8], start: usize, quote: u8) -> usize {
    let starts_with = |at: usize, what: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(what));
    let delimiter: &[u8] = if starts_with(start, &[quote; 3]) { &[quote; 3] } else { &[quote] };
    let is_long = delimiter.len() == 3;
    let mut at = start + delimiter.len();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' if !is_long => return at,
            b'\\' if quote == b'"' && !starts_with(at + 1, b"\n") => at += 2,
            _ if starts_with(at, delimiter) => {
                at += delimiter.len();
                // A long string may end in up to two quotes of its own.
                let own = (0..2).take_while(|more| is_long && bytes.get(at + more) == Some(&quote)).count();
                return at + own;
            }
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_dotted_names_nest_and_texts_do_not() {
        assert_eq!(deeper_than(3, "[[item]]\na.b.c = 1\nd = { e = [1, 2.5] }"), None);
        assert_eq!(deeper_than(3, "a = [[[["), Some(7));
        assert_eq!(deeper_than(3, "a.b.c.d.e = 1"), Some(7));
        for text in ["'[[[[....'", "\"\\\"[[[[....\"", "\"\"\"[[\n[[\"\" \\\"\"\"\"\"", "# [[[[....", "'''[[\n'[['''''"]
        {
            assert_eq!(deeper_than(3, text), None, "{text}");
        }
    }

    #[test]
    fn a_string_left_open_hides_only_its_own_line() {
        assert_eq!(deeper_than(3, "a = \"oh\n[[[["), Some(11));
        assert_eq!(deeper_than(3, "a = \"\"\"oh\n[[[["), None);
    }
}
