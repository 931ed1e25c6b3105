//! Lines of a text, none wider than it may be. A word that fits on no line is broken where the line ends.

use std::ops::Range;

use krilla::geom::Point;
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};
use skrifa::outline::OutlinePen;

use super::Lettering;
use super::shaping::{Glyph, SOFT_HYPHEN, Shaped, hyphen};

/// A part of a text as it stands on one line.
#[derive(Clone, Debug)]
pub(crate) struct Line<L> {
    /// What the glyphs show. The space at the end is kept, since it parts the words for those who listen.
    pub text: String,
    pub glyphs: Vec<Glyph>,
    pub width: f32,
    pub style: L,
}

impl<L> Line<L> {
    pub fn empty(style: L) -> Self {
        Self { text: String::new(), glyphs: Vec::new(), width: 0.0, style }
    }
}

impl<L: Lettering> Line<L> {
    /// All of a text on one line.
    pub fn whole(text: &Shaped<L>) -> Self {
        line(text, 0..text.text.len(), false)
    }

    /// Draws the letters, y downwards from the baseline at `start`.
    pub fn outline(&self, start: (f32, f32), pen: &mut dyn OutlinePen) {
        let size = self.style.size();
        let mut x = start.0;
        for glyph in &self.glyphs {
            let (right, up) = glyph.offset;
            let place = (x + right * size, start.1 - up * size);
            glyph.face.outline(glyph.id, size, &mut Placed { pen, place });
            x += glyph.advance * size;
        }
    }

    /// Writes the letters on a page with its ink, the baseline at `start`; as outlines they are no text any more.
    pub fn write(&self, surface: &mut Surface<'_>, start: Point, as_outlines: bool) {
        let size = self.style.size();
        let mut x = start.x;
        for run in self.glyphs.chunk_by(|one, next| one.face == next.face) {
            let glyphs: Vec<KrillaGlyph> = run
                .iter()
                .map(|glyph| {
                    let (right, up) = glyph.offset;
                    KrillaGlyph::new(GlyphId::new(glyph.id), glyph.advance, right, up, 0.0, glyph.shows.clone(), None)
                })
                .collect();
            let font = run[0].face.font.clone();
            surface.draw_glyphs(Point { x, ..start }, &glyphs, font, &self.text, size, as_outlines);
            x += run.iter().map(|glyph| glyph.advance).sum::<f32>() * size;
        }
    }
}

/// A glyph at its place. Fonts count upwards, charts downwards.
struct Placed<'a> {
    pen: &'a mut dyn OutlinePen,
    place: (f32, f32),
}

impl Placed<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.place.0 + x, self.place.1 - y)
    }
}

impl OutlinePen for Placed<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pen.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.pen.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx0, cy0), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.pen.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((cx0, cy0), (cx1, cy1), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.pen.curve_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.pen.close();
    }
}

/// Where a line ends, and whether in the middle of a word.
struct End {
    at: usize,
    parted: bool,
}

/// Lays a text on lines as full as may be, none wider than `room`; a blank text takes none.
pub(crate) fn lay<L: Lettering>(text: &Shaped<L>, room: f32) -> Vec<Line<L>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < text.text.len() {
        let end = end_of_line(text, start, room);
        lines.push(line(text, start..end.at, end.parted));
        start = end.at;
    }
    lines
}

