//! The words of the pages, one Fluent file a language. Survey and step texts come translated with their files.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::survey::{Language, Problem, Problems, Wording};

/// The texts of all languages. The check has seen to it that every key exists in every language.
pub struct Catalog {
    bundles: Vec<FluentBundle<FluentResource>>,
}

/// The texts of one language.
#[derive(Clone, Copy)]
pub struct Text<'c> {
    /// What everything is said in.
    pub language: Language,
    bundle: &'c FluentBundle<FluentResource>,
}

impl Catalog {
    /// Reads one file a language and checks that all say the same things.
    ///
    /// # Errors
    /// A syntax error, a key that one language has and another lacks, or a missing file.
    pub fn read(files: &[(Language, String, String)]) -> Result<Catalog, Problems> {
        let mut problems = Vec::new();
        let mut bundles = Vec::new();
        let mut keys = Vec::new();
        for language in Language::ALL {
            let Some((_, name, source)) = files.iter().find(|(other, ..)| *other == language) else {
                problems.push(problem(&format!("{language}.ftl"), "", 0, "the file is missing", "add it"));
                continue;
            };
            let resource = FluentResource::try_new(source.clone()).unwrap_or_else(|(resource, errors)| {
                problems.extend(errors.iter().map(|error| {
                    let what = format!("not Fluent syntax: {error}");
                    problem(name, source, error.pos.start, &what, "write `key = text`, one message a line")
                }));
                resource
            });
            keys.push((name, source, keys_of(&resource)));
            let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // The marks would show up in downloads and titles; no page mixes writing directions.
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match language {
                Language::En | Language::Ja => |value, _| written(value, ',', '.'),
                Language::De => |value, _| written(value, '.', ','),
            }));
            if let Err(errors) = bundle.add_resource(resource) {
                let twice = |error: &fluent_bundle::FluentError| problem(name, "", 0, &error.to_string(), "remove one");
                problems.extend(errors.iter().map(twice));
            }
            bundles.push(bundle);
        }
        for (one, _, has) in &keys {
            for (other, source, lacks) in &keys {
                problems.extend(has.iter().filter(|key| !lacks.contains(key)).map(|key| {
                    let what = format!("text \"{key}\" is missing, {one} has it");
                    problem(other, source, source.len(), &what, &format!("translate it: `{key} = …`"))
                }));
            }
        }
        if problems.is_empty() { Ok(Catalog { bundles }) } else { Err(Problems(problems)) }
    }

    /// The texts of one language.
    pub fn text(&self, language: Language) -> Text<'_> {
        Text { language, bundle: &self.bundles[language as usize] }
    }
}

/// A number as a language writes it, with its digits in groups of three: "12,500", "12.500". Words are left as they are.
fn written(value: &FluentValue<'_>, between: char, point: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = number.as_string();
    let (whole, decimals) = plain.split_once('.').map_or((plain.as_ref(), None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    let mut text = whole[..whole.len() - digits.len()].to_owned();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(between);
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push(point);
        text.push_str(decimals);
    }
    Some(text)
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    resource
        .entries()
        .filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        })
        .collect()
}

fn problem(file: &str, source: &str, offset: usize, what: &str, fix: &str) -> Problem {
    let before = source.get(..offset.min(source.len())).unwrap_or(source);
    Problem {
        file: file.to_owned(),
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().map_or(1, |line| line.chars().count() + 1),
        what: what.to_owned(),
        fix: fix.to_owned(),
    }
}

impl<'c> Text<'c> {
    /// A text without places to fill.
    pub fn say(self, key: &'static str) -> String {
        self.format(key, None)
    }

    /// A text with places to fill; numbers choose the right plural by the rules of the language.
    pub fn with<'a, const N: usize>(self, key: &'static str, places: [(&'a str, FluentValue<'a>); N]) -> String {
        let args: FluentArgs<'a> = places.into_iter().collect();
        self.format(key, Some(&args))
    }

    /// The text under a key that is put together from checked words, such as an outcome's name.
    pub fn say_for(self, stem: &'static str, word: &str) -> String {
        self.format(&format!("{stem}-{word}"), None)
    }

    /// The same with places to fill.
    pub fn with_for<'a, const N: usize>(
        self,
        stem: &'static str,
        word: &str,
        places: [(&'a str, FluentValue<'a>); N],
    ) -> String {
        let args: FluentArgs<'a> = places.into_iter().collect();
        self.format(&format!("{stem}-{word}"), Some(&args))
    }

    /// A text of a survey or a step.
    pub fn of(self, wording: &Wording) -> String {
        wording.in_language(self.language).to_owned()
    }

    /// A number with a fixed number of decimals, the sign before them as the language has it.
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        let number = format!("{value:.decimals$}");
        if self.language == Language::De { number.replace('.', ",") } else { number }
    }

    /// A day as the language writes it, with the month in words.
    pub fn date(self, date: Date) -> String {
        let month = self.say_for("month", &date.month().to_string());
        self.with(
            "date",
            [("year", i64::from(date.year()).to_string().into()), ("month", month.into()), ("day", date.day().into())],
        )
    }

    fn format(self, key: &str, args: Option<&FluentArgs>) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "no text \"{key}\" in {}", self.language);
        // A key on the page is ugly, but says which text to add; the check keeps it from happening.
        pattern.map_or_else(|| key.to_owned(), |pattern| self.bundle.format_pattern(pattern, args, &mut vec![]).into())
    }
}
