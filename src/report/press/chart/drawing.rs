//! A finished chart, ready to leave as SVG, PNG or PDF. All three come from the same shapes, so they cannot differ.

use std::fmt::Write;

use krilla::surface::Surface;

use super::Words;
use super::canvas::Canvas;
use super::lettering::{Type, printable};
use super::palette::{Paint, TONES, Tone};
use super::scene::{SEAM, Shape};
use super::svg::{self, escape};
use super::{pdf, png};
use crate::press::text::Lettering;

/// A chart that was drawn. It is kept as lines and letters, so each file is made when it is asked for; the same
/// figures and words give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    name: String,
    pub(super) language: String,
    pub(super) title: String,
    pub(super) description: String,
    size: (i32, i32),
    shapes: Vec<Shape>,
}

/// The bundled faces first, as everything is measured with them. What follows is what a reader's machine may have instead,
/// all no wider; the system's own choice comes last, since on some it is `DejaVu`, which would not fit.
const FAMILIES: &str = "\"Noto Sans\",-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"Hiragino Sans\",\
                        \"Noto Sans CJK JP\",system-ui,sans-serif";

impl Drawing {
    pub(super) fn paint(words: &Words, size: (i32, i32), draw: impl FnOnce(&Canvas<'_>)) -> Self {
        let name: String =
            words.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let mut shapes = Vec::new();
        draw(&Canvas::new(size, &mut shapes));
        Self {
            name,
            language: printable(&words.language),
            title: printable(&words.title),
            description: printable(&words.description),
            size,
            shapes,
        }
    }

    /// A file that stands alone: it brings its colours, light and dark. The faces of its letters are named,
    /// not embedded.
    #[must_use]
    pub fn svg(&self) -> String {
        self.markup(&format!("<style>{}</style>\n", style_sheet()))
    }

    /// The same for a page that has [`style_sheet`] already, as a strict content security policy asks for. It begins
    /// with `<svg` and may be put into HTML as it is.
    #[must_use]
    pub fn inline(&self) -> String {
        self.markup("")
    }

    /// A picture on a light ground with `scale` pixels for each unit; 2 is the normal one. Title and description travel
    /// in it as `iTXt` chunks. The scale is at least 0.1, and it is lowered where there would be more than 60 million
    /// pixels.
    #[must_use]
    pub fn png(&self, scale: f32) -> Vec<u8> {
        png::picture(&self.shapes, self.size, scale, &[("Title", &self.title), ("Description", &self.description)])
    }

    /// The same with the figures it was drawn from under the keyword `Figures`, so that nobody has to measure bars.
    #[must_use]
    pub fn png_with_figures(&self, scale: f32, figures: &str) -> Vec<u8> {
        let texts = [("Title", self.title.as_str()), ("Description", &self.description), ("Figures", figures)];
        png::picture(&self.shapes, self.size, scale, &texts)
    }

    /// One page of the size of the drawing, its text selectable, tagged as one figure with the description. It keeps to
    /// PDF/UA-1 (ISO 14289-1) unless there is a letter that no face has.
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        pdf::page(self)
    }

    /// Width and height in units; one unit is one CSS pixel.
    #[must_use]
    pub fn size(&self) -> (i32, i32) {
        self.size
    }

    /// What somebody who cannot see the chart is told; control characters have become spaces.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Paints it on a page, one of its units `scale` points wide.
    pub(crate) fn paint_on(&self, surface: &mut Surface<'_>, corner: (f32, f32), scale: f32) {
        pdf::paint(surface, &self.shapes, corner, scale);
    }

    fn markup(&self, sheet: &str) -> String {
        let Self { name, language, title, description, size: (width, height), shapes } = self;
        let (language, title, description) = (escape(language), escape(title), escape(description));
        let hatch = format!("{name}-hatch");
        let mut markup = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" class=\"footing-chart\" role=\"img\" \
             aria-labelledby=\"{name}-title {name}-desc\" lang=\"{language}\">\n\
             <title id=\"{name}-title\">{title}</title>\n<desc id=\"{name}-desc\">{description}</desc>\n{sheet}\
             <defs>{}</defs>\n",
            svg::pattern(&hatch),
        );
        shapes.iter().for_each(|shape| svg::write(&mut markup, shape, &hatch));
        markup.push_str("</svg>\n");
        markup
    }
}

