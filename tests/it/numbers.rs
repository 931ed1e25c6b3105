//! Every text of the pages that takes a number, said with 0, 1, 2, 5, 21 and 110: the words around it agree with it.
//!
//! The texts are found in the text files themselves, so a new one is tested too. What each says is kept, for every number
//! and language, in a snapshot that somebody has read; numbers that are said alike stand on one line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use footing::cli::{Checked, Content};
use footing_core::survey::Language;
use footing_core::text::{Catalog, Text};

const NUMBERS: [u32; 6] = [0, 1, 2, 5, 21, 110];
/// What other numbers of the same text are meanwhile; no other number begins like it.
const OTHERS: u32 = 48;

/// Places that hold numbers, in every text that has a place of the name.
const OF_NUMBERS: &str = "above all anonymous answered before below clear complete count done faults figures from grants \
    groups invited least letters level levels links longest low minutes months more most needs now number people percent points \
    questions responses rows sem shown steps straight supposed taken teams to tokens unchanged";
/// Places that hold words, a date, or a number that is written already: a band, a decimal.
const OF_WORDS: &str = "address answer band boxes by contact contract cuts date day device dimension due finding first format group hash \
    high item link month name names one other packages page phase privacy question reason rungs safety said shift size skill step \
    subject subjects survey task tasks team title wave work year";

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let Checked { catalog, .. } = Content::bundled().check().expect("the bundled content is sound");
    catalog
});

fn file(language: Language) -> String {
    let path = format!("{}/surveys/text/{language}.ftl", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the file is there")
}

/// The places of each text, those of the texts it refers to among them.
fn places(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let source = file(language);
    let parsed = parse(source.as_str()).expect("it is Fluent");
    let mut found: BTreeMap<String, Named> = BTreeMap::new();
    for entry in &parsed.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &message.value
        {
            let mut named = Named::default();
            named.pattern(pattern);
            found.insert(message.id.name.to_owned(), named);
        }
    }
    let of = |named: &Named| -> BTreeSet<String> {
        let referred = named.texts.iter().flat_map(|text| found[text].places.clone());
        named.places.iter().cloned().chain(referred).collect()
    };
    found.iter().map(|(key, named)| (key.clone(), of(named))).collect()
}

/// What a pattern names.
#[derive(Default)]
struct Named {
    places: BTreeSet<String>,
    texts: BTreeSet<String>,
}

