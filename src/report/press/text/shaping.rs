//! A text as glyphs, with the places where a line of it may end: those of UAX 14, which knows
//! kinsoku, without the few that part a number from its sign.

use std::ops::Range;

use harfrust::{Direction, UnicodeBuffer};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::Lettering;
use super::font;
use super::typeface::Typeface;

pub(crate) const SOFT_HYPHEN: char = '\u{AD}';

/// A letter as it is drawn. Lengths are in parts of the letter size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub face: &'static Typeface,
    pub id: u32,
    pub advance: f32,
    pub offset: (f32, f32),
    /// Read from right to left, as in Arabic and Hebrew.
    pub leftwards: bool,
    /// The bytes of the text that it shows.
    pub shows: Range<usize>,
}

/// A place where a line may end, or has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub at: usize,
    pub forced: bool,
}

/// A text on one endless line. Widths are in the unit of the letter size.
#[derive(Clone, Debug)]
pub(crate) struct Shaped<L> {
    pub text: String,
    pub style: L,
    /// In the order of the text.
    pub glyphs: Vec<Glyph>,
    /// How far the text reaches before each glyph and after the last, so that measuring a part takes no longer than a
    /// look at its two ends.
    reach: Vec<f64>,
    /// In the order of the text; the last one is its end.
    pub stops: Vec<Stop>,
}

impl<L: Lettering> Shaped<L> {
    pub fn new(text: &str, style: L) -> Self {
        let text = one_kind_of_space(text.trim());
        let bold = style.bold();
        let glyphs: Vec<Glyph> =
            runs(&text, bold).into_iter().flat_map(|(setter, range)| set(&text, range, setter, bold)).collect();
        let sum = |reach: &mut f64, glyph: &Glyph| {
            *reach += f64::from(glyph.advance);
            Some(*reach)
        };
        let reach = [0.0].into_iter().chain(glyphs.iter().scan(0.0, sum)).collect();
        let stops = stops(&text);
        Self { text, style, glyphs, reach, stops }
    }

    /// The glyphs that show a part of the text.
    pub fn glyphs_of(&self, part: &Range<usize>) -> Range<usize> {
        let place = |byte| self.glyphs.partition_point(|glyph| glyph.shows.start < byte);
        place(part.start)..place(part.end)
    }

    /// The width of a part. Spaces at its end take no room.
    pub fn width(&self, part: Range<usize>) -> f32 {
        let Range { start, end } = self.glyphs_of(&part);
        let blank = self.glyphs[start..end]
            .iter()
            .rev()
            .take_while(|glyph| self.text[glyph.shows.clone()].trim().is_empty())
            .count();
        let advance = (self.reach[end - blank] - self.reach[start]) as f32;
        let hyphen = if self.text[part].ends_with(SOFT_HYPHEN) { hyphen(self.style).advance } else { 0.0 };
        (advance + hyphen) * self.style.size()
    }

    /// The same text, broken at the end of phrases only: a Japanese heading does not part a word.
    pub fn by_phrases(&self) -> Self {
        let mut phrased = self.clone();
        phrased.stops.retain(|stop| stop.forced || ends_phrase(&self.text, stop.at));
        phrased
    }

    /// The width of the longest part that should not be broken.
    pub fn least_width(&self) -> f32 {
        self.widest_between(|_| true)
    }

    /// The width of the text if nothing but itself breaks it.
    pub fn natural_width(&self) -> f32 {
        self.widest_between(|stop| stop.forced)
    }

    fn widest_between(&self, counts: impl Fn(&Stop) -> bool) -> f32 {
        let mut start = 0;
        let mut widest = 0.0_f32;
        for stop in self.stops.iter().filter(|stop| counts(stop)) {
            widest = widest.max(self.width(start..stop.at));
            start = stop.at;
        }
        widest
    }
}

