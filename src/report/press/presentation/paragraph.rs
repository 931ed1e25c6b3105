//! A paragraph: one run of text that says its language, so that it is spelt and read aloud rightly.

use super::markup::Markup;

pub(super) struct Paragraph<'a> {
    pub text: &'a str,
    pub language: &'a str,
    /// The size and the side of a table's letters. Elsewhere the placeholder says both.
    pub setting: Option<(u32, &'static str)>,
}

impl<'a> Paragraph<'a> {
    pub fn new(text: &'a str, language: &'a str) -> Self {
        Self { text, language, setting: None }
    }

    pub fn write(&self, markup: &mut Markup) {
        let lang = tag(self.language);
        markup.element("a:p", &[], |markup| {
            if let Some((_, side)) = &self.setting {
                markup.empty("a:pPr", &[("algn", side)]);
            }
            if self.text.is_empty() {
                return self.write_properties(markup, "a:endParaRPr", lang);
            }
            markup.element("a:r", &[], |markup| {
                self.write_properties(markup, "a:rPr", lang);
                markup.element("a:t", &[], |markup| markup.text(self.text));
            });
        });
    }

    fn write_properties(&self, markup: &mut Markup, name: &str, lang: &str) {
        match &self.setting {
            Some((points, _)) => markup.empty(name, &[("lang", &lang), ("sz", &(points * 100))]),
            None => markup.empty(name, &[("lang", &lang)]),
        }
    }
}

/// The language as `PowerPoint` names it, which expects a country.
pub(super) fn tag(language: &str) -> &str {
    match language {
        "en" => "en-GB",
        "de" => "de-DE",
        "ja" => "ja-JP",
        other => other,
    }
}
