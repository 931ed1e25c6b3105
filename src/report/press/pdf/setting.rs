//! How the blocks of a document are set: each is cut into the pieces of the flow.

use super::flow::Flow;
use super::piece::{Mark, Piece};
use super::sheet::{MEASURE, WIDTH};
use super::style::{Shaped, Style};
use super::table;
use super::tags::Element;
use super::{Block, PdfDocument};
use crate::press::chart::palette::Paint;
use crate::press::chart::{Drawing, frame};
use crate::press::text;

/// Where the text of a list begins.
const INDENT: f32 = 14.0;
/// One CSS pixel is three quarters of a point; no chart is drawn larger.
const POINTS: f32 = 0.75;
/// What a chart leaves empty at its edges, in its own units.
const EDGE: f32 = frame::MARGIN as f32;
/// A longer note is text of its own and need not stay with its figure.
const SHORT_NOTE: usize = 4;
/// A longer text need not stay with the figure that follows it.
const SHORT_TEXT: usize = 6;

impl<'a> Flow<'a> {
    pub fn of(document: &'a PdfDocument, room: f32) -> Self {
        let mut flow = Self { room, ..Self::default() };
        flow.opening(document);
        let mut shows = false;
        for (index, block) in document.blocks.iter().enumerate() {
            let first = flow.pieces.len();
            flow.block(block, shows);
            if let (Block::Paragraph(_), Some(Block::Figure(_))) = (block, document.blocks.get(index + 1)) {
                flow.bind_short(first);
            }
            shows = matches!(block, Block::Figure(_) | Block::Table { .. });
        }
        flow
    }

    /// A short text that begins with this piece stays with what follows: it says what to see there.
    fn bind_short(&mut self, first: usize) {
        let pieces = &mut self.pieces[first..];
        if pieces.len() <= SHORT_TEXT {
            pieces.iter_mut().for_each(|piece| piece.bound = true);
        }
    }

    fn opening(&mut self, document: &PdfDocument) {
        if !document.title.trim().is_empty() {
            let bar = Mark::Rule { top: 0.0, width: 34.0, thickness: 3.0, paint: Paint::ACCENT };
            self.push(Piece { height: 14.0, bound: true, marks: vec![bar], ..Piece::default() });
            let leaf = self.heading(&document.title, Style::Title, 0.0);
            self.structure.push(Element::Title(leaf));
        }
        self.text(&document.subtitle, Style::Subtitle, 4.0);
        if let Some(last) = self.pieces.last_mut() {
            last.height += 14.0;
        }
    }

    fn block(&mut self, block: &'a Block, follows_figure: bool) {
        match block {
            Block::Heading(text) => self.section(text, 1, Style::Heading, 30.0),
            Block::Subheading(text) => self.section(text, 2, Style::Subheading, 18.0),
            Block::Paragraph(text) => self.text(text, Style::Body, 8.0),
            Block::Quiet(text) => self.note(text, follows_figure),
            Block::List(items) => self.list(items),
            Block::Figure(drawing) => self.figure(drawing),
            Block::Table { caption, head, rows } => table::set(self, caption, head, rows),
            Block::NewPage => self.fresh = true,
        }
    }

    fn section(&mut self, text: &str, level: u16, style: Style, above: f32) {
        if !text.trim().is_empty() {
            let leaf = self.heading(text, style, above);
            self.structure.push(Element::Heading { level, text: text.trim().to_owned(), leaf });
        }
    }

    fn text(&mut self, text: &str, style: Style, above: f32) {
        let lines = text::lay(&Shaped::new(text, style), MEASURE);
        if !lines.is_empty() {
            let leaf = self.lines(lines, 0.0, above);
            self.structure.push(Element::Paragraph(leaf));
        }
    }

    fn note(&mut self, text: &str, follows_figure: bool) {
        let count = text::lay(&Shaped::new(text, Style::Quiet), MEASURE).len();
        if let Some(shown) = self.pieces.last_mut()
            && follows_figure
            && (1..=SHORT_NOTE).contains(&count)
        {
            shown.bound = true;
        }
        self.text(text, Style::Quiet, 7.0);
    }

    fn list(&mut self, items: &[String]) {
        let mut parts = Vec::new();
        for item in items.iter().filter(|item| !item.trim().is_empty()) {
            let label = self.structure.leaf();
            let first = self.pieces.len();
            let lines = text::lay(&Shaped::new(item, Style::Body), MEASURE - INDENT);
            let body = self.lines(lines, INDENT, if parts.is_empty() { 8.0 } else { 4.0 });
            let dot = text::lay(&Shaped::new("•", Style::Body), INDENT).remove(0);
            self.pieces[first].marks.insert(0, Mark::Text { left: 2.0, top: 0.0, line: dot, leaf: label });
            parts.push((label, body));
        }
        if !parts.is_empty() {
            self.structure.push(Element::List(parts));
        }
    }

    /// A figure takes what the words that are bound to it leave of a page, at most.
    fn figure(&mut self, drawing: &'a Drawing) {
        let above = 18.0;
        let words = self.pieces.iter().rev().take_while(|piece| piece.bound);
        let taken: f32 = words.map(|piece| piece.above + piece.height).sum();
        let most = (self.room - taken - above).max(self.room / 2.0);
        let (width, height) = (drawing.size().0 as f32 - 2.0 * EDGE, drawing.size().1 as f32 - EDGE);
        let room = if drawing.size().0 > frame::WIDTH { WIDTH } else { MEASURE };
        let scale = POINTS.min(room / width).min(most / height);
        let leaf = self.structure.leaf();
        // The drawing begins outside of the text, so that what it shows begins with the text.
        let mark = Mark::Figure { drawing, scale, edge: EDGE * scale, leaf };
        self.push(Piece { above, height: height * scale, shrinks: true, marks: vec![mark], ..Piece::default() });
        self.structure.push(Element::Figure { leaf, description: drawing.description().to_owned() });
    }
}