/// Lays a heading on few lines of about the same length, so that none is left with one word.
pub(crate) fn lay_evenly<L: Lettering>(text: &Shaped<L>, room: f32) -> Vec<Line<L>> {
    let phrased = text.by_phrases();
    let text = if phrased.least_width() <= room { &phrased } else { text };
    let mut best = lay(text, room);
    let (mut narrow, mut wide) = (text.least_width().max(room / 2.0), room);
    while best.len() > 1 && wide - narrow > 2.0 {
        let middle = f32::midpoint(narrow, wide);
        let tried = lay(text, middle);
        if tried.len() <= best.len() {
            best = tried;
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    best
}

fn end_of_line<L: Lettering>(text: &Shaped<L>, start: usize, room: f32) -> End {
    let mut end = None;
    let next = text.stops.partition_point(|stop| stop.at <= start);
    for stop in &text.stops[next..] {
        if text.width(start..stop.at) > room {
            break;
        }
        end = Some(stop.at);
        if stop.forced {
            break;
        }
    }
    end.map_or_else(|| cut(text, start, room), |at| End { at, parted: text.text[..at].ends_with(SOFT_HYPHEN) })
}

/// Ends a line within a word, after as many letters as fit, but at least one.
fn cut<L: Lettering>(text: &Shaped<L>, start: usize, room: f32) -> End {
    let dash = hyphen(text.style).advance * text.style.size();
    let mut taken = 0.0;
    let mut end = None;
    for glyph in &text.glyphs[text.glyphs_of(&(start..text.text.len()))] {
        let at = glyph.shows.start;
        let parted = is_within_word(&text.text, at);
        if at > start && (end.is_none() || taken + if parted { dash } else { 0.0 } <= room) {
            end = Some(End { at, parted });
        }
        taken += glyph.advance * text.style.size();
        if taken > room && end.is_some() {
            break;
        }
    }
    end.unwrap_or(End { at: text.text.len(), parted: false })
}

/// Whether a hyphen belongs where a line is cut: between two letters, but not between kana or kanji.
fn is_within_word(text: &str, at: usize) -> bool {
    let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphabetic() && letter < '\u{2E80}');
    joins(text[..at].chars().next_back()) && joins(text[at..].chars().next())
}

fn line<L: Lettering>(text: &Shaped<L>, part: Range<usize>, parted: bool) -> Line<L> {
    let mut shown = text.text[part.clone()].to_owned();
    let mut width = text.width(part.clone());
    let mut glyphs = text.glyphs[text.glyphs_of(&part)].to_vec();
    for glyph in &mut glyphs {
        glyph.shows = glyph.shows.start - part.start..glyph.shows.end - part.start;
    }
    turn(&mut glyphs, &shown);
    if parted {
        let dash = hyphen(text.style);
        if !shown.ends_with(SOFT_HYPHEN) {
            shown.push(SOFT_HYPHEN);
            width += dash.advance * text.style.size();
        }
        glyphs.push(Glyph { shows: shown.len() - SOFT_HYPHEN.len_utf8()..shown.len(), ..dash });
    }
    Line { text: shown, glyphs, width, style: text.style }
}

/// Puts what is read from right to left into the order in which it stands on the line, with the blanks within.
fn turn(glyphs: &mut [Glyph], text: &str) {
    let mut rest = glyphs;
    while let Some(start) = rest.iter().position(|glyph| glyph.leftwards) {
        rest = &mut rest[start..];
        let goes_on = |glyph: &&Glyph| glyph.leftwards || text[glyph.shows.clone()].trim().is_empty();
        let reach = rest.iter().take_while(goes_on).count();
        let end = rest[..reach].iter().rposition(|glyph| glyph.leftwards).map_or(reach, |last| last + 1);
        rest[..end].reverse();
        rest = &mut rest[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Set;
    use super::*;

    const JAPANESE: &str = "人工知能を安心して試せる職場の雰囲気がある、と答えた人は少ない。しかし「学び合い」は、ゆっくりと広がっている。";

    fn texts(text: &str, room: f32) -> Vec<String> {
        lay(&Shaped::new(text, Set::Plain), room).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_and_nothing_is_lost() {
        for text in ["Kundendienst und Außendienst Nord/Ostfriesland, 90 % von 650", JAPANESE, "a\nb  c"] {
            for room in [40.0, 75.0, 160.0] {
                let shaped = Shaped::new(text, Set::Plain);
                let lines = lay(&shaped, room);
                assert!(lines.iter().all(|line| line.width <= room), "{lines:?}");
                let whole: String = lines.iter().map(|line| line.text.replace(SOFT_HYPHEN, "")).collect();
                assert_eq!(whole, shaped.text);
            }
        }
    }

    #[test]
    fn japanese_does_not_begin_a_line_with_a_closing_mark_or_end_one_with_an_opening_mark() {
        for room in 30..200 {
            for line in texts(JAPANESE, room as f32) {
                assert!(!line.starts_with(['。', '、', '」', 'っ', 'ー']), "{line} at {room}");
                assert!(!line.ends_with('「'), "{line} at {room}");
            }
        }
    }

    #[test]
    fn a_word_that_fits_on_no_line_is_broken_with_a_hyphen_and_a_long_number_without() {
        let word = texts("Donaudampfschifffahrtsgesellschaft", 60.0);
        assert!(word.len() > 2);
        assert!(word[..word.len() - 1].iter().all(|line| line.ends_with(SOFT_HYPHEN)), "{word:?}");
        assert!(texts("12345678901234567890", 30.0).iter().all(|line| !line.contains(SOFT_HYPHEN)));
    }

    #[test]
    fn a_room_too_narrow_for_a_letter_still_takes_one_letter_a_line() {
        assert_eq!(texts("安全", 1.0), ["安", "全"]);
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        assert_eq!(texts("one\ntwo", 400.0), ["one \n", "two"]);
    }

    #[test]
    fn even_lines_are_as_few_and_leave_no_word_alone() {
        let text = Shaped::new("Skill is even, safety to learn is not", Set::Bold);
        let room = text.natural_width() - 5.0;
        let (greedy, even) = (lay(&text, room), lay_evenly(&text, room));
        assert_eq!(greedy.len(), even.len());
        assert!(even[1].width > greedy[1].width);
    }

    #[test]
    fn what_is_read_from_right_to_left_stands_so_and_what_is_beside_it_stays() {
        let glyph = |at: usize, leftwards| Glyph { shows: at..at + 1, leftwards, ..hyphen(Set::Plain) };
        let leftwards = [false, true, true, false, true, false, false, true];
        let mut glyphs: Vec<Glyph> = leftwards.into_iter().enumerate().map(|(at, way)| glyph(at, way)).collect();
        turn(&mut glyphs, "aBC D eF");
        let order: Vec<usize> = glyphs.iter().map(|glyph| glyph.shows.start).collect();
        assert_eq!(order, [0, 4, 3, 2, 1, 5, 6, 7]);
    }
}
