//! A chart on a slide: a picture with its description. No SVG goes with it: `PowerPoint` knows neither its faces nor its
//! custom properties, and a chart that looks different elsewhere is another chart.

use super::frame::{PIXEL, SlideFrame};
use super::layout::Layout;
use super::markup::Markup;
use crate::press::chart::Drawing;

/// Sharp on a projector, and still when somebody zooms in.
const SCALE: f32 = 3.0;
/// A long table of teams is drawn with fewer pixels for each letter, as its letters are small on the slide anyway.
const MOST_PIXELS: f32 = 12_000_000.0;
/// Twice the size of a page's chart: its labels are then as large as the points of a slide.
const LARGEST: f64 = 2.0;

pub(super) fn png(drawing: &Drawing) -> Vec<u8> {
    let (width, height) = drawing.size();
    drawing.png(SCALE.min((MOST_PIXELS / (width as f32 * height as f32)).sqrt()))
}

/// Beside the title, a tall chart is larger than under it. For less than this it does not leave the usual place.
const WORTH: f64 = 1.15;

pub(super) fn layout(drawing: &Drawing) -> Layout {
    let width = |layout| frame(drawing, layout).width as f64;
    if width(Layout::ChartBeside) >= WORTH * width(Layout::Chart) { Layout::ChartBeside } else { Layout::Chart }
}

/// Where the picture lies: whole, in its own proportions, in the middle of the content.
pub(super) fn frame(drawing: &Drawing, layout: Layout) -> SlideFrame {
    let (width, height) = drawing.size();
    layout.content().fit((i64::from(width) * PIXEL, i64::from(height) * PIXEL), LARGEST)
}

/// It sits in the layout's placeholder, so that another layout moves it along.
pub(super) fn write(markup: &mut Markup, id: usize, drawing: &Drawing, relation: &str) {
    markup.element("p:pic", &[], |markup| {
        markup.element("p:nvPicPr", &[], |markup| {
            markup.empty("p:cNvPr", &[("id", &id), ("name", &"Chart"), ("descr", &drawing.description())]);
            markup.element("p:cNvPicPr", &[], |markup| {
                markup.empty("a:picLocks", &[("noGrp", &1), ("noChangeAspect", &1)]);
            });
            markup.element("p:nvPr", &[], |markup| markup.empty("p:ph", &[("idx", &1)]));
        });
        markup.element("p:blipFill", &[], |markup| {
            markup.empty("a:blip", &[("r:embed", &relation)]);
            markup.element("a:stretch", &[], |markup| markup.empty("a:fillRect", &[]));
        });
        markup.element("p:spPr", &[], |markup| {
            frame(drawing, layout(drawing)).write(markup, "a:xfrm");
            markup.element("a:prstGeom", &[("prst", &"rect")], |markup| markup.empty("a:avLst", &[]));
        });
    });
}
