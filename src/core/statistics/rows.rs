//! Answers as they are stored: one row per response, one cell per item.
//! Borrowed, row after row, so that a million responses are read without copying.

use thiserror::Error;

use super::scale::MISSING;

/// Responses to the same items, row by row; an unanswered item is [`MISSING`].
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    items: usize,
    cells: &'a [u8],
}

/// The cells do not divide into rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{cells} cells do not make rows of {items} items")]
pub struct NotRows {
    /// How wide a row was said to be.
    pub items: usize,
    /// How many cells there were.
    pub cells: usize,
}

impl<'a> Rows<'a> {
    /// `cells` row by row, [`MISSING`] where nothing was answered.
    pub fn new(items: usize, cells: &'a [u8]) -> Result<Self, NotRows> {
        if items > 0 && cells.len().is_multiple_of(items) {
            Ok(Self { items, cells })
        } else {
            Err(NotRows { items, cells: cells.len() })
        }
    }

    /// How wide a row is.
    pub fn items(self) -> usize {
        self.items
    }

    /// How many rows there are.
    pub fn count(self) -> usize {
        self.cells.len() / self.items
    }

    /// The rows from first to last.
    pub fn iter(self) -> std::slice::ChunksExact<'a, u8> {
        self.cells.chunks_exact(self.items)
    }

    /// The row at an index below [`Rows::count`].
    pub(super) fn row(self, index: usize) -> &'a [u8] {
        &self.cells[index * self.items..][..self.items]
    }

    /// The first `count` rows, and the rest.
    pub(super) fn split_at(self, count: usize) -> (Self, Self) {
        let (head, tail) = self.cells.split_at(count * self.items);
        let part = |cells| Self { items: self.items, cells };
        (part(head), part(tail))
    }
}

impl<'a> IntoIterator for Rows<'a> {
    type Item = &'a [u8];
    type IntoIter = std::slice::ChunksExact<'a, u8>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Whether every item of the row was answered.
pub(super) fn is_complete(row: &[u8]) -> bool {
    !row.contains(&MISSING)
}
