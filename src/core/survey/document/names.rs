//! Names that stand for one thing: no two may be the same, and a wrong one gets a suggestion which was meant.

use std::collections::HashMap;

use super::{Document, Field, MOST_PROBLEMS, Position, TomlTable, quote};
use crate::survey::language::{Language, Wording};

/// The ids of all things of one kind, in their order.
pub struct Names<'d> {
    kind: &'static str,
    names: Vec<&'d str>,
}

impl<'d> Names<'d> {
    /// Names that are right without being in the file.
    pub fn known(kind: &'static str, names: impl IntoIterator<Item = &'d str>) -> Self {
        Names { kind, names: names.into_iter().collect() }
    }

    /// The `id` of each table; says which stand twice. An id that is missing or malformed keeps its number, so that
    /// only its own table speaks of it.
    pub fn of(kind: &'static str, tables: &[TomlTable<'d>]) -> Self {
        let mut first: HashMap<&str, Position> = HashMap::new();
        for (table, id) in tables.iter().filter_map(|table| Some((table, table.id()?))) {
            let place = table.id_place();
            match first.get(id) {
                None => _ = first.insert(id, place),
                Some(earlier) => {
                    let earlier = table.document().whereabouts(*earlier);
                    let what = format!("the {kind} {} is there already, at {earlier}", quote(id));
                    table.document().fault(place, what, format!("Give this {kind} an id of its own."));
                }
            }
        }
        Names::known(kind, tables.iter().map(|table| table.id().unwrap_or_default()))
    }

    /// How many names there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The number of the thing a field names.
    pub fn find(&self, field: Field<'d>) -> Option<usize> {
        self.index(field, field.name()?)
    }

    /// The number of the thing whose name is the field's own key.
    pub fn find_key(&self, field: Field<'d>) -> Option<usize> {
        self.index(field, field.key())
    }

    fn index(&self, field: Field<'d>, name: &str) -> Option<usize> {
        let found = self.names.iter().position(|known| *known == name);
        if found.is_none() {
            let document = field.document();
            let fix = document.suggestion(name, &self.names, &format!("{}s", self.kind));
            document.lack(field.place(), format!("there is no {} called {}", self.kind, quote(name)), fix);
        }
        found
    }
}

impl Document<'_> {
    /// Says which of the known names was meant, or which there are.
    pub fn suggestion(&self, wrong: &str, known: &[&str], kinds: &str) -> String {
        let known: Vec<&str> = known.iter().copied().filter(|name| !name.is_empty()).collect();
        // Distances cost time, and nobody reads the suggestions of a report that is cut off.
        let is_worth_it = wrong.len() <= 64 && self.faults.borrow().len() < MOST_PROBLEMS;
        let nearest = known
            .iter()
            .filter(|_| is_worth_it)
            .map(|name| (strsim::damerau_levenshtein(wrong, name), *name))
            .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
            .min();
        match nearest {
            Some((_, name)) => format!("Did you mean {}?", quote(name)),
            None if known.is_empty() => format!("There are no {kinds} to choose from: remove it."),
            None => {
                let names: Vec<String> = known.iter().map(|name| quote(name)).collect();
                format!("The {kinds} are {}.", names.join(", "))
            }
        }
    }
}

/// Texts of which no two may be the same in any language.
#[derive(Default)]
pub struct Wordings {
    first: HashMap<(Language, String), String>,
}

impl Wordings {
    /// Says where a text stands that is the same as this one. Only the first language is named.
    pub fn add(&mut self, document: &Document<'_>, place: Position, wording: &Wording) {
        let texts = Language::ALL.map(|language| (language, wording.in_language(language).to_owned()));
        let same = texts.iter().find_map(|text| Some((text.0, self.first.get(text)?)));
        if let Some((language, earlier)) = same {
            let what = format!("the same text ({language}) stands at {earlier}");
            document.fault(place, what, "Write another text, or remove one of the two.");
        }
        for text in texts {
            self.first.entry(text).or_insert_with(|| document.whereabouts(place));
        }
    }
}
