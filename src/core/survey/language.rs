//! The languages Footing speaks, and a text in all of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language every page, survey and step exists in. English is the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Japanese.
    Ja,
}

impl Language {
    /// In the order they are offered; the first is the one of last resort.
    pub const ALL: [Language; 3] = [Language::En, Language::De, Language::Ja];

    /// The BCP 47 tag, as it stands in `lang` attributes and in survey files.
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::De => "de",
            Language::Ja => "ja",
        }
    }

    /// The language's name in itself, for the language switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::De => "Deutsch",
            Language::Ja => "日本語",
        }
    }

    /// The language of a tag, whatever region or script it names and however a staff system writes it: `de-AT`, `en_US`,
    /// `JA`, `de_DE.UTF-8`.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let primary = tag.trim().split(['-', '_', '.', '@']).next()?;
        primary.to_ascii_lowercase().parse().ok()
    }

    /// The best language for an `Accept-Language` header, English if none fits.
    ///
    /// Quality values order the wishes; equal ones keep the order they stand in (RFC 9110 §12.5.4).
    pub fn preferred(accept_language: &str) -> Language {
        let mut wishes: Vec<(f32, Language)> = accept_language
            .split(',')
            .filter_map(|wish| {
                let (tag, quality) = wish.split_once(';').unwrap_or((wish, "q=1"));
                let quality: f32 = quality.trim().strip_prefix("q=")?.parse().ok()?;
                Some((quality, Language::of_tag(tag)?))
            })
            .filter(|(quality, _)| *quality > 0.0)
            .collect();
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes.first().map_or(Language::En, |(_, language)| *language)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A tag that is none of [`Language::ALL`].
#[derive(Debug, thiserror::Error)]
#[error("unknown language")]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Language::ALL.into_iter().find(|language| language.tag() == tag).ok_or(UnknownLanguage)
    }
}

/// A text in every language; the survey check has seen to it that none is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording([Box<str>; Language::ALL.len()]);

impl Wording {
    /// One text a language, in the order of [`Language::ALL`].
    pub fn new(texts: [String; Language::ALL.len()]) -> Self {
        Wording(texts.map(String::into_boxed_str))
    }

    /// What it says there; no language is ever missing.
    pub fn in_language(&self, language: Language) -> &str {
        &self.0[language as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_with_the_highest_quality_wins() {
        assert_eq!(Language::preferred("fr, en;q=0.4, de-AT;q=0.9"), Language::De);
        assert_eq!(Language::preferred("ja-JP,ja;q=0.9,en;q=0.8"), Language::Ja);
    }

    #[test]
    fn a_tag_is_read_as_staff_systems_write_it() {
        for (tag, language) in [
            ("de-DE", Language::De),
            ("en_US", Language::En),
            ("ja-JP", Language::Ja),
            (" DE ", Language::De),
            ("de_AT.UTF-8", Language::De),
            ("ja-Jpan-JP", Language::Ja),
        ] {
            assert_eq!(Language::of_tag(tag), Some(language), "{tag}");
        }
        for tag in ["", "fr-FR", "deu", "-de", "english"] {
            assert_eq!(Language::of_tag(tag), None, "{tag}");
        }
        assert_eq!(Language::preferred("en_US;q=0.5, de_DE"), Language::De);
    }

    #[test]
    fn an_unknown_or_broken_wish_falls_back_to_english() {
        for header in ["", "fr", "de;q=0", ";;;", "de;q=x", "*"] {
            assert_eq!(Language::preferred(header), Language::En, "{header}");
        }
    }
}
