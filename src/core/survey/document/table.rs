//! A table of a file: hands out its fields by name, and says at the end which fields nobody asked for.

use std::fmt;

use toml::de::DeTable;

use super::{Document, Field, Position, quote};
use crate::survey::language::{Language, Wording};

/// A table of a file whose keys are taken out one by one; what is left over is a fault.
#[must_use = "a table must be finished, or its unknown fields go unnoticed"]
pub struct TomlTable<'d> {
    document: &'d Document<'d>,
    owner: Owner<'d>,
    place: Position,
    entries: &'d DeTable<'d>,
    asked: Vec<&'d str>,
}

/// What a table describes, as sentences call it: "item `which-part`" or "this item".
#[derive(Clone, Copy)]
pub(super) struct Owner<'d> {
    kind: &'d str,
    id: Option<&'d str>,
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.id {
            Some(id) => write!(f, "{} {}", self.kind, quote(id)),
            None => write!(f, "this {}", self.kind),
        }
    }
}

impl<'d> TomlTable<'d> {
    pub(super) fn new(document: &'d Document<'d>, kind: &'d str, place: Position, entries: &'d DeTable<'d>) -> Self {
        let id = entries.get("id").and_then(|id| id.get_ref().as_str());
        TomlTable { document, owner: Owner { kind, id }, place, entries, asked: Vec::new() }
    }

    /// The file it is in.
    pub fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// Where its heading stands.
    pub fn place(&self) -> Position {
        self.place
    }

    /// A field that must stand in the table.
    pub fn required(&mut self, key: &'static str) -> Field<'d> {
        self.field(key, true)
    }

    /// A field that may be left out: it then reads as `None`, or as an empty list.
    pub fn optional(&mut self, key: &'static str) -> Field<'d> {
        self.field(key, false)
    }

    fn field(&mut self, key: &'static str, required: bool) -> Field<'d> {
        self.asked.push(key);
        let value = self.entries.get(key);
        let place = value.map_or(self.place, |value| Position(value.span().start));
        Field {
            document: self.document,
            owner: self.owner,
            key,
            place,
            value: value.map(|value| value.get_ref()),
            required,
        }
    }

    /// All fields of a table whose keys are names from elsewhere in the file.
    pub fn named_fields(self) -> impl Iterator<Item = Field<'d>> {
        self.entries.iter().map(move |(key, value)| Field {
            document: self.document,
            owner: self.owner,
            key: key.get_ref(),
            place: Position(key.span().start),
            value: Some(value.get_ref()),
            required: true,
        })
    }

    /// A text in every language, each in the field that is called like the language's tag.
    pub fn wording(&mut self, most_chars: usize) -> Option<Wording> {
        let texts = Language::ALL.map(|language| self.required(language.tag()).text_in(language, most_chars));
        let texts: Option<Vec<String>> = texts.into_iter().map(|text| text.map(str::to_owned)).collect();
        texts?.try_into().ok().map(Wording::new)
    }

    /// The `id` of the table, well-formed or not.
    pub fn id(&self) -> Option<&'d str> {
        self.owner.id
    }

    pub(super) fn id_place(&self) -> Position {
        self.entries.get("id").map_or(self.place, |id| Position(id.span().start))
    }

    /// Notes a fault at its heading.
    pub fn fault(&self, what: &str, fix: impl Into<String>) {
        self.document.fault(self.place, format!("{} {what}", self.owner), fix);
    }

    /// Like [`Document::lack`].
    pub fn lack(&self, what: &str, fix: impl Into<String>) {
        self.document.lack(self.place, format!("{} {what}", self.owner), fix);
    }

    /// Says which fields are unknown. Call it after every field was asked for.
    pub fn finish(self) {
        let unknown = self.entries.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref()));
        for key in unknown {
            let what = format!("{} has no field called {}", self.owner, quote(key.get_ref()));
            let fix = self.document.suggestion(key.get_ref(), &self.asked, "fields");
            self.document.fault(Position(key.span().start), what, fix);
        }
    }
}
