//! What to say: the page behind a slide that only the speaker sees.

use super::markup::{Markup, NAMESPACES};
use super::page::{write_properties, write_tree};
use super::paragraph::Paragraph;

pub(super) fn markup(notes: &[String], language: &str) -> String {
    Markup::document("p:notes", NAMESPACES, |markup| {
        markup.element("p:cSld", &[], |markup| {
            write_tree(markup, |markup| {
                write_slide_image(markup);
                write_text(markup, notes, language);
            });
        });
        markup.element("p:clrMapOvr", &[], |markup| markup.empty("a:masterClrMapping", &[]));
    })
}

fn write_slide_image(markup: &mut Markup) {
    markup.element("p:sp", &[], |markup| {
        markup.element("p:nvSpPr", &[], |markup| {
            markup.empty("p:cNvPr", &[("id", &2), ("name", &"Slide Image")]);
            markup.element("p:cNvSpPr", &[], |markup| {
                markup.empty("a:spLocks", &[("noGrp", &1), ("noRot", &1), ("noChangeAspect", &1)]);
            });
            markup.element("p:nvPr", &[], |markup| markup.empty("p:ph", &[("type", &"sldImg")]));
        });
        markup.empty("p:spPr", &[]);
    });
}

fn write_text(markup: &mut Markup, notes: &[String], language: &str) {
    markup.element("p:sp", &[], |markup| {
        write_properties(markup, 3, "Notes", &[("type", &"body"), ("idx", &1)]);
        markup.element("p:txBody", &[], |markup| {
            markup.empty("a:bodyPr", &[]);
            markup.empty("a:lstStyle", &[]);
            for text in notes {
                Paragraph::new(text, language).write(markup);
            }
        });
    });
}
