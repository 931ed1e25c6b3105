//! The pages as a PDF: letters stay letters, everything is tagged, and what only decorates is marked as such.

use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::error::KrillaResult;
use krilla::geom::{PathBuilder, Point, Rect, Size};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use krilla::{Document, SerializeSettings};

use super::PdfDocument;
use super::flow::Flow;
use super::foot::{Foot, INSIDE};
use super::pages::{Placed, PlacedPage};
use super::piece::Mark;
use super::sheet::{MARGIN, SHEET, TOP, WIDTH};
use super::style::Line;
use super::tags::TaggedContent;
use crate::press::chart::Drawing;
use crate::press::chart::palette::Paint;
use crate::press::chart::pdf::fill;

pub(super) fn write(document: &PdfDocument, flow: &Flow<'_>, pages: &[PlacedPage], foot: &Foot) -> Vec<u8> {
    // PDF/UA refuses a letter in a chart that no face has. Better pages without that promise than no pages.
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    accessible.ok().and_then(|configuration| draw(document, flow, pages, foot, configuration).ok()).unwrap_or_else(
        || draw(document, flow, pages, foot, Configuration::default()).expect("pages without promises can be written"),
    )
}

fn draw(
    document: &PdfDocument,
    flow: &Flow<'_>,
    pages: &[PlacedPage],
    foot: &Foot,
    configuration: Configuration,
) -> KrillaResult<Vec<u8>> {
    let mut file = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut content = TaggedContent::of(&flow.structure);
    for (number, page) in pages.iter().enumerate() {
        let size = Size::from_wh(SHEET.0, SHEET.1).expect("a sheet has a size");
        let mut sheet = file.start_page_with(PageSettings::new(size));
        let mut pen = Pen { surface: sheet.surface(), page: number };
        for placed in page {
            pen.piece(flow, *placed, &mut content);
        }
        pen.close(foot, pages.len());
        sheet.finish();
    }
    file.set_tag_tree(content.tree(&flow.structure, &document.language));
    file.set_outline(content.outline(&flow.structure));
    file.set_metadata(
        Metadata::new()
            .title(document.title.clone())
            .description(document.subtitle.clone())
            .language(document.language.clone())
            .creator("Footing".to_owned()),
    );
    file.finish()
}

/// Draws on one page.
struct Pen<'a> {
    surface: Surface<'a>,
    page: usize,
}

impl Pen<'_> {
    fn piece(&mut self, flow: &Flow<'_>, placed: Placed, content: &mut TaggedContent) {
        let y = TOP + placed.top;
        for mark in &flow.pieces[placed.piece].marks {
            match mark {
                Mark::Text { left, top, line, .. } if placed.again => {
                    self.decoration(ArtifactType::PaginationOther, |pen| pen.line(line, MARGIN + left, y + top));
                }
                Mark::Text { left, top, line, leaf } => {
                    let (x, y) = (MARGIN + left, y + top);
                    let name = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                    self.line(line, x, y);
                    self.surface.end_tagged();
                    content.add(*leaf, name, self.page, area(x, y, line.width, line.style.leading()));
                }
                Mark::Figure { drawing, scale, edge, leaf } => {
                    let (width, height) = drawing.size();
                    let (scale, edge) = (scale * placed.scale, edge * placed.scale);
                    let area = area(MARGIN - edge, y - edge, width as f32 * scale, height as f32 * scale);
                    let name = self.figure(drawing, area);
                    content.add(*leaf, name, self.page, area);
                }
                Mark::Rule { top, width, thickness, paint } => {
                    self.decoration(ArtifactType::Layout, |pen| pen.rule(y + top, *width, *thickness, *paint));
                }
            }
        }
    }

    /// Ends the page with its foot.
    fn close(mut self, foot: &Foot, pages: usize) {
        self.decoration(ArtifactType::Layout, |pen| pen.rule(foot.rule(), WIDTH, 0.5, Paint::LINE));
        let top = foot.rule() + INSIDE;
        for (index, line) in foot.stamp.iter().enumerate() {
            let y = top + index as f32 * line.style.leading();
            self.decoration(ArtifactType::Footer, |pen| pen.line(line, MARGIN, y));
        }
        let number = foot.number(self.page + 1, pages);
        let x = MARGIN + WIDTH - number.width;
        self.decoration(ArtifactType::PageNumber, |pen| pen.line(&number, x, top));
        self.surface.finish();
    }

    /// Draws what is not read aloud.
    fn decoration(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    fn line(&mut self, line: &Line, left: f32, top: f32) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(line.style.paint())));
        line.write(&mut self.surface, Point::from_xy(left, top + line.style.baseline()), false);
    }

    fn figure(&mut self, drawing: &Drawing, area: Rect) -> Identifier {
        let name = self.surface.start_tagged(ContentTag::Other);
        drawing.paint_on(&mut self.surface, (area.left(), area.top()), area.width() / drawing.size().0 as f32);
        self.surface.end_tagged();
        name
    }

    fn rule(&mut self, top: f32, width: f32, thickness: f32, paint: Paint) {
        let mut path = PathBuilder::new();
        path.push_rect(area(MARGIN, top - thickness / 2.0, width, thickness));
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(fill(paint)));
        self.surface.draw_path(&path.finish().expect("a rule has a size"));
    }
}

fn area(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_xywh(x, y, width, height).expect("an area on a page")
}
