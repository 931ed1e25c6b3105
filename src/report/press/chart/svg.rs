//! The SVG of a chart: colours and kinds of text as classes, text as text, the full form of a shortened name as its title.

use std::fmt::Write;

use super::Point;
use super::hatch;
use super::palette::Paint;
use super::scene::{Anchor, Shape, Writing};

/// Writes a shape. `pattern` is the id of the hatch.
pub(super) fn write(markup: &mut String, shape: &Shape, pattern: &str) {
    let written = match shape {
        Shape::Field { from, to, paint } => {
            let place =
                format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", from.0, from.1, to.0 - from.0, to.1 - from.1);
            match *paint {
                Paint::HATCH => writeln!(markup, "<rect fill=\"url(#{pattern})\" {place}/>"),
                paint => writeln!(markup, "<rect {place} class=\"f-{}\"/>", paint.name()),
            }
        }
        Shape::Line { points, paint, thickness } => writeln!(
            markup,
            "<polyline fill=\"none\" stroke-width=\"{thickness}\" points=\"{}\" class=\"s-{}\"/>",
            list(points),
            paint.name(),
        ),
        Shape::Polygon { points, paint } => {
            writeln!(markup, "<polygon points=\"{}\" class=\"f-{}\"/>", list(points), paint.name())
        }
        Shape::Dot { centre: (x, y), radius, paint } => {
            writeln!(markup, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"f-{}\"/>", paint.name())
        }
        Shape::Ring { centre: (x, y), radius, paint, thickness } => writeln!(
            markup,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke-width=\"{thickness}\" class=\"s-{}\"/>",
            paint.name(),
        ),
        Shape::Text(writing) => text(markup, writing),
    };
    written.expect("writing into a string cannot fail");
}

fn list(points: &[Point]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}

fn text(markup: &mut String, writing: &Writing) -> std::fmt::Result {
    let Writing { at: (x, y), anchor, kind, paint, seam, text, full } = writing;
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let seam = if *seam { " seam" } else { "" };
    write!(markup, "<text x=\"{x}\" y=\"{y}\"{anchor} class=\"{}{seam} f-{}\">", kind.class(), paint.name())?;
    if let Some(full) = full {
        write!(markup, "<title>{}</title>", escape(full))?;
    }
    writeln!(markup, "{}</text>", escape(text))
}

/// The pattern of the hatch under an id.
pub(super) fn pattern(id: &str) -> String {
    let (step, line) = (hatch::STEP, hatch::LINE);
    format!(
        "<pattern id=\"{id}\" width=\"{step}\" height=\"{step}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"{step}\" height=\"{step}\" class=\"f-sheet\"/><rect width=\"{line}\" height=\"{step}\" class=\"f-hatch\"/></pattern>"
    )
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::chart::canvas::Canvas;
    use crate::press::chart::lettering::{Type, wrap};

    fn markup(paint: impl FnOnce(&Canvas<'_>)) -> String {
        let mut shapes = Vec::new();
        paint(&Canvas::new((100, 100), &mut shapes));
        let mut markup = String::new();
        shapes.iter().for_each(|shape| write(&mut markup, shape, "x-hatch"));
        markup
    }

    #[test]
    fn colours_become_classes_and_the_hatch_becomes_its_pattern() {
        assert_eq!(
            markup(|canvas| canvas.rect((1, 2), (11, 22), Paint::ACCENT)),
            "<rect x=\"1\" y=\"2\" width=\"10\" height=\"20\" class=\"f-accent\"/>\n"
        );
        assert!(markup(|canvas| canvas.rect((1, 2), (11, 22), Paint::HATCH)).contains("fill=\"url(#x-hatch)\""));
    }

    #[test]
    fn texts_are_escaped_and_carry_no_attribute_but_place_and_class() {
        assert_eq!(
            markup(|canvas| canvas.text((5, 9), Anchor::Start, Type::Label, Paint::INK, "R&D <\"x\">")),
            "<text x=\"5\" y=\"9\" class=\"t-label f-ink\">R&amp;D &lt;&quot;x&quot;&gt;</text>\n"
        );
    }

    #[test]
    fn a_shortened_name_keeps_its_full_form() {
        let full = "Quality, Risk & Compliance";
        let lines = wrap(full, Type::Label, 60, 1);
        let markup = markup(|canvas| canvas.lines((5, 9), Anchor::Start, Type::Label, Paint::INK, &lines, full));
        assert!(markup.contains("<title>Quality, Risk &amp; Compliance</title>"), "{markup}");
    }

    #[test]
    fn every_shape_is_written_as_the_element_of_its_kind() {
        let markup = markup(|canvas| {
            canvas.line((1, 2), (3, 4), Paint::LINE, 2);
            canvas.polygon(vec![(0, 0), (4, 0), (2, 3)], Paint::INK);
            canvas.ring((9, 9), 5, Paint::ACCENT);
            canvas.text_on_lines((5, 9), Anchor::Middle, Type::Small, Paint::QUIET, "12");
        });
        let expected = "<polyline fill=\"none\" stroke-width=\"2\" points=\"1,2 3,4\" class=\"s-line\"/>\n\
             <polygon points=\"0,0 4,0 2,3\" class=\"f-ink\"/>\n\
             <circle cx=\"9\" cy=\"9\" r=\"5\" class=\"f-sheet\"/>\n\
             <circle cx=\"9\" cy=\"9\" r=\"5\" fill=\"none\" stroke-width=\"2\" class=\"s-accent\"/>\n\
             <text x=\"5\" y=\"9\" text-anchor=\"middle\" class=\"t-small seam f-quiet\">12</text>\n";
        assert_eq!(markup, expected);
    }
}
