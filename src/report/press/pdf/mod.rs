//! A document: text, tables and charts on sheets of A4, to be printed or sent to a board. Blocks in, one tagged PDF out.
//! No clock and no chance, so the same document is the same file.

mod columns;
mod flow;
mod foot;
mod pages;
mod piece;
mod setting;
mod sheet;
mod style;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod writer;

use super::chart::Drawing;
use flow::Flow;
use foot::Foot;

/// What is set in type, top to bottom.
#[derive(Clone, Debug)]
pub struct PdfDocument {
    /// On the first page, and what the file is called in a viewer.
    pub title: String,
    /// Below the title.
    pub subtitle: String,
    /// A language tag: `en`, `de`, `ja`.
    pub language: String,
    /// Stands at the foot of every page: which wave, under which contract. At most three lines of it are shown.
    pub foot: String,
    /// How a page is counted: `{page} of {pages}`, `Seite {page} von {pages}`.
    pub numbering: String,
    /// Top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// Begins a section.
    Heading(String),
    /// Begins a part of a section.
    Subheading(String),
    /// Text in the width that is read best.
    Paragraph(String),
    /// Small and muted, for notes. After a figure or a table it stays with it.
    Quiet(String),
    /// Items with a dot; empty ones are left out.
    List(Vec<String>),
    /// A chart in its own words. Its description is what somebody who cannot see it is told.
    Figure(Drawing),
    /// The first cell of a row is its head. Columns of figures stand to the right.
    Table {
        /// Above the table; empty for none.
        caption: String,
        /// One name for each column; said again on every page.
        head: Vec<String>,
        /// Cells, the missing ones of a short row empty.
        rows: Vec<Vec<String>>,
    },
    /// What follows begins a page.
    NewPage,
}

impl PdfDocument {
    /// The file, tagged for those who listen (PDF/UA-1) unless a letter has no face.
    ///
    /// # Examples
    /// ```
    /// use footing_report::press::pdf::{Block, PdfDocument};
    ///
    /// let document = PdfDocument {
    ///     title: "Ready to learn".into(),
    ///     subtitle: "For the board".into(),
    ///     language: "en".into(),
    ///     foot: "Autumn wave".into(),
    ///     numbering: "{page} of {pages}".into(),
    ///     blocks: vec![Block::Heading("What we saw".into()), Block::Paragraph("Safety comes first.".into())],
    /// };
    /// assert_eq!(document.pages(), 1);
    /// assert!(document.pdf().starts_with(b"%PDF"));
    /// ```
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        let foot = Foot::of(self);
        let flow = Flow::of(self, foot.room());
        let pages = pages::fill(&flow.pieces, flow.room);
        writer::write(self, &flow, &pages, &foot)
    }

    /// How many pages it takes.
    #[must_use]
    pub fn pages(&self) -> usize {
        let flow = Flow::of(self, Foot::of(self).room());
        pages::fill(&flow.pieces, flow.room).len()
    }
}
