//! The guard against text that a spreadsheet would run as a formula: an apostrophe in front (OWASP ASVS 5.0, 1.2.10).
//! It is put on when a roster is written and taken off when one is read, so that nothing changes on the way.

use std::borrow::Cow;

/// The text as it may stand in a spreadsheet.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula_after_apostrophes(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was [`guarded`].
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula_after_apostrophes(rest)).unwrap_or(text)
}

/// Apostrophes count too, or text that begins with one before a formula would lose it on the way. The wide signs are those
/// of Japanese keyboards, which Excel takes for the narrow ones.
fn is_formula_after_apostrophes(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_apostrophe_stands_before_a_formula_only() {
        assert_eq!(guarded("=1+1"), "'=1+1");
        assert_eq!(guarded("'=1+1"), "''=1+1");
        assert_eq!(guarded("O'Hara"), "O'Hara");
        assert_eq!(unguarded("'t Hooft"), "'t Hooft");
        assert_eq!(unguarded("'-"), "-");
    }

    proptest! {
        #[test]
        fn guarded_text_is_no_formula_and_comes_back_as_it_was(text in "['=+@\\-a＝]{0,5}") {
            let guarded = guarded(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '＝']));
            prop_assert_eq!(unguarded(&guarded), text.as_str());
        }
    }
}
