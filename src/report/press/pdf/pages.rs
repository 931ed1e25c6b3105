//! How the pieces of a document fill them, top to bottom, without parting what is bound.

use std::ops::Range;

use super::piece::Piece;

/// A figure is not drawn smaller than this part of its size.
const SMALLEST: f32 = 0.78;

/// A piece on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    pub piece: usize,
    /// From the top of the text.
    pub top: f32,
    /// It is said again, for those who see.
    pub again: bool,
    /// How much smaller a figure is drawn than it asks for, so that no page is left half empty.
    pub scale: f32,
}

pub(super) type PlacedPage = Vec<Placed>;

/// Places the pieces on pages of this height. There is at least one page.
pub(super) fn fill(pieces: &[Piece<'_>], height: f32) -> Vec<PlacedPage> {
    let mut pages = Pages { pieces, height, full: Vec::new(), page: Vec::new(), used: 0.0 };
    for bound in bound_together(pieces) {
        let here = pages.fit(bound.clone()).filter(|_| !pieces[bound.start].fresh);
        let scale = here.unwrap_or_else(|| {
            pages.turn();
            pages.fit(bound.clone()).unwrap_or(1.0)
        });
        for piece in bound {
            // What is bound but higher than a page is parted all the same.
            if !pages.hold(piece, scale) {
                pages.turn();
            }
            pages.place(piece, scale);
        }
    }
    pages.full.push(pages.page);
    pages.full
}

/// The longest ranges of pieces that no page should end within.
fn bound_together(pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (index, piece) in pieces.iter().enumerate() {
        let next = index + 1;
        if !piece.bound || pieces.get(next).is_none_or(|next| next.fresh) {
            ranges.push(start..next);
            start = next;
        }
    }
    ranges
}

struct Pages<'a> {
    pieces: &'a [Piece<'a>],
    height: f32,
    full: Vec<PlacedPage>,
    page: PlacedPage,
    /// How much of the page is taken.
    used: f32,
}

impl Pages<'_> {
    /// The scale of figures at which what is bound together fits into the rest of the page.
    fn fit(&self, pieces: Range<usize>) -> Option<f32> {
        let (mut used, mut figures) = (self.used, 0.0);
        for index in pieces {
            let piece = &self.pieces[index];
            used += if used > 0.0 { piece.above } else { self.head(piece) } + piece.height;
            figures += if piece.shrinks { piece.height } else { 0.0 };
        }
        let scale = if used <= self.height { 1.0 } else { 1.0 - (used - self.height) / figures };
        // Nothing to shrink gives minus infinity.
        (scale >= SMALLEST).then_some(scale)
    }

    fn hold(&self, index: usize, scale: f32) -> bool {
        let piece = &self.pieces[index];
        let above = if self.used > 0.0 { piece.above } else { self.head(piece) };
        // A figure that was made to fit may miss by what is lost in rounding.
        self.used + above + piece.at(scale) <= self.height + 0.01
    }

    /// Room for the head that is said again above a piece at the top of a page.
    fn head(&self, piece: &Piece<'_>) -> f32 {
        piece.head.map_or(0.0, |head| self.pieces[head].height)
    }

    fn turn(&mut self) {
        if !self.page.is_empty() {
            self.full.push(std::mem::take(&mut self.page));
            self.used = 0.0;
        }
    }

    fn place(&mut self, index: usize, scale: f32) {
        let piece = &self.pieces[index];
        if self.page.is_empty() {
            if let Some(head) = piece.head {
                self.page.push(Placed { piece: head, top: 0.0, again: true, scale: 1.0 });
                self.used = self.pieces[head].height;
            }
        } else {
            self.used += piece.above;
        }
        self.page.push(Placed { piece: index, top: self.used, again: false, scale });
        self.used += piece.at(scale);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: f32) -> Piece<'static> {
        Piece { above: 5.0, height, ..Piece::default() }
    }

    fn bound(height: f32) -> Piece<'static> {
        Piece { bound: true, ..piece(height) }
    }

    fn placed(pieces: &[Piece<'_>]) -> Vec<Vec<usize>> {
        fill(pieces, 100.0).iter().map(|page| page.iter().map(|placed| placed.piece).collect()).collect()
    }

    #[test]
    fn pages_are_filled_in_order_and_the_room_above_falls_away_at_their_top() {
        assert_eq!(placed(&[piece(50.0), piece(45.0), piece(100.0)]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_figure_is_drawn_a_little_smaller_before_it_leaves_a_page_half_empty() {
        let figure = |height| Piece { shrinks: true, ..piece(height) };
        let pages = fill(&[piece(50.0), bound(5.0), figure(40.0)], 100.0);
        let placed: Vec<(usize, f32)> = pages[0].iter().map(|placed| (placed.piece, placed.scale)).collect();
        assert_eq!(placed, [(0, 1.0), (1, 0.875), (2, 0.875)]);
        assert_eq!(fill(&[piece(50.0), bound(5.0), figure(60.0)], 100.0).len(), 2, "not if it would be hard to read");
    }

    #[test]
    fn what_is_bound_moves_to_the_next_page_together() {
        assert_eq!(placed(&[piece(60.0), bound(10.0), bound(10.0), piece(20.0)]), [vec![0], vec![1, 2, 3]]);
    }

    #[test]
    fn what_is_bound_and_higher_than_a_page_is_parted_all_the_same() {
        assert_eq!(placed(&[bound(60.0), bound(60.0), piece(30.0)]), [vec![0], vec![1, 2]]);
    }

    #[test]
    fn a_page_begins_where_one_was_asked_for_and_never_twice() {
        let fresh = |height| Piece { fresh: true, ..piece(height) };
        assert_eq!(placed(&[fresh(10.0), bound(10.0), fresh(10.0)]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn the_head_of_a_table_is_said_again_on_every_page_and_takes_its_room() {
        let row = || Piece { head: Some(0), above: 0.0, ..piece(45.0) };
        let pages = fill(&[bound(10.0), row(), row(), row(), row()], 100.0);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1][0], Placed { piece: 0, top: 0.0, again: true, scale: 1.0 });
        assert_eq!(pages[1][1], Placed { piece: 3, top: 10.0, again: false, scale: 1.0 });
    }

    #[test]
    fn nothing_still_fills_one_page() {
        assert_eq!(fill(&[], 100.0).len(), 1);
    }
}
