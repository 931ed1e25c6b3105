//! Every page in the other languages, on a small phone, where long words are in the way: the right `lang`, no English
//! or bare key left over, and everything fits.

use std::fs;
use std::path::Path;

use fluent_syntax::ast::{Entry, InlineExpression, PatternElement};
use serde_json::Value;
use toml::Table;

use super::accessibility::{probe, report};
use super::company::Company;
use super::phone::NARROW;
use super::session::Device;
use super::tour::{see_every_page, see_every_page_of_a_leader, see_every_page_of_a_wave};
use super::visitor::{Installation, Visitor};

/// Every piece of text on the page that is meant for people, with what assistive technology reads out.
const PIECES: &str = r#"
    const pieces = [], nodes = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest("script, style, [lang]") !== document.documentElement) continue;
        if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data);
        else for (const name of ["aria-label", "title", "alt", "placeholder"]) pieces.push(element.getAttribute(name) ?? "");
    }
    return pieces.map(piece => piece.trim()).filter(piece => piece);
"#;

/// Shorter English than this may stand inside another language's sentence by chance, so it must be the whole piece.
const LONG: usize = 12;

#[test]
fn every_page_is_japanese_for_who_reads_japanese() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::phone().reading("ja"));
    see_every_page_in(&visitor, "ja");
}

#[test]
fn every_page_is_german_for_who_has_chosen_german() {
    let footing = Installation::start();
    let visitor = Visitor::arrive(&footing, &Device::phone());
    visitor.visit("/stored?lang=de");
    visitor.arrives_at("/stored");
    see_every_page_in(&visitor, "de");
}

#[test]
fn every_page_around_a_wave_is_german_for_who_has_chosen_german() {
    let company = Company::found();
    let visitor = Visitor::arrive(&company.footing, &Device::phone().reading("de"));
    visitor.visit("/stored?lang=de");
    let (english, mut faults) = (English::except("de"), Vec::new());
    see_every_page_of_a_wave(&visitor, &company, |page| look_at(&visitor, page, "de", &english, &mut faults));
    report(&faults);
}

#[test]
fn every_page_of_a_leader_is_german_for_who_has_chosen_german() {
    let company = Company::with_release();
    let visitor = Visitor::arrive(&company.footing, &Device::phone().reading("de"));
    visitor.visit("/stored?lang=de");
    let (english, mut faults) = (English::except("de"), Vec::new());
    see_every_page_of_a_leader(&visitor, &company, |page| look_at(&visitor, page, "de", &english, &mut faults));
    report(&faults);
}

#[track_caller]
fn see_every_page_in(visitor: &Visitor, language: &str) {
    let (english, mut faults) = (English::except(language), Vec::new());
    see_every_page(visitor, |page| look_at(visitor, page, language, &english, &mut faults));
    report(&faults);
}

#[track_caller]
fn look_at(visitor: &Visitor, page: &str, language: &str, english: &English, faults: &mut Vec<String>) {
    let lang = visitor.attribute("html", "lang");
    if lang.as_deref() != Some(language) {
        faults.push(format!("{page}: lang is {lang:?}"));
    }
    let pieces = visitor.run(PIECES, vec![]);
    let pieces: Vec<&str> = pieces.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(pieces.len() > 5, "expected text at {page}, found {pieces:?}");
    for piece in pieces {
        faults.extend(english.fault_in(piece).map(|fault| format!("{page}: {fault} in {piece:?}")));
    }
    for check in NARROW {
        faults.extend(probe(visitor, check).into_iter().map(|fault| format!("{page}: {check}: {fault}")));
    }
}

/// English texts that must not be seen in another language, and the keys they stand under.
struct English {
    texts: Vec<String>,
    keys: Vec<String>,
    script_is_latin: bool,
}

