//! Turns what plotters wrote into the SVG that leaves the house: classes for colours, baselines for offsets, full names
//! as `<title>`. It reads plotters' output as XML and writes each element anew, so nothing slips through unread.

use std::fmt::Write;

use resvg::usvg::roxmltree::{Document, Node};

use super::canvas::FULL_NAME;
use super::palette::Paint;

/// How a field that is not shown is hatched.
#[derive(Clone, Copy)]
pub(super) enum Hatch<'a> {
    /// By the pattern of this id.
    Pattern(&'a str),
    /// By its single lines: resvg takes 2 ms for each field with a pattern, a second for a large heatmap.
    Lines,
}

/// The distance between two lines of the hatch, and how thick they are.
pub(super) const HATCH_STEP: f64 = 6.0;
pub(super) const HATCH_LINE: f64 = 1.5;

/// The elements of a drawing, without the `<svg>` around them.
pub(super) fn rewrite(plotted: &str, hatch: Hatch<'_>) -> String {
    let document = Document::parse(plotted).expect("plotters writes sound XML");
    let mut markup = String::with_capacity(plotted.len());
    for element in document.root_element().children().filter(Node::is_element) {
        match hatch {
            Hatch::Lines if is_hatched(element) => write_lines(&mut markup, element),
            Hatch::Pattern(id) if is_hatched(element) => write_element(&mut markup, element, Some(id)),
            _ => write_element(&mut markup, element, None),
        }
    }
    markup
}

fn is_hatched(element: Node<'_, '_>) -> bool {
    element.attribute("fill").and_then(Paint::from_stand_in) == Some(Paint::HATCH)
}

/// The ground and the lines that the pattern would show in a field, cut at its edges.
fn write_lines(markup: &mut String, field: Node<'_, '_>) {
    let [left, top, width, height] = ["x", "y", "width", "height"]
        .map(|key| field.attribute(key).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0));
    let (right, bottom) = (left + width, top + height);
    let ground = Paint::SHEET.name();
    let _ =
        writeln!(markup, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" class=\"f-{ground}\"/>");
    let _ = write!(markup, "<path class=\"s-{}\" stroke-width=\"{HATCH_LINE}\" d=\"", Paint::HATCH.name());
    // On each line the sum of x and y is the same.
    let sum = |line: f64| (line * HATCH_STEP + HATCH_LINE / 2.0) * std::f64::consts::SQRT_2;
    let first = ((left + top) / sum(1.0)).floor().max(0.0) as u32;
    for sum in (first..)
        .map(|line| sum(f64::from(line)))
        .skip_while(|sum| *sum <= left + top)
        .take_while(|sum| *sum < right + bottom)
    {
        let upper = if sum - top <= right { (sum - top, top) } else { (right, sum - right) };
        let lower = if sum - left <= bottom { (left, sum - left) } else { (sum - bottom, bottom) };
        let _ = write!(markup, "M{:.1} {:.1}L{:.1} {:.1}", upper.0, upper.1, lower.0, lower.1);
    }
    markup.push_str("\"/>\n");
}

fn write_element(markup: &mut String, element: Node<'_, '_>, pattern: Option<&str>) {
    let name = element.tag_name().name();
    let mut classes = Vec::new();
    markup.push('<');
    markup.push_str(name);
    if let Some(id) = pattern {
        write_attribute(markup, "fill", &format!("url(#{id})"));
    }
    for attribute in element.attributes() {
        let value = attribute.value().trim();
        match (attribute.name(), value) {
            ("fill" | "stroke", _) => match Paint::from_stand_in(value) {
                Some(_) if pattern.is_some() => {}
                Some(paint) => classes.push(format!("{}-{}", &attribute.name()[..1], paint.name())),
                None if attribute.name() == "fill" => write_attribute(markup, "fill", "none"),
                None => {}
            },
            ("font-family", _) => classes.push(value.to_owned()),
            ("stroke-width", _) if element.attribute("stroke") == Some("none") => {}
            ("opacity", "1") | ("text-anchor", "start") | ("dy" | "font-size", _) => {}
            (key, _) => write_attribute(markup, key, value),
        }
    }
    if !classes.is_empty() {
        write_attribute(markup, "class", &classes.join(" "));
    }
    match element.text().filter(|_| name == "text").map(str::trim) {
        Some(text) => {
            let (seen, full) = text.split_once(FULL_NAME).map_or((text, None), |(seen, full)| (seen, Some(full)));
            markup.push('>');
            if let Some(full) = full {
                let _ = write!(markup, "<title>{}</title>", escape(full));
            }
            let _ = writeln!(markup, "{}</text>", escape(seen));
        }
        None => markup.push_str("/>\n"),
    }
}

fn write_attribute(markup: &mut String, key: &str, value: &str) {
    let _ = write!(markup, " {key}=\"{}\"", escape(value));
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::chart::canvas::{Anchor, Canvas};
    use crate::press::chart::lettering::{Type, wrap};

    fn markup(paint: impl FnOnce(&Canvas<'_>)) -> String {
        let mut plotted = String::new();
        paint(&Canvas::new(&mut plotted, (100, 100)));
        rewrite(&plotted, Hatch::Pattern("x-hatch"))
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
    fn the_lines_of_a_hatch_stay_in_their_field() {
        let mut plotted = String::new();
        Canvas::new(&mut plotted, (100, 100)).rect((20, 30), (60, 50), Paint::HATCH);
        let markup = rewrite(&plotted, Hatch::Lines);
        assert!(
            markup.starts_with("<rect x=\"20\" y=\"30\" width=\"40\" height=\"20\" class=\"f-sheet\"/>"),
            "{markup}"
        );
        let path = markup.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
        let points: Vec<f64> = path.split(['M', 'L', ' ']).filter_map(|number| number.parse().ok()).collect();
        assert!(points.len() >= 20, "{path}");
        assert!(
            points.chunks(2).all(|point| (20.0..=60.0).contains(&point[0]) && (30.0..=50.0).contains(&point[1])),
            "{path}"
        );
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
}
