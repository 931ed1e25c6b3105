//! The pieces that fill the pages of a document: lines, rows and figures, each with the room above it and with what it may
//! not be parted from.

use super::piece::{Mark, Piece};
use super::sheet::WIDTH;
use super::style::{Line, Shaped, Style};
use super::tags::{Leaf, Structure};
use crate::press::text;

#[derive(Debug, Default)]
pub(super) struct Flow<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub structure: Structure,
    /// How high a page is.
    pub room: f32,
    /// The next piece begins a page.
    pub fresh: bool,
}

impl<'a> Flow<'a> {
    /// Adds a piece. Whatever it is, a page begins with it if one was asked for.
    pub fn push(&mut self, piece: Piece<'a>) {
        let fresh = std::mem::take(&mut self.fresh);
        self.pieces.push(Piece { fresh, ..piece });
    }

    /// Adds one piece for each line, and says whose they are.
    pub fn lines(&mut self, lines: Vec<Line>, left: f32, above: f32) -> Leaf {
        let leaf = self.structure.leaf();
        let count = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            let height = line.style.leading();
            self.push(Piece {
                above: if index == 0 { above } else { 0.0 },
                height,
                // No first and no last line of a text stands alone on a page.
                bound: index + 1 < count && (index == 0 || index + 2 == count),
                marks: vec![Mark::Text { left, top: 0.0, line, leaf }],
                ..Piece::default()
            });
        }
        leaf
    }

    /// Lines that stay together and with what follows.
    pub fn heading(&mut self, text: &str, style: Style, above: f32) -> Leaf {
        let first = self.pieces.len();
        let lines = text::lay_evenly(&Shaped::new(text, style), WIDTH);
        let leaf = self.lines(lines, 0.0, above);
        self.pieces[first..].iter_mut().for_each(|piece| piece.bound = true);
        leaf
    }
}
