//! One line of text of bounded length: what names of people, teams and places are.
//! Each kind has its own bound; the rule is the same.

/// Why a text is no such line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing but white space.
    #[error("this is empty")]
    Empty,
    /// The bound, in characters.
    #[error("this is longer than {0} characters")]
    TooLong(usize),
    /// A tab, a line feed or another control character.
    #[error("this holds a line break or another control character")]
    Control,
}

/// The text without space at its ends: 1 to `longest` characters, none of them a control character.
pub(super) fn line(text: &str, longest: usize) -> Result<&str, LineError> {
    let text = text.trim();
    if text.is_empty() {
        Err(LineError::Empty)
    } else if text.chars().any(char::is_control) {
        Err(LineError::Control)
    } else if text.chars().nth(longest).is_some() {
        Err(LineError::TooLong(longest))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_counted_in_characters() {
        assert_eq!(line("  あああ\u{3000}", 3), Ok("あああ"));
        assert_eq!(line("ああああ", 3), Err(LineError::TooLong(3)));
        assert_eq!(line(" \t", 3), Err(LineError::Empty));
        assert_eq!(line("a\nb", 3), Err(LineError::Control));
    }
}
