//! Sizes and weights of the letters, and how much room a text takes: measured by shaping it with the faces it is drawn with.
//! Wrapping follows the rules of the language: after spaces and hyphens, and between Japanese letters where kinsoku allows.

use rustybuzz::{Face, UnicodeBuffer, shape};

use super::font;

/// A kind of text. There are few on purpose: one loud, one strong, one normal, one small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    Title,
    Strong,
    Label,
    Small,
    SmallStrong,
}

impl Type {
    pub(super) const ALL: [Self; 5] = [Self::Title, Self::Strong, Self::Label, Self::Small, Self::SmallStrong];

    #[must_use]
    pub fn size(self) -> f64 {
        match self {
            Self::Title => 19.0,
            Self::Strong | Self::Label => 13.0,
            Self::Small | Self::SmallStrong => 11.0,
        }
    }

    #[must_use]
    pub fn bold(self) -> bool {
        matches!(self, Self::Title | Self::Strong | Self::SmallStrong)
    }

    /// The distance between two baselines.
    pub(super) fn leading(self) -> i32 {
        match self {
            Self::Title => 26,
            Self::Strong | Self::Label => 18,
            Self::Small | Self::SmallStrong => 15,
        }
    }

    /// How far below its middle line a text stands: half the height of a capital, which is 0.714 in Noto Sans.
    pub(super) fn drop(self) -> i32 {
        (self.size() * 0.357).round() as i32
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Title => "t-title",
            Self::Strong => "t-strong",
            Self::Label => "t-label",
            Self::Small => "t-small",
            Self::SmallStrong => "t-small-strong",
        }
    }
}

/// The width of a text on one line.
#[must_use]
pub fn width(text: &str, kind: Type) -> f64 {
    let first = font::first(kind.bold());
    let mut total = 0.0;
    let mut run = String::new();
    let mut run_face = first;
    for letter in text.chars() {
        let face = font::of(letter, kind.bold()).unwrap_or(first);
        if face != run_face {
            total += run_width(&run, &run_face.face);
            run.clear();
            run_face = face;
        }
        run.push(letter);
    }
    (total + run_width(&run, &run_face.face)) * kind.size()
}

/// The number of lines a text takes where each may be so wide. A word that is wider alone is broken where the line ends.
#[must_use]
pub fn line_count(text: &str, kind: Type, width: f64) -> usize {
    let text = printable(text);
    let mut rest = text.trim();
    let mut count = 0;
    while !rest.is_empty() {
        let (mut end, mut taken) = (0, 0.0);
        for stop in stops(rest) {
            let wide = self::width(&shown(&rest[..stop]), kind);
            if end > 0 && wide > width {
                break;
            }
            (end, taken) = (stop, wide);
        }
        count += (taken / width).ceil().max(1.0) as usize;
        rest = rest[end..].trim_start();
    }
    count
}

/// The width below which a word of the text would be broken.
#[must_use]
pub fn least_width(text: &str, kind: Type) -> f64 {
    let text = printable(text);
    let starts = std::iter::once(0).chain(stops(&text));
    starts.zip(stops(&text)).map(|(start, stop)| width(&shown(&text[start..stop]), kind)).fold(0.0, f64::max)
}

/// The width in whole pixels, rounded up: what a layout has to keep free.
pub(super) fn room(text: &str, kind: Type) -> i32 {
    width(text, kind).ceil() as i32
}

/// In parts of the letter size.
fn run_width(run: &str, face: &Face<'_>) -> f64 {
    if run.is_empty() {
        return 0.0;
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(run);
    buffer.guess_segment_properties();
    let advance: i32 = shape(face, &[], buffer).glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
    f64::from(advance) / f64::from(face.units_per_em())
}

/// What a text may hold: no control characters, which XML refuses, and no letters for private use, which the canvas needs.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

/// A text laid on lines; `shortened` says that not all of it is there, and the full text belongs into a `<title>`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Lines {
    pub lines: Vec<String>,
    pub shortened: bool,
}

/// Lays a text on at most `most` lines of the given width. What does not fit ends in an ellipsis.
pub(super) fn wrap(text: &str, kind: Type, width: i32, most: usize) -> Lines {
    let text = printable(text);
    let phrased = lay(&text, kind, width, most, true);
    if phrased.shortened { lay(&text, kind, width, most, false) } else { phrased }
}