impl English {
    fn except(language: &str) -> English {
        let (english, other) = (messages("en"), messages(language));
        let keys = english.iter().map(|(key, _)| key.clone()).collect();
        let mut texts: Vec<String> = Vec::new();
        for ((_, english), (_, other)) in english.iter().zip(&other) {
            texts.extend(english.iter().filter(|text| !other.contains(text)).cloned());
        }
        for file in content_files() {
            collect_english(&toml::Value::Table(file), language, &mut texts);
        }
        texts.retain(|text| text.chars().any(char::is_alphabetic));
        assert!(texts.len() > 500, "expected to know the English texts, found {}", texts.len());
        English { texts, keys, script_is_latin: language != "ja" }
    }

    fn fault_in(&self, piece: &str) -> Option<String> {
        let is_in = |text: &&String| if text.chars().count() < LONG { *text == piece } else { piece.contains(*text) };
        if let Some(text) = self.texts.iter().find(is_in) {
            return Some(format!("the English {text:?}"));
        }
        if self.keys.iter().any(|key| key.contains('-') && key == piece) {
            return Some("a bare key".to_owned());
        }
        let mut words = piece.split(|c: char| !c.is_ascii_alphabetic());
        let foreign = words.find(|word| word.len() > 2 && *word != "Footing").filter(|_| !self.script_is_latin)?;
        Some(format!("the word {foreign:?}"))
    }
}

/// The fixed parts of every message of a language, by key and in the order of the keys.
fn messages(language: &str) -> Vec<(String, Vec<String>)> {
    let source = read(&format!("surveys/text/{language}.ftl"));
    let resource = fluent_syntax::parser::parse(source.as_str()).expect("the texts are Fluent");
    let message = |entry: Entry<&str>| match entry {
        Entry::Message(message) => {
            let parts =
                message.value.into_iter().flat_map(|pattern| pattern.elements).filter_map(|element| match element {
                    PatternElement::TextElement { value } => Some(value.trim().to_owned()),
                    PatternElement::Placeable { expression } => match expression {
                        fluent_syntax::ast::Expression::Inline(InlineExpression::StringLiteral { value }) => {
                            Some(value.trim().to_owned())
                        }
                        _ => None,
                    },
                });
            Some((message.id.name.to_owned(), parts.collect()))
        }
        _ => None,
    };
    let mut messages: Vec<(String, Vec<String>)> = resource.body.into_iter().filter_map(message).collect();
    messages.sort();
    messages
}

fn content_files() -> Vec<Table> {
    let steps = fs::read_dir(root("surveys/steps")).expect("the steps are there");
    let steps = steps.map(|entry| entry.expect("the entry can be read").path());
    let surveys = ["ai-proficiency", "leadership-intent", "psychological-safety", "team-practice"];
    let files = steps.chain(surveys.map(|survey| root(&format!("surveys/{survey}.toml"))));
    files.map(|file| fs::read_to_string(file).expect("content is UTF-8").parse().expect("content is TOML")).collect()
}

/// The English of every wording, or group of wordings, that reads differently in the other language.
fn collect_english(value: &toml::Value, language: &str, texts: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            if let (Some(english), Some(other)) = (table.get("en"), table.get(language)) {
                let (mut english_texts, mut other_texts) = (Vec::new(), Vec::new());
                collect_texts(english, &mut english_texts);
                collect_texts(other, &mut other_texts);
                texts.extend(english_texts.into_iter().filter(|text| !other_texts.contains(text)));
            } else {
                table.values().for_each(|value| collect_english(value, language, texts));
            }
        }
        toml::Value::Array(array) => array.iter().for_each(|value| collect_english(value, language, texts)),
        _ => {}
    }
}

fn collect_texts(value: &toml::Value, texts: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => texts.push(text.clone()),
        toml::Value::Table(table) => table.values().for_each(|value| collect_texts(value, texts)),
        toml::Value::Array(array) => array.iter().for_each(|value| collect_texts(value, texts)),
        _ => {}
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(root(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn root(file: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}
