//! One slide as it is written: its placeholders in the order in which they are read, title, content, foot.

use super::frame::SlideFrame;
use super::layout::Layout;
use super::letters::{Weight, fitting};
use super::markup::{Attributes, Markup, NAMESPACES};
use super::paragraph::{Paragraph, tag};
use super::picture;
use super::table::SlideTable;
use crate::press::chart::Drawing;

pub(super) struct SlidePage<'a> {
    pub title: String,
    pub content: SlideContent<'a>,
    pub notes: &'a [String],
}

pub(super) enum SlideContent<'a> {
    Cover { subtitle: &'a str },
    Points(&'a [String]),
    Chart { question: &'a str, drawing: &'a Drawing },
    Table(SlideTable),
}

/// What is the same on every slide.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub language: &'a str,
    pub foot: &'a str,
}

/// A text in a place of the layout.
struct Placeholder<'a> {
    name: &'static str,
    kind: Attributes<'static>,
    paragraphs: Vec<&'a str>,
    weight: Weight,
    frame: SlideFrame,
    /// The size of the layout first, then those to which it may shrink.
    sizes: &'static [u32],
}

/// How far a bullet moves its text to the right.
const INDENT: i64 = 285_750;

impl<'a> SlidePage<'a> {
    pub fn layout(&self) -> Layout {
        match self.content {
            SlideContent::Cover { .. } => Layout::Cover,
            SlideContent::Points(_) => Layout::Points,
            SlideContent::Chart { drawing, .. } => picture::layout(drawing),
            SlideContent::Table(_) => Layout::Table,
        }
    }

    pub fn drawing(&self) -> Option<&'a Drawing> {
        match self.content {
            SlideContent::Chart { drawing, .. } => Some(drawing),
            _ => None,
        }
    }

    /// `picture` is the relation to the page's picture, if it has one.
    pub fn markup(&self, number: usize, setting: Setting<'_>, picture: &str) -> String {
        Markup::document("p:sld", NAMESPACES, |markup| {
            markup.element("p:cSld", &[], |markup| {
                write_tree(markup, |markup| self.write(markup, number, setting, picture))
            });
            markup.element("p:clrMapOvr", &[], |markup| markup.empty("a:masterClrMapping", &[]));
        })
    }

    fn write(&self, markup: &mut Markup, number: usize, setting: Setting<'_>, picture: &str) {
        let (layout, language) = (self.layout(), setting.language);
        self.title().write(markup, 2, language);
        match &self.content {
            SlideContent::Cover { subtitle } => {
                subtitle_placeholder(subtitle, layout).write_unless_empty(markup, 3, language)
            }
            SlideContent::Points(points) => points_placeholder(points, layout).write_unless_empty(markup, 3, language),
            SlideContent::Chart { question, drawing } => {
                question_placeholder(question, layout).write_unless_empty(markup, 3, language);
                picture::write(markup, 4, drawing, picture);
            }
            SlideContent::Table(table) => table.write(markup, 3, &self.title, language),
        }
        self.foot(setting.foot).write_unless_empty(markup, 5, language);
        // Nobody counts the cover.
        if layout != Layout::Cover {
            write_number(markup, 6, number, language);
        }
    }

    fn title(&self) -> Placeholder<'_> {
        let layout = self.layout();
        let (kind, sizes): (Attributes<'static>, &[u32]) = match layout {
            Layout::Cover => (&[("type", &"ctrTitle")], &[44, 40, 36, 32, 28, 24]),
            Layout::ChartBeside => (&[("type", &"title")], &[24, 22, 20, 18, 16, 14]),
            _ => (&[("type", &"title")], &[28, 26, 24, 22, 20, 18, 16]),
        };
        let frame = layout.title();
        Placeholder { name: "Title", kind, paragraphs: vec![&self.title], weight: Weight::Bold, frame, sizes }
    }

    fn foot<'f>(&self, foot: &'f str) -> Placeholder<'f> {
        Placeholder {
            name: "Footer",
            kind: &[("type", &"ftr"), ("sz", &"quarter"), ("idx", &10)],
            paragraphs: vec![foot],
            weight: Weight::Normal,
            frame: self.layout().foot(),
            sizes: &[10, 9, 8],
        }
    }
}

fn subtitle_placeholder(subtitle: &str, layout: Layout) -> Placeholder<'_> {
    Placeholder {
        name: "Subtitle",
        kind: &[("type", &"subTitle"), ("idx", &1)],
        paragraphs: vec![subtitle],
        weight: Weight::Normal,
        frame: layout.aside(),
        sizes: &[22, 20, 18, 16, 14],
    }
}