/// Lays a text line by line. By phrases, a Japanese line rather ends early than within a word.
fn lay(text: &str, kind: Type, width: i32, most: usize, by_phrases: bool) -> Lines {
    let mut laid = Lines { lines: Vec::new(), shortened: false };
    let mut rest = text.trim();
    while !rest.is_empty() {
        if laid.lines.len() + 1 == most && room(&shown(rest), kind) > width {
            laid.lines.push(shorten(rest, kind, width));
            laid.shortened = true;
            break;
        }
        let (mut end, mut phrase) = (0, 0);
        for stop in stops(rest) {
            let taken = room(&shown(&rest[..stop]), kind);
            if end > 0 && taken > width {
                break;
            }
            end = stop;
            if taken * 5 >= width * 3 && (stop == rest.len() || ends_phrase(rest, stop)) {
                phrase = stop;
            }
        }
        if by_phrases && phrase > 0 {
            end = phrase;
        }
        let (line, after) = rest.split_at(end);
        if room(&shown(line), kind) > width {
            laid.lines.push(shorten(line, kind, width));
            laid.shortened = true;
        } else {
            laid.lines.push(shown(line));
        }
        rest = after.trim_start();
    }
    laid
}

/// Wraps like [`wrap`], then narrows the lines as far as their number allows, so that none is left with one word.
pub(super) fn wrap_evenly(text: &str, kind: Type, width: i32, most: usize) -> Lines {
    let mut best = wrap(text, kind, width, most);
    if best.lines.len() < 2 || best.shortened {
        return best;
    }
    let (mut narrow, mut wide) = (width / 2, width);
    while wide - narrow > 4 {
        let middle = narrow.midpoint(wide);
        let tried = wrap(text, kind, middle, most);
        if tried.lines.len() <= best.lines.len() && !tried.shortened {
            best = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    best
}

/// Cuts a text to one line, an ellipsis at its end.
fn shorten(text: &str, kind: Type, width: i32) -> String {
    let letters: Vec<char> = shown(text).chars().collect();
    let fits = |count: usize| {
        let mut cut: String = letters[..count].iter().collect::<String>().trim_end().to_owned();
        cut.push('…');
        (room(&cut, kind) <= width).then_some(cut)
    };
    (0..letters.len()).rev().find_map(fits).unwrap_or_else(|| "…".to_owned())
}

/// A line as it is seen: a soft hyphen shows only where the line ends.
fn shown(line: &str) -> String {
    let line = line.trim_end();
    let hyphen = line.ends_with('\u{AD}');
    let mut seen = line.replace('\u{AD}', "");
    if hyphen {
        seen.push('-');
    }
    seen
}

/// The byte places where a line may end, the end of the text among them.
fn stops(text: &str) -> impl Iterator<Item = usize> + '_ {
    let letters = text.char_indices().map(|(_, letter)| letter);
    let before = [None].into_iter().chain(letters.clone().map(Some));
    before
        .zip(text.char_indices())
        .zip(letters.skip(1).map(Some).chain([None]))
        .filter(|((before, (_, letter)), next)| next.is_none_or(|next| may_break(*before, *letter, next)))
        .map(|((_, (at, letter)), _)| at + letter.len_utf8())
}

fn may_break(before: Option<char>, letter: char, next: char) -> bool {
    if next.is_whitespace() || NEVER_FIRST.contains(next) || NEVER_LAST.contains(letter) {
        return false;
    }
    match letter {
        ' ' | '\u{AD}' | '\u{200B}' | '\u{3000}' => true,
        '-' | '‐' | '/' | '–' => before.is_some_and(char::is_alphabetic) && next.is_alphabetic(),
        _ => is_wide(letter) || is_wide(next),
    }
}

/// Whether a phrase ends at a place between two letters. In Japanese most phrases end in hiragana or a mark, and begin
/// with anything else; elsewhere every place where a line may end will do.
pub(crate) fn ends_phrase(text: &str, place: usize) -> bool {
    let hiragana = |letter| matches!(letter, '\u{3041}'..='\u{309F}');
    let (Some(letter), Some(next)) = (text[..place].chars().next_back(), text[place..].chars().next()) else {
        return true;
    };
    let marks = NEVER_FIRST.contains(letter) && !letter.is_alphabetic() || NEVER_LAST.contains(next);
    !(is_wide(letter) || is_wide(next)) || marks || hiragana(letter) && !hiragana(next)
}

/// Kana, kanji and full-width forms: Japanese breaks between any two of them.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Kinsoku: closing marks, small kana and the long-vowel mark never begin a line.
const NEVER_FIRST: &str =
    "、。，．・：；？！ー」』）］｝】〉》〕ゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥％%,.:;!?)]}»”’";
/// Opening marks never end one.
const NEVER_LAST: &str = "「『（［｛【〈《〔([{«“‘";

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: i32, most: usize) -> Vec<String> {
        wrap(text, Type::Label, width, most).lines
    }

    #[test]
    fn a_bold_text_is_wider_than_a_plain_one_and_a_kanji_is_one_letter_size_wide() {
        assert!(width("Learning", Type::Strong) > width("Learning", Type::Label));
        assert!((width("安全", Type::Label) - 26.0).abs() < 0.01);
    }

    #[test]
    fn lines_are_counted_as_they_are_laid_and_a_word_too_wide_takes_several() {
        for text in ["Customer care and field service North", "人工知能を安心して試せる職場の雰囲気（全社）"]
        {
            assert_eq!(line_count(text, Type::Label, 140.0), lay(text, Type::Label, 140, 9, false).lines.len());
        }
        let word = "Datenschutzfolgenabschätzung";
        assert_eq!(line_count(word, Type::Label, width(word, Type::Label) / 2.5), 3);
        assert_eq!(line_count(" ", Type::Label, 10.0), 0);
    }

    #[test]
    fn the_least_width_is_that_of_the_longest_word() {
        let text = "Rechts-, Qualitäts- und Zulassungsangelegenheiten";
        assert_eq!(least_width(text, Type::Label), width("Zulassungsangelegenheiten", Type::Label));
        assert!(least_width("人工知能を試せる", Type::Label) < 27.0);
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        for text in [
            "Customer care and field service North",
            "Kundendienst und Außendienst Nord/Ostfriesland",
            "人工知能を安心して試せる職場の雰囲気（全社）",
        ] {
            for limit in [60, 90, 140] {
                let laid = wrap(text, Type::Label, limit, 9);
                assert!(laid.lines.iter().all(|line| room(line, Type::Label) <= limit), "{laid:?}");
            }
        }
    }

    #[test]
    fn nothing_is_lost_where_lines_suffice() {
        let text = "Customer care and field service North";
        assert_eq!(lines(text, 100, 9).join(" "), text);
        let text = "人工知能を安心して試せる職場の雰囲気（全社）";
        assert_eq!(lines(text, 100, 9).concat(), text);
    }

    #[test]
    fn a_japanese_line_never_begins_with_a_closing_mark() {
        for limit in 40..160 {
            for line in lines("人工知能（AI）を、安心して試せる「場」がある。", limit, 20) {
                assert!(!NEVER_FIRST.contains(line.chars().next().unwrap()), "{line} at {limit}");
            }
        }
    }

    #[test]
    fn a_japanese_line_ends_with_a_phrase_where_there_is_room() {
        assert_eq!(
            lines("失敗しても、それを理由に責められることはない", 190, 2),
            ["失敗しても、それを理由に", "責められることはない"]
        );
        assert_eq!(lines("下書きし、人が決める", 90, 2), ["下書きし、", "人が決める"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis_and_says_so() {
        let laid = wrap("Donaudampfschifffahrtsgesellschaftskapitän", Type::Label, 100, 2);
        assert!(laid.shortened);
        assert!(laid.lines[0].ends_with('…'));
    }

    #[test]
    fn even_lines_are_as_few_and_show_as_much() {
        let long = "Rechts-, Qualitäts- und Zulassungsangelegenheiten aller Regionen";
        for (text, limit) in [("Personalentwicklung und Unternehmenskultur", 190), (long, 210), (long, 90)] {
            let (plain, even) = (wrap(text, Type::Label, limit, 2), wrap_evenly(text, Type::Label, limit, 2));
            assert_eq!((plain.lines.len(), plain.shortened), (even.lines.len(), even.shortened));
            assert!(!plain.shortened || plain == even);
        }
    }

    #[test]
    fn a_soft_hyphen_shows_only_where_the_line_ends() {
        assert_eq!(lines("Veränderungs\u{AD}bereitschaft", 110, 2), ["Veränderungs-", "bereitschaft"]);
        assert_eq!(lines("Veränderungs\u{AD}bereitschaft", 400, 2), ["Veränderungsbereitschaft"]);
    }

    #[test]
    fn a_band_like_5_to_9_is_never_broken() {
        assert_eq!(lines("n 5–9", 30, 3), ["n", "5–9"]);
    }

    #[test]
    fn control_characters_do_not_reach_the_page() {
        assert_eq!(printable("a\u{0}b\nc\u{E000}d\u{FFFF}"), "a b cd");
    }
}
