//! The column of names at the start of a chart's rows: wrapped, measured, and each row as tall as its name asks for.

use super::Point;
use super::canvas::{Anchor, Canvas};
use super::lettering::{Lines, Type, room, wrap_evenly};
use super::palette::Paint;

pub(super) struct RowNames<'a> {
    names: Vec<(&'a str, Lines)>,
    kind: Type,
    width: i32,
}

impl<'a> RowNames<'a> {
    /// Lays the names on at most `lines` lines each, in a column no wider than `widest`.
    pub fn lay(names: impl Iterator<Item = &'a str>, kind: Type, widest: i32, lines: usize) -> Self {
        let names: Vec<_> = names.map(|name| (name, wrap_evenly(name, kind, widest, lines))).collect();
        let width = names.iter().flat_map(|(_, laid)| &laid.lines).map(|line| room(line, kind)).max().unwrap_or(0);
        Self { names, kind, width }
    }

    /// The width that the names really take.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// The height of the tallest name.
    pub fn tallest(&self) -> i32 {
        (0..self.names.len()).map(|index| self.height(index)).max().unwrap_or(0)
    }

    /// The height of one name.
    pub fn height(&self, index: usize) -> i32 {
        self.names[index].1.lines.len() as i32 * self.kind.leading()
    }

    /// Writes a name around the middle line of its row.
    pub fn draw(&self, canvas: &Canvas<'_>, index: usize, at: Point, anchor: Anchor, paint: Paint) {
        let (full, laid) = &self.names[index];
        canvas.lines(at, anchor, self.kind, paint, laid, full);
    }

    /// Writes a name so that its last line ends at a height: how the head of a column stands on it.
    pub fn draw_above(&self, canvas: &Canvas<'_>, index: usize, at: Point, anchor: Anchor, paint: Paint) {
        let (full, laid) = &self.names[index];
        let first = at.1 - (laid.lines.len() as i32 - 1) * self.kind.leading();
        canvas.lines_from((at.0, first), anchor, self.kind, paint, laid, full);
    }
}
