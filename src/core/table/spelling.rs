//! One spelling for texts that look the same: spreadsheets, web pages and staff systems put no-break spaces, doubled
//! spaces and invisible signs into names, and write one letter in two ways (as "é", or as "e" with an accent after it).

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

/// Signs that nobody sees and that mean nothing between letters: soft hyphen, zero-width spaces, word joiner.
const UNSEEN: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// The text with one plain space between words, none at its ends, no invisible signs, and letters in their composed form
/// (Unicode NFC). Upper and lower case stay.
pub fn one_spelling(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_plain = text.is_ascii() && !text.contains("  ") && !text.contains(['\t', '\x0b', '\x0c']);
    if is_plain {
        return Cow::Borrowed(text);
    }
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let mut spelled = String::with_capacity(composed.len());
    let mut after_space = false;
    for char in composed.chars().filter(|char| !UNSEEN.contains(char)) {
        // A line break in a name is a fault, and stays one.
        let is_space = char.is_whitespace() && !matches!(char, '\n' | '\r');
        match is_space {
            true if after_space => {}
            true => spelled.push(' '),
            false => spelled.push(char),
        }
        after_space = is_space;
    }
    let spelled = spelled.trim();
    if spelled == text { Cow::Borrowed(text) } else { Cow::Owned(spelled.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_the_same_are_spelled_the_same() {
        for text in ["Inside sales", "Inside\u{a0}sales", " Inside  sales\u{202f}", "In\u{ad}side\u{3000}sales\u{200b}"]
        {
            assert_eq!(one_spelling(text), "Inside sales", "{text:?}");
        }
        assert_eq!(one_spelling("Mu\u{308}nchen"), "München");
        assert_eq!(one_spelling("営業\u{3000}部"), "営業 部");
        assert_eq!(one_spelling("か\u{3099}く"), "がく");
    }

    #[test]
    fn what_can_be_told_apart_stays() {
        for text in ["Ulm", "ULM", "a\nb", "Ｓales", "क्\u{200d}ष", ""] {
            assert_eq!(one_spelling(text), text, "{text:?}");
        }
    }
}
