//! The words of the pages and of the survey as an English reader sees them: a test that needs a sentence asks for it
//! by its key, so that texts can be edited freely.

use std::sync::LazyLock;

use footing::cli::{Checked, Content};
use footing_core::survey::{Language, Survey};
use footing_core::text::{Catalog, Text};

static CONTENT: LazyLock<(Vec<Survey>, Catalog)> = LazyLock::new(|| {
    let Checked { surveys, catalog, .. } = Content::bundled().check().expect("the bundled content is sound");
    (surveys, catalog)
});

/// The texts of the pages, in English.
pub fn english() -> Text<'static> {
    texts(Language::En)
}

pub fn texts(language: Language) -> Text<'static> {
    CONTENT.1.text(language)
}

/// The text under a key of `surveys/text/en.ftl`.
pub fn say(key: &'static str) -> String {
    english().say(key)
}

pub fn survey() -> &'static Survey {
    survey_called("ai-proficiency")
}

pub fn survey_called(id: &str) -> &'static Survey {
    CONTENT.0.iter().find(|survey| survey.id().as_str() == id).expect("the bundled content has this survey")
}

/// The sentence that names a level, counted from 1.
pub fn finding(level: usize) -> String {
    english().of(&survey().levels()[level - 1].finding)
}