impl Named {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => _ = self.places.insert(id.name.to_owned()),
            InlineExpression::MessageReference { id, .. } => _ = self.texts.insert(id.name.to_owned()),
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

fn is_number(place: &str) -> bool {
    let is_in = |places: &str| places.split_whitespace().any(|name| name == place);
    let (number, word) = (is_in(OF_NUMBERS), is_in(OF_WORDS));
    assert!(number != word, "say in this file whether the place ${place} holds a number or words");
    number
}

/// The text with a number in one place, others in the other places for numbers, and the names of places for words.
fn said(text: Text<'_>, key: &str, places: &BTreeSet<String>, place: &str, number: u32) -> String {
    // More places than any text has, as their number is fixed.
    let mut filled: [(&str, FluentValue<'_>); 12] = std::array::from_fn(|_| ("", FluentValue::None));
    assert!(places.len() <= filled.len(), "{key}");
    for (filled, name) in filled.iter_mut().zip(places) {
        let value = match name {
            _ if name == place => number.into(),
            _ if is_number(name) => OTHERS.into(),
            _ => format!("‹{name}›").into(),
        };
        *filled = (name, value);
    }
    // Keys are put together as the code does it.
    match key.split_once('-') {
        Some((stem, word)) => text.with_for(String::from(stem).leak(), word, filled),
        None => text.with(String::from(key).leak(), filled),
    }
}

/// Where each text with a number says something else for another number.
fn all_said(language: Language) -> String {
    let mut all = String::new();
    for (key, places) in places(language) {
        for place in places.iter().filter(|place| is_number(place)) {
            let mut shapes: Vec<(String, Vec<String>)> = Vec::new();
            for number in NUMBERS {
                let said = said(CATALOG.text(language), &key, &places, place, number);
                let shape = standing_alone(&said, number)
                    .map_or(said.clone(), |at| format!("{}#{}", &said[..at], &said[at + number.to_string().len()..]));
                match shapes.iter_mut().find(|(known, _)| *known == shape) {
                    Some((_, numbers)) => numbers.push(number.to_string()),
                    None => shapes.push((shape, vec![number.to_string()])),
                }
            }
            for (shape, numbers) in shapes {
                writeln!(all, "{key} ${place} {}: {shape}", numbers.join(" ")).unwrap();
            }
        }
    }
    all
}

/// Where a number stands by itself in a sentence.
fn standing_alone(said: &str, number: u32) -> Option<usize> {
    let digits = number.to_string();
    said.match_indices(&digits).map(|(at, _)| at).find(|at| {
        let before = said[..*at].chars().next_back();
        let after = said[at + digits.len()..].chars().next();
        !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(|c| c.is_ascii_digit())
    })
}

#[test]
fn english_sentences_agree_with_their_numbers() {
    insta::assert_snapshot!("english", all_said(Language::En));
}

#[test]
fn german_sentences_agree_with_their_numbers() {
    insta::assert_snapshot!("german", all_said(Language::De));
}

#[test]
fn japanese_sentences_agree_with_their_numbers() {
    insta::assert_snapshot!("japanese", all_said(Language::Ja));
}

/// Words that stay as they are after any number: of, points, signs of units, and what is said of several things at once.
const STAY: [(Language, &[&str]); 2] = [
    (
        Language::En,
        &[
            "of", "and", "more", "new", "back", "with", "here", "give", "to", "at", "lower", "are", "did", "where",
            "clearly",
        ],
    ),
    (
        Language::De,
        &[
            "von",
            "und",
            "plus",
            "bei",
            "gestiegen",
            "Zeichen",
            "auf",
            "der",
            "mal",
            "gesunken",
            "werden",
            "deutlich",
            "eingeladenen",
            "weitere",
        ],
    ),
];

#[test]
fn no_word_after_a_1_is_the_word_after_a_2() {
    let mut wrong = Vec::new();
    for (language, stay) in STAY {
        for (key, places) in places(language) {
            for place in places.iter().filter(|place| is_number(place)) {
                let after = |number: u32| {
                    let said = said(CATALOG.text(language), &key, &places, place, number);
                    let rest = &said[standing_alone(&said, number)? + number.to_string().len()..];
                    let word: String =
                        rest.strip_prefix(' ')?.chars().take_while(|c| c.is_alphabetic() || *c == '-').collect();
                    (!word.is_empty()).then_some((word, said))
                };
                if let (Some((one, said)), Some((two, _))) = (after(1), after(2))
                    && one == two
                    && !stay.contains(&one.as_str())
                {
                    wrong.push(format!("{key} ${place}: {said}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_language_has_the_same_places_in_a_text() {
    let english = places(Language::En);
    for language in [Language::De, Language::Ja] {
        for (key, places) in places(language) {
            assert!(
                places.is_subset(&english[&key]),
                "{language} has {places:?} in {key}, English {:?}",
                english[&key]
            );
        }
    }
}

#[test]
fn large_numbers_are_written_as_the_language_writes_them() {
    let minutes =
        |language| CATALOG.text(language).with("wave-rate", [("taken", 1_234_567.into()), ("invited", 999.into())]);
    assert_eq!(minutes(Language::En), "1,234,567 of 999");
    assert_eq!(minutes(Language::De), "1.234.567 von 999");
    assert_eq!(minutes(Language::Ja), "999人中1,234,567人");
    let decimal = |language| CATALOG.text(language).with("percent", [("percent", (-12_345.5).into())]);
    assert_eq!(decimal(Language::En), "-12,345.5 %");
    assert_eq!(decimal(Language::De), "-12.345,5 %");
}