/// What shows where a word is parted.
pub(super) fn hyphen(style: impl Lettering) -> Glyph {
    stand_in('-', 0..0, style.bold())
}

/// Control characters become spaces, but for the end of a line.
fn one_kind_of_space(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => plain.push_str(" \n"),
            letter if letter.is_control() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    plain
}

/// Who draws a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setter {
    Face(&'static Typeface),
    StandIn,
    Nobody,
}

/// The longest parts of a text that one setter draws.
fn runs(text: &str, bold: bool) -> Vec<(Setter, Range<usize>)> {
    let mut runs: Vec<(Setter, Range<usize>)> = Vec::new();
    for (at, letter) in text.char_indices() {
        let setter = setter(letter, bold);
        let end = at + letter.len_utf8();
        match runs.last_mut() {
            Some((last, range)) if *last == setter => range.end = end,
            _ => runs.push((setter, at..end)),
        }
    }
    runs
}

fn setter(letter: char, bold: bool) -> Setter {
    if font::is_invisible(letter) {
        return Setter::Nobody;
    }
    font::of(letter, bold).map_or(Setter::StandIn, Setter::Face)
}

fn set(text: &str, range: Range<usize>, setter: Setter, bold: bool) -> Vec<Glyph> {
    match setter {
        Setter::Face(face) => shape_run(text, range, face),
        Setter::StandIn => {
            let each = |(at, letter): (usize, char)| {
                stand_in(likeness(letter), range.start + at..range.start + at + letter.len_utf8(), bold)
            };
            text[range.clone()].char_indices().map(each).collect()
        }
        Setter::Nobody => Vec::new(),
    }
}

fn shape_run(text: &str, range: Range<usize>, typeface: &'static Typeface) -> Vec<Glyph> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text[range.clone()]);
    buffer.guess_segment_properties();
    let leftwards = buffer.direction() == Direction::RightToLeft;
    if !leftwards {
        buffer.set_direction(Direction::LeftToRight);
    }
    let shaped = typeface.shape(buffer);
    let part = |units: i32| typeface.part(units as f32);
    let mut places: Vec<_> = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).collect();
    if leftwards {
        // In the order of the text for now: which letters are on a line is not known yet.
        places.reverse();
    }
    let clusters: Vec<usize> = places.iter().map(|(info, _)| range.start + info.cluster as usize).collect();
    let places = places.iter().enumerate();
    places
        .map(|(index, (info, position))| {
            let next = clusters[index..].iter().copied().find(|cluster| *cluster > clusters[index]);
            Glyph {
                face: typeface,
                id: info.glyph_id,
                advance: part(position.x_advance),
                offset: (part(position.x_offset), part(position.y_offset)),
                leftwards,
                shows: clusters[index]..next.unwrap_or(range.end),
            }
        })
        .collect()
}

/// What is drawn for a letter that no face has. Who copies it gets the letter itself.
fn likeness(letter: char) -> char {
    if letter.is_whitespace() { ' ' } else { '□' }
}

/// One letter that shows something else.
fn stand_in(letter: char, shows: Range<usize>, bold: bool) -> Glyph {
    let found = font::of(letter, bold).and_then(|face| Some((face, face.glyph(letter)?)));
    let (face, id) = found.expect("the bundled faces have the letters that stand in for others");
    Glyph { face, id: id.to_u32(), advance: face.advance(id), offset: (0.0, 0.0), leftwards: false, shows }
}

fn stops(text: &str) -> Vec<Stop> {
    linebreaks(text)
        .filter(|(at, kind)| *kind == BreakOpportunity::Mandatory || !belong_together(&text[..*at], &text[*at..]))
        .map(|(at, kind)| Stop { at, forced: kind == BreakOpportunity::Mandatory })
        .collect()
}

