//! The page of a chart: exactly as large as the drawing, tagged as one figure with the description as its alternative.
//! It holds no date and no chance, so the same chart is the same file.

use krilla::color::rgb;
use krilla::configure::{Accessibility, Configuration, ConfigurationBuilder};
use krilla::error::KrillaResult;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::Outline;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineJoin, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{BBox, ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use skrifa::outline::OutlinePen;

use super::Drawing;
use super::palette::Paint;
use super::scene::{Ground, Ink, SEAM, Shape, Writing, trace};

/// One CSS pixel is three quarters of a point.
const POINTS: f32 = 0.75;

pub(super) fn page(drawing: &Drawing) -> Vec<u8> {
    // PDF/UA refuses a letter that no face has. Better a page without that promise than no page.
    let accessible = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    accessible
        .ok()
        .and_then(|configuration| write(drawing, configuration).ok())
        .unwrap_or_else(|| write(drawing, Configuration::default()).expect("a page without promises can be written"))
}

fn write(drawing: &Drawing, configuration: Configuration) -> KrillaResult<Vec<u8>> {
    let (width, height) = drawing.size();
    let size = Size::from_wh(width as f32 * POINTS, height as f32 * POINTS).expect("a drawing has a size");
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    let content = surface.start_tagged(ContentTag::Other);
    drawing.paint_on(&mut surface, (0.0, 0.0), POINTS);
    surface.end_tagged();
    surface.finish();
    page.finish();

    let whole = Rect::from_xywh(0.0, 0.0, size.width(), size.height()).expect("a drawing has a size");
    let mut figure =
        TagGroup::new(Tag::Figure(Some(drawing.description().to_owned())).with_bbox(Some(BBox::new(0, whole))));
    figure.push(content);
    let mut tags = TagTree::new();
    tags.push(figure);
    document.set_tag_tree(tags);
    document.set_outline(Outline::new());
    document.set_metadata(
        Metadata::new()
            .title(drawing.title.clone())
            .description(drawing.description.clone())
            .language(drawing.language.clone())
            .creator("Footing".to_owned()),
    );
    document.finish()
}

/// Paints shapes on a page, the corner of the drawing at `corner` and its pixels `scale` points wide.
pub(super) fn paint(surface: &mut Surface<'_>, shapes: &[Shape], corner: (f32, f32), scale: f32) {
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, corner.0, corner.1));
    let mut page = Page(surface);
    shapes.iter().for_each(|shape| shape.paint(&mut page));
    surface.pop();
}

struct Page<'a, 'b>(&'a mut Surface<'b>);

impl Ground for Page<'_, '_> {
    fn ink(&mut self, ink: Ink, outline: impl Fn(&mut dyn OutlinePen)) {
        let mut path = Trace(PathBuilder::new());
        outline(&mut path);
        let Some(path) = path.0.finish() else { return };
        self.dip(ink);
        self.0.draw_path(&path);
    }

    fn write(&mut self, writing: &Writing) {
        let (line, (x, y)) = writing.line();
        let start = Point::from_xy(x, y);
        if writing.seam {
            self.dip(Ink::Stroke(Paint::SHEET, SEAM as f32));
            // By outlines, or those who listen would hear it twice.
            line.write(self.0, start, true);
        }
        self.dip(Ink::Fill(writing.paint));
        line.write(self.0, start, false);
    }
}

impl Page<'_, '_> {
    fn dip(&mut self, ink: Ink) {
        let (fill, stroke) = match ink {
            Ink::Fill(paint) => (Some(fill(paint)), None),
            Ink::Stroke(paint, width) => (
                None,
                Some(Stroke { paint: colour(paint).into(), width, line_join: LineJoin::Round, ..Stroke::default() }),
            ),
        };
        self.0.set_fill(fill);
        self.0.set_stroke(stroke);
    }
}

/// A colour as ink on paper, which is always light.
pub(crate) fn fill(paint: Paint) -> Fill {
    Fill { paint: colour(paint).into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

fn colour(paint: Paint) -> rgb::Color {
    let [_, red, green, blue] = paint.light().to_be_bytes();
    rgb::Color::new(red, green, blue)
}

trace!(PathBuilder);
