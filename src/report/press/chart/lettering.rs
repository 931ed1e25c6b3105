//! Sizes and weights of the letters of charts, and how a text is laid on few lines: whole words, and an ellipsis for what
//! finds no room.

use std::ops::Range;

use crate::press::text::{self, Lettering, SOFT_HYPHEN, Shaped, ends_phrase};

/// A kind of text. There are few on purpose: one loud, one strong, one normal, one small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// The line on top of a chart: 19 units, bold.
    Title,
    /// Values: 13 units, bold.
    Strong,
    /// Names and sentences: 13 units.
    Label,
    /// Legends, bands, axes and the foot: 11 units.
    Small,
    /// The heads of columns, and shares in a bar: 11 units, bold.
    SmallStrong,
}

impl Lettering for Type {
    /// In CSS pixels.
    fn size(self) -> f32 {
        match self {
            Self::Title => 19.0,
            Self::Strong | Self::Label => 13.0,
            Self::Small | Self::SmallStrong => 11.0,
        }
    }

    fn bold(self) -> bool {
        matches!(self, Self::Title | Self::Strong | Self::SmallStrong)
    }
}

impl Type {
    pub(super) const ALL: [Self; 5] = [Self::Title, Self::Strong, Self::Label, Self::Small, Self::SmallStrong];

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

/// The width of a text on one line, in units. A letter that no face has counts as the box that stands for it.
#[must_use]
pub fn width(text: &str, kind: Type) -> f64 {
    Shaped::new(text, kind).natural_width().into()
}

/// The number of lines a text takes where each may be so many units wide; 0 for a blank text. A word that is wider
/// alone is broken where the line ends. The width must be above 0.
#[must_use]
pub fn line_count(text: &str, kind: Type, width: f64) -> usize {
    text::lay(&Shaped::new(&printable(text), kind), width as f32).len()
}

/// The width in units below which a word of the text would be broken; 0 for an empty text. A line ends after spaces and
/// hyphens, and between most Japanese letters.
#[must_use]
pub fn least_width(text: &str, kind: Type) -> f64 {
    Shaped::new(&printable(text), kind).least_width().into()
}

/// The width in whole pixels, rounded up: what a layout has to keep free.
pub(super) fn room(text: &str, kind: Type) -> i32 {
    width(text, kind).ceil() as i32
}

/// What a text may hold: no control characters, and nothing that is no character, both of which XML refuses.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
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
    lay(&Shaped::new(&printable(text), kind), width, most)
}

fn lay(text: &Shaped<Type>, width: i32, most: usize) -> Lines {
    let phrased = lay_by(text, width, most, true);
    if phrased.shortened { lay_by(text, width, most, false) } else { phrased }
}

/// Lays a text line by line. By phrases, a Japanese line rather ends early than within a word.
fn lay_by(text: &Shaped<Type>, width: i32, most: usize, by_phrases: bool) -> Lines {
    let mut laid = Lines::default();
    let room = |part: Range<usize>| text.width(part).ceil() as i32;
    let (mut start, whole) = (0, text.text.len());
    while start < whole {
        let is_last = laid.lines.len() + 1 == most;
        let end = if is_last { whole } else { end_of_line(text, start, width, by_phrases) };
        if room(start..end) > width {
            laid.lines.push(shorten(text, start..end, width));
            laid.shortened = true;
        } else {
            laid.lines.push(seen(&text.text[start..end]));
        }
        start = end;
    }
    laid
}

/// Where a line ends: behind as much as finds room, but at least one word.
fn end_of_line(text: &Shaped<Type>, start: usize, width: i32, by_phrases: bool) -> usize {
    let (mut end, mut phrase) = (None, None);
    for stop in text.stops.iter().map(|stop| stop.at).filter(|stop| *stop > start) {
        let taken = text.width(start..stop).ceil() as i32;
        if end.is_some() && taken > width {
            break;
        }
        end = Some(stop);
        if taken * 5 >= width * 3 && ends_phrase(&text.text, stop) {
            phrase = end;
        }
    }
    phrase.filter(|_| by_phrases).or(end).unwrap_or(text.text.len())
}

/// Wraps like [`wrap`], then narrows the lines as far as their number allows, so that none is left with one word.
pub(super) fn wrap_evenly(text: &str, kind: Type, width: i32, most: usize) -> Lines {
    let text = Shaped::new(&printable(text), kind);
    let mut best = lay(&text, width, most);
    if best.lines.len() < 2 || best.shortened {
        return best;
    }
    let (mut narrow, mut wide) = (width / 2, width);
    while wide - narrow > 4 {
        let middle = narrow.midpoint(wide);
        let tried = lay(&text, middle, most);
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
fn shorten(text: &Shaped<Type>, part: Range<usize>, width: i32) -> String {
    let ellipsis = Shaped::new("…", text.style).natural_width();
    let fits = |end: &usize| (text.width(part.start..*end) + ellipsis).ceil() as i32 <= width;
    let ends = text.text[part.clone()].char_indices().map(|(at, _)| part.start + at);
    let end = ends.rev().find(fits).unwrap_or(part.start);
    text.text[part.start..end].replace(SOFT_HYPHEN, "").trim_end().to_owned() + "…"
}

/// A line as it is seen: a soft hyphen shows only where the line ends.
fn seen(line: &str) -> String {
    let line = line.trim_end();
    let hyphen = if line.ends_with(SOFT_HYPHEN) { "-" } else { "" };
    line.replace(SOFT_HYPHEN, "") + hyphen
}

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
            assert_eq!(
                line_count(text, Type::Label, 140.0),
                lay_by(&Shaped::new(text, Type::Label), 140, 9, false).lines.len()
            );
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
                assert!(!line.starts_with(['、', '。', '）', '」', 'っ', 'ー']), "{line} at {limit}");
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
        assert_eq!(printable("a\u{0}b\ncd\u{FFFF}"), "a b cd");
    }
}
