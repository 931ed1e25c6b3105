//! The few signs that a chart cannot name on the spot, in lines below or above it.

use super::Point;
use super::canvas::{Anchor, Canvas};
use super::lettering::{Lines, Type, room, wrap};
use super::palette::Paint;

#[derive(Clone, Copy)]
pub(super) enum Sign {
    Field(Paint),
    Hatched,
    Above,
    Below,
    Dot(Paint),
    Ring(Paint),
    Whisker,
    Span,
    Cross,
}

struct Entry {
    sign: Sign,
    words: Lines,
    full: String,
    at: Point,
}

pub(super) struct Legend {
    entries: Vec<Entry>,
    pub height: i32,
}

const LINE: i32 = 22;
const SIGN: i32 = 16;
const GAP: i32 = 6;

impl Legend {
    /// Sets the entries one after the other, on as many lines as the width asks for.
    pub fn lay<'a>(entries: impl IntoIterator<Item = (Sign, &'a str)>, width: i32) -> Self {
        let mut next = (0, 0);
        let mut laid = Vec::new();
        for (sign, full) in entries {
            let words = wrap(full, Type::Small, width - SIGN - GAP, 1);
            let taken = SIGN + GAP + words.lines.iter().map(|line| room(line, Type::Small)).max().unwrap_or(0);
            if next.0 > 0 && next.0 + taken > width {
                next = (0, next.1 + LINE);
            }
            laid.push(Entry { sign, words, full: full.to_owned(), at: next });
            next.0 += taken + 18;
        }
        Self { height: if laid.is_empty() { 0 } else { next.1 + LINE }, entries: laid }
    }

    pub fn draw(&self, canvas: &Canvas<'_>, corner: Point) {
        for Entry { sign, words, full, at } in &self.entries {
            let middle = (corner.0 + at.0 + SIGN / 2, corner.1 + at.1 + LINE / 2);
            sign.draw(canvas, middle);
            let text = (corner.0 + at.0 + SIGN + GAP, middle.1);
            canvas.lines(text, Anchor::Start, Type::Small, Paint::QUIET, words, full);
        }
    }
}

impl Sign {
    fn draw(self, canvas: &Canvas<'_>, (x, y): Point) {
        match self {
            Self::Field(paint) => canvas.rect((x - 8, y - 6), (x + 8, y + 6), paint),
            Self::Hatched => hatched(canvas, (x - 8, y - 6), (x + 8, y + 6)),
            Self::Above => triangle(canvas, (x, y), true, Paint::INK),
            Self::Below => triangle(canvas, (x, y), false, Paint::INK),
            Self::Dot(paint) => canvas.dot((x, y), 6, paint),
            Self::Ring(paint) => canvas.ring((x, y), 5, paint),
            Self::Span => canvas.line((x - 8, y), (x + 8, y), Paint::QUIET, 2),
            Self::Cross => {
                canvas.line((x - 7, y), (x + 7, y), Paint::EDGE, 1);
                canvas.line((x, y - 7), (x, y + 7), Paint::EDGE, 1);
            }
            Self::Whisker => canvas.whisker((x - 8, y), (x + 8, y), Paint::INK),
        }
    }
}

/// The look of all that is not shown. It has no other form, so no two reasons can be told apart by it.
pub(super) fn hatched(canvas: &Canvas<'_>, from: Point, to: Point) {
    canvas.rect(from, to, Paint::HATCH);
    canvas.border(from, to, Paint::LINE);
}

/// A hatched field that says so, where the words fit.
pub(super) fn not_shown(canvas: &Canvas<'_>, from: Point, to: Point, words: &str) {
    canvas.rect(from, to, Paint::HATCH);
    let half = (room(words, Type::Small) + 9) / 2;
    if 2 * half <= to.0 - from.0 - 2 && !words.is_empty() {
        let middle = (from.0.midpoint(to.0), from.1.midpoint(to.1));
        // In a low field the ground of the words goes from edge to edge: slivers of hatch would look like a fault.
        let (above, below) = if to.1 - from.1 < 30 { (from.1, to.1) } else { (middle.1 - 9, middle.1 + 9) };
        canvas.rect((middle.0 - half, above), (middle.0 + half, below), Paint::SHEET);
        canvas.text((middle.0, middle.1 + Type::Small.drop()), Anchor::Middle, Type::Small, Paint::INK, words);
    }
    canvas.border(from, to, Paint::LINE);
}

/// The sign of clearly above or clearly below.
pub(super) fn triangle(canvas: &Canvas<'_>, (x, y): Point, up: bool, paint: Paint) {
    let tip = if up { -4 } else { 4 };
    canvas
        .polygon(vec![(x, y + tip), (x + 4, y - tip + 1 - i32::from(up)), (x - 4, y - tip + 1 - i32::from(up))], paint);
}
