//! Writes XML: what is opened is closed, and whatever comes in as text stays text.

use std::fmt::{Display, Write};

pub(super) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// The namespaces of everything that is drawn or presented.
pub(super) const NAMESPACES: Attributes<'static> = &[
    ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:p", &"http://schemas.openxmlformats.org/presentationml/2006/main"),
    ("xmlns:r", &"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

pub(super) struct Markup(String);

impl Markup {
    pub fn document(name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) -> String {
        let mut markup = Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned());
        markup.element(name, attributes, content);
        markup.0
    }

    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        self.0.push('>');
        content(self);
        let _ = write!(self.0, "</{name}>");
    }

    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.open(name, attributes);
        self.0.push_str("/>");
    }

    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let _ = write!(self.0, "<{name}");
        for (key, value) in attributes {
            let _ = write!(self.0, " {key}=\"{}\"", escape(&value.to_string()));
        }
    }
}

/// A text as a slide can hold it: no control characters, which XML refuses, and no soft hyphens, which would show.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '\u{AD}' | '\u{FFFE}' | '\u{FFFF}'))
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn escape(text: &str) -> String {
    plain(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_is_closed_and_text_is_escaped() {
        let document = Markup::document("a", &[("width", &12), ("name", &"\"<R&D>\"")], |markup| {
            markup.empty("b", &[]);
            markup.element("c", &[], |markup| markup.text("</a>\u{1}\tVer\u{AD}trag"));
        });
        let body = document.split_once('\n').unwrap().1;
        assert_eq!(body, "<a width=\"12\" name=\"&quot;&lt;R&amp;D&gt;&quot;\"><b/><c>&lt;/a&gt;  Vertrag</c></a>");
    }
}