fn question_placeholder(question: &str, layout: Layout) -> Placeholder<'_> {
    Placeholder {
        name: "Question",
        kind: &[("type", &"body"), ("sz", &"quarter"), ("idx", &12)],
        paragraphs: vec![question],
        weight: Weight::Normal,
        frame: layout.aside(),
        sizes: &[14, 13, 12, 11, 10],
    }
}

fn points_placeholder(points: &[String], layout: Layout) -> Placeholder<'_> {
    Placeholder {
        name: "Points",
        kind: &[("idx", &1)],
        paragraphs: points.iter().map(String::as_str).collect(),
        weight: Weight::Normal,
        frame: SlideFrame { width: layout.content().width - INDENT, ..layout.content() },
        sizes: &[24, 22, 20, 18, 16, 14, 12],
    }
}

impl Placeholder<'_> {
    /// A slide always has its title, but an empty question or foot is left out.
    fn write_unless_empty(&self, markup: &mut Markup, id: usize, language: &str) {
        if self.paragraphs.iter().any(|text| !text.is_empty()) {
            self.write(markup, id, language);
        }
    }

    /// Place and look come from the layout.
    fn write(&self, markup: &mut Markup, id: usize, language: &str) {
        markup.element("p:sp", &[], |markup| {
            write_properties(markup, id, self.name, self.kind);
            markup.element("p:txBody", &[], |markup| {
                markup.empty("a:bodyPr", &[]);
                self.write_style(markup);
                for text in &self.paragraphs {
                    Paragraph::new(text, language).write(markup);
                }
            });
        });
    }

    /// A text that needs a smaller size gets it here, once for all its runs: `PowerPoint` shrinks a text only when
    /// somebody edits it, and other programs each in their own way.
    fn write_style(&self, markup: &mut Markup) {
        let size = fitting(&self.paragraphs, self.weight, self.frame, self.sizes);
        if size == self.sizes[0] {
            return markup.empty("a:lstStyle", &[]);
        }
        markup.element("a:lstStyle", &[], |markup| {
            markup.element("a:lvl1pPr", &[], |markup| markup.empty("a:defRPr", &[("sz", &(size * 100))]));
        });
    }
}

fn write_number(markup: &mut Markup, id: usize, number: usize, language: &str) {
    markup.element("p:sp", &[], |markup| {
        let kind: Attributes<'_> = &[("type", &"sldNum"), ("sz", &"quarter"), ("idx", &11)];
        write_properties(markup, id, "Slide Number", kind);
        markup.element("p:txBody", &[], |markup| {
            markup.empty("a:bodyPr", &[]);
            markup.empty("a:lstStyle", &[]);
            markup.element("a:p", &[], |markup| {
                let field: Attributes<'_> = &[("id", &"{5B1F1B52-7C3D-4E0A-9A64-0F9C3D2E7A11}"), ("type", &"slidenum")];
                markup.element("a:fld", field, |markup| {
                    markup.empty("a:rPr", &[("lang", &tag(language))]);
                    markup.element("a:t", &[], |markup| markup.text(&number.to_string()));
                });
            });
        });
    });
}

/// The group that holds all shapes of a slide or of its notes.
pub(super) fn write_tree(markup: &mut Markup, shapes: impl FnOnce(&mut Markup)) {
    markup.element("p:spTree", &[], |markup| {
        markup.element("p:nvGrpSpPr", &[], |markup| {
            markup.empty("p:cNvPr", &[("id", &1), ("name", &"")]);
            markup.empty("p:cNvGrpSpPr", &[]);
            markup.empty("p:nvPr", &[]);
        });
        markup.empty("p:grpSpPr", &[]);
        shapes(markup);
    });
}

/// What a shape is, and that it lies where its layout says.
pub(super) fn write_properties(markup: &mut Markup, id: usize, name: &str, kind: Attributes<'_>) {
    markup.element("p:nvSpPr", &[], |markup| {
        markup.empty("p:cNvPr", &[("id", &id), ("name", &name)]);
        markup.element("p:cNvSpPr", &[], |markup| markup.empty("a:spLocks", &[("noGrp", &1)]));
        markup.element("p:nvPr", &[], |markup| markup.empty("p:ph", kind));
    });
    markup.empty("p:spPr", &[]);
}