/// The rules of all charts, to be put once into a page's style sheet. They hold for `.footing-chart` alone, and are
/// light or dark as the reader's machine asks.
#[must_use]
pub fn style_sheet() -> String {
    let values = |value: fn(&Tone) -> u32| {
        TONES.iter().fold(String::new(), |mut sheet, tone| {
            let _ = write!(sheet, "--chart-{}:#{:06x};", tone.name, value(tone));
            sheet
        })
    };
    format!(
        ".footing-chart{{{}}}\n@media (prefers-color-scheme:dark){{.footing-chart{{{}}}.footing-chart .f-heat-0{{stroke:var(--chart-heat-1)}}}}\n\
         @media (forced-colors:active){{.footing-chart{{forced-color-adjust:none}}}}\n{}",
        values(|tone| tone.light),
        values(|tone| tone.dark),
        rules(),
    )
}

/// The scope keeps the rules from the rest of a page.
fn rules() -> String {
    const SCOPE: &str = ".footing-chart ";
    let mut sheet = format!(
        "{SCOPE}text{{font-family:{FAMILIES};font-variant-numeric:tabular-nums}}\n\
         {SCOPE}polyline{{stroke-linejoin:round}}\n\
         {SCOPE}.seam{{stroke:var(--chart-{});stroke-width:{SEAM};stroke-linejoin:round;paint-order:stroke}}\n",
        Paint::SHEET.name(),
    );
    for kind in Type::ALL {
        let weight = if kind.bold() { 700 } else { 400 };
        let _ = writeln!(sheet, "{SCOPE}.{}{{font-size:{}px;font-weight:{weight}}}", kind.class(), kind.size());
    }
    for Tone { name, .. } in &TONES {
        let value = format!("var(--chart-{name})");
        let _ = writeln!(sheet, "{SCOPE}.f-{name}{{fill:{value}}}{SCOPE}.s-{name}{{stroke:{value}}}");
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::press::chart::canvas::Anchor;
    use crate::press::text::Shaped;

    fn drawing(text: &str) -> Drawing {
        let words = Words {
            name: "test".to_owned(),
            language: "en".to_owned(),
            title: text.to_owned(),
            subtitle: String::new(),
            foot: String::new(),
            description: text.to_owned(),
            on_page: false,
        };
        Drawing::paint(&words, (400, 40), |canvas| {
            canvas.text((5, 15), Anchor::Start, Type::Label, Paint::INK, text);
            canvas.text((5, 35), Anchor::Start, Type::Strong, Paint::INK, text);
        })
    }

    #[test]
    fn names_in_korean_and_simplified_chinese_are_no_boxes_in_pictures_and_pages() {
        for name in ["한국 영업팀", "华东销售门店", "Vertrieb 한국 — 销售 営業"] {
            let drawing = drawing(name);
            let written = drawing.shapes.iter().filter_map(|shape| match shape {
                Shape::Text(writing) => Some(writing.line().0),
                _ => None,
            });
            for line in written {
                let boxed = Shaped::new("□", Type::Label).glyphs[0].id;
                assert!(line.glyphs.iter().all(|glyph| ![0, boxed].contains(&glyph.id)), "{name}: {line:?}");
            }
            // PDF/UA refuses boxes.
            assert!(drawing.pdf().windows(12).any(|part| part == b"pdfuaid:part"), "{name}");
        }
    }

    #[test]
    fn writing_from_right_to_left_writing_with_marks_and_pictures_in_letters_do_not_fail() {
        for name in [
            "فريق المبيعات",
            "צוות המכירות",
            "ทีมขาย",
            "टीम",
            "👩‍👩‍👧‍👦 🇩🇪",
            "e\u{301}\u{302}\u{303}",
            "\u{202E}abc",
            "\u{12000}",
        ] {
            let drawing = drawing(name);
            assert!(drawing.png(1.0).starts_with(b"\x89PNG"), "{name}");
            assert!(drawing.pdf().starts_with(b"%PDF"), "{name}");
        }
    }
}