/// What UAX 14 would part and a reader would not: "5–9", "≤ 30", "90 %".
fn belong_together(before: &str, after: &str) -> bool {
    let next = after.chars().next();
    if before.ends_with('–') {
        return next.is_some_and(char::is_numeric);
    }
    before.ends_with(' ') && (next == Some('%') || before.trim_end().ends_with(['≤', '≥', '±']))
}

/// Whether a phrase ends at a place between two letters. In Japanese most phrases end in hiragana or a mark, and begin
/// with anything else; elsewhere every place where a line may end will do.
pub(crate) fn ends_phrase(text: &str, place: usize) -> bool {
    let hiragana = |letter| matches!(letter, '\u{3041}'..='\u{309F}');
    let (Some(letter), Some(next)) = (text[..place].chars().next_back(), text[place..].chars().next()) else {
        return true;
    };
    let marks = CLOSING.contains(letter) || OPENING.contains(next);
    !(is_wide(letter) || is_wide(next)) || marks || hiragana(letter) && !hiragana(next)
}

/// Kana, kanji and full-width forms: Japanese breaks between any two of them.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks after which a phrase has ended.
const CLOSING: &str = "、。，．・：；？！」』）］｝】〉》…‥％%,.:;!?)]}»”’";
/// Marks with which one begins.
const OPENING: &str = "「『（［｛【〈《〔([{«“‘";

#[cfg(test)]
mod tests {
    use super::super::tests::Set;
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let shaped = Shaped::new(text, Set::Plain);
        let mut start = 0;
        let cut = |stop: &Stop| shaped.text[std::mem::replace(&mut start, stop.at)..stop.at].to_owned();
        shaped.stops.iter().map(cut).collect()
    }

    #[test]
    fn a_number_stays_with_its_sign() {
        assert_eq!(parts("groups of 5–9"), ["groups ", "of ", "5–9"]);
        assert_eq!(parts("≤ 30 or 90 % of all"), ["≤ 30 ", "or ", "90 % ", "of ", "all"]);
    }

    #[test]
    fn german_words_part_at_soft_hyphens_and_show_them_only_there() {
        assert_eq!(parts("Veränderungs\u{AD}bereitschaft"), ["Veränderungs\u{AD}", "bereitschaft"]);
        let whole = |text| Shaped::new(text, Set::Plain).natural_width();
        assert!((whole("Veränderungs\u{AD}bereitschaft") - whole("Veränderungsbereitschaft")).abs() < 0.5);
        assert!(whole("Veränderungs\u{AD}") > whole("Veränderungs"));
    }

    #[test]
    fn every_letter_is_shown_by_a_glyph_and_only_once() {
        let shaped = Shaped::new("fi Größe ｶﾞ が 安全 e\u{301} 🙂", Set::Bold);
        let mut at = 0;
        for glyph in &shaped.glyphs {
            assert!(glyph.shows.start == at || glyph.shows.end == at, "{glyph:?}");
            at = glyph.shows.end;
        }
        assert_eq!(at, shaped.text.len());
    }

    #[test]
    fn a_letter_that_no_face_has_is_shown_as_a_box_and_an_unusual_space_as_a_space() {
        let shaped = Shaped::new("🙂", Set::Plain);
        assert_eq!(shaped.glyphs[0].id, Shaped::new("□", Set::Plain).glyphs[0].id);
        assert_eq!(shaped.glyphs[0].shows, 0..4);
        let narrow = Shaped::new("a\u{205F}b", Set::Plain);
        assert!(narrow.glyphs.iter().all(|glyph| glyph.id != shaped.glyphs[0].id));
    }

    #[test]
    fn a_korean_name_is_shown_by_its_own_letters() {
        let box_id = Shaped::new("□", Set::Plain).glyphs[0].id;
        let shaped = Shaped::new("한국 영업팀 销售", Set::Plain);
        assert_eq!(shaped.glyphs.len(), 9);
        assert!(shaped.glyphs.iter().all(|glyph| glyph.id != 0 && glyph.id != box_id), "{:?}", shaped.glyphs);
    }
}
