//! A finished chart, ready to leave as SVG, PNG or PDF. All three come from the same markup, so they cannot differ.

use std::fmt::Write;

use resvg::usvg::{Options, Tree};

use super::Words;
use super::canvas::Canvas;
use super::font;
use super::lettering::{Type, printable};
use super::markup::{HATCH_LINE, HATCH_STEP, Hatch, escape, rewrite};
use super::palette::TONES;
use super::{pdf, png};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    name: String,
    language: String,
    title: String,
    description: String,
    size: (i32, i32),
    /// As plotters wrote it, with stand-ins for colours.
    plotted: String,
}

/// The bundled faces first, as everything is measured with them. What follows is what a reader's machine may have instead,
/// all no wider; the system's own choice comes last, since on some it is `DejaVu`, which would not fit.
const FAMILIES: &str = "\"Noto Sans\",-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"Hiragino Sans\",\
                        \"Noto Sans CJK JP\",system-ui,sans-serif";

/// Whether the style sheet names colours as variables, for browsers, or as values, for readers without CSS variables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Themed,
    Light,
    Absent,
}

impl Drawing {
    pub(super) fn paint(words: &Words, size: (i32, i32), draw: impl FnOnce(&Canvas<'_>)) -> Self {
        let name: String =
            words.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let mut plotted = String::new();
        draw(&Canvas::new(&mut plotted, size));
        Self {
            plotted,
            name,
            language: printable(&words.language),
            title: printable(&words.title),
            description: printable(&words.description),
            size,
        }
    }

    /// A file that stands alone: it brings its colours, light and dark.
    #[must_use]
    pub fn svg(&self) -> String {
        self.markup(Style::Themed)
    }

    /// The same for a page that has [`style_sheet`] already, as a strict content security policy asks for.
    #[must_use]
    pub fn inline(&self) -> String {
        self.markup(Style::Absent)
    }

    /// A picture on a light ground with `scale` pixels for each unit; 2 is the normal one. The description travels in it.
    #[must_use]
    pub fn png(&self, scale: f32) -> Vec<u8> {
        png::picture(&self.tree(), scale, &[("Title", &self.title), ("Description", &self.description)])
    }

    /// The same with the figures it was drawn from, so that nobody has to measure bars.
    #[must_use]
    pub fn png_with_figures(&self, scale: f32, figures: &str) -> Vec<u8> {
        let texts = [("Title", self.title.as_str()), ("Description", &self.description), ("Figures", figures)];
        png::picture(&self.tree(), scale, &texts)
    }

    /// One page of the size of the drawing, its text selectable, tagged as one figure with the description.
    #[must_use]
    pub fn pdf(&self) -> Vec<u8> {
        pdf::page(&self.tree(), &self.language, &self.title, &self.description)
    }

    /// Width and height in units; one unit is one CSS pixel.
    #[must_use]
    pub fn size(&self) -> (i32, i32) {
        self.size
    }

    /// What somebody who cannot see the chart is told.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    pub(crate) fn tree(&self) -> Tree {
        let options = Options { fontdb: font::database(), font_resolver: font::resolver(), ..Options::default() };
        Tree::from_str(&self.markup(Style::Light), &options).expect("our own markup is sound")
    }

    fn markup(&self, style: Style) -> String {
        let Self { name, language, title, description, size: (width, height), plotted } = self;
        let (language, title, description) = (escape(language), escape(title), escape(description));
        let hatch = format!("{name}-hatch");
        let body = rewrite(plotted, if style == Style::Light { Hatch::Lines } else { Hatch::Pattern(&hatch) });
        let sheet = match style {
            Style::Themed => format!("<style>{}</style>\n", style_sheet()),
            Style::Light => format!("<style>{}</style>\n", rules("", |tone| format!("#{:06x}", tone.light))),
            Style::Absent => String::new(),
        };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" class=\"footing-chart\" role=\"img\" \
             aria-labelledby=\"{name}-title {name}-desc\" lang=\"{language}\">\n\
             <title id=\"{name}-title\">{title}</title>\n<desc id=\"{name}-desc\">{description}</desc>\n{sheet}\
             <defs><pattern id=\"{hatch}\" width=\"{HATCH_STEP}\" height=\"{HATCH_STEP}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"{HATCH_STEP}\" height=\"{HATCH_STEP}\" class=\"f-sheet\"/><rect width=\"{HATCH_LINE}\" height=\"{HATCH_STEP}\" class=\"f-hatch\"/></pattern></defs>\n\
             {body}</svg>\n"
        )
    }
}

/// The rules of all charts, to be put once into a page's style sheet.
#[must_use]
pub fn style_sheet() -> String {
    let values = |value: fn(&super::palette::Tone) -> u32| {
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
        rules(".footing-chart ", |tone| format!("var(--chart-{})", tone.name)),
    )
}

/// The scope keeps the rules from the rest of a page; a file read by usvg has nothing else in it and matches faster without.
fn rules(scope: &str, value: impl Fn(&super::palette::Tone) -> String) -> String {
    let mut sheet = format!(
        "{scope}text{{font-family:{FAMILIES};font-variant-numeric:tabular-nums}}\n\
         {scope}polyline{{stroke-linejoin:round}}\n\
         {scope}.seam{{stroke:{};stroke-width:4;stroke-linejoin:round;paint-order:stroke}}\n",
        value(&TONES[0]),
    );
    for kind in Type::ALL {
        let weight = if kind.bold() { 700 } else { 400 };
        let _ = writeln!(sheet, "{scope}.{}{{font-size:{}px;font-weight:{weight}}}", kind.class(), kind.size());
    }
    for tone in &TONES {
        let _ = writeln!(sheet, "{scope}.f-{0}{{fill:{1}}}{scope}.s-{0}{{stroke:{1}}}", tone.name, value(tone));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use resvg::usvg::{Group, Node};

    use super::*;
    use crate::press::chart::canvas::Anchor;
    use crate::press::chart::palette::Paint;

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

    /// The numbers of all glyphs; 0 is the box for a letter that the face does not have.
    fn glyphs(group: &Group) -> Vec<u16> {
        let glyphs = group.children().iter().map(|node| match node {
            Node::Group(group) => glyphs(group),
            Node::Text(text) => {
                text.layouted().iter().flat_map(|span| &span.positioned_glyphs).map(|glyph| glyph.id.0).collect()
            }
            Node::Path(_) | Node::Image(_) => Vec::new(),
        });
        glyphs.flatten().collect()
    }

    #[test]
    fn names_in_korean_and_simplified_chinese_are_no_boxes_in_pictures_and_pages() {
        for name in ["한국 영업팀", "华东销售门店", "Vertrieb 한국 — 销售 営業"] {
            let drawing = drawing(name);
            let glyphs = glyphs(drawing.tree().root());
            assert!(!glyphs.is_empty() && !glyphs.contains(&0), "{name}: {glyphs:?}");
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
