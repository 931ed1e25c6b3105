//! A field of a table: turns what stands in it into a value of the wanted type, or says what to write instead.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::table::Owner;
use super::{Document, Position, TomlTable, quote};
use crate::survey::counted;
use crate::survey::language::{Language, Wording};

/// A key of a table and its value, if it is given.
#[derive(Clone, Copy)]
pub struct Field<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) owner: Owner<'d>,
    pub(super) key: &'d str,
    /// Where the value stands, or the table it is missing from.
    pub(super) place: Position,
    pub(super) value: Option<&'d DeValue<'d>>,
    pub(super) required: bool,
}

impl<'d> Field<'d> {
    /// The file it is in.
    pub fn document(&self) -> &'d Document<'d> {
        self.document
    }

    /// That of the value, or of the table where it is missing.
    pub fn place(&self) -> Position {
        self.place
    }

    /// Its name in the file.
    pub fn key(&self) -> &'d str {
        self.key
    }

    /// Whether the file has it.
    pub fn is_given(&self) -> bool {
        self.value.is_some()
    }

    /// Notes a fault at its place.
    pub fn fault(&self, what: impl Into<String>, fix: impl Into<String>) {
        self.document.fault(self.place, what, fix);
    }

    /// Any text: a name that is looked up, not shown.
    pub fn name(self) -> Option<&'d str> {
        self.read("\"…\"", "a text in double quotes", DeValue::as_str)
    }

    /// A name that is defined here.
    pub fn slug<T>(self, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        let name = self.name()?;
        let slug = parse(name);
        if slug.is_none() {
            let what = format!("{} cannot be used as `{}`", quote(name), self.key);
            self.fault(what, "Write 1 to 48 lower-case letters (a to z), digits and inner hyphens.");
        }
        slug
    }

    /// A text people read.
    pub fn text(self, most_chars: usize) -> Option<&'d str> {
        let text = self.name()?;
        self.check_text(text, most_chars).then_some(text)
    }

    pub(super) fn text_in(self, language: Language, most_chars: usize) -> Option<&'d str> {
        let wanted = format!("the text in {}", language.own_name());
        let text = self.read("\"…\"", &wanted, DeValue::as_str)?;
        self.check_text(text, most_chars).then_some(text)
    }

    fn check_text(&self, text: &str, most_chars: usize) -> bool {
        let chars = text.chars().count();
        if text.trim().is_empty() {
            self.fault(format!("`{}` of {} is empty", self.key, self.owner), "Write the text.");
        } else if chars > most_chars {
            let what = format!("`{}` of {} has {chars} characters", self.key, self.owner);
            self.fault(what, format!("Shorten it to at most {most_chars}."));
        } else if let Some(unseen) = text.chars().find(|char| is_unseen(*char)) {
            let unseen = unseen.escape_unicode();
            let what = format!("`{}` of {} holds the control character {unseen}", self.key, self.owner);
            self.fault(what, "Remove it: a text is one line of letters, digits and signs.");
        } else {
            return true;
        }
        false
    }

    /// A text in every language.
    pub fn wording(self, most_chars: usize) -> Option<Wording> {
        let form = "{ en = \"…\", de = \"…\", ja = \"…\" }";
        let entries = self.read(form, "a text in every language", DeValue::as_table)?;
        let mut table = TomlTable::new(self.document, self.key, self.place, entries);
        let wording = table.wording(most_chars);
        table.finish();
        wording
    }

    /// A whole number of the range; anything else is a fault, and `None`.
    pub fn whole(self, range: RangeInclusive<u32>) -> Option<u32> {
        let (least, most) = (range.start(), range.end());
        let wanted = match *most {
            u32::MAX => format!("a whole number, at least {least}"),
            _ => format!("a whole number from {least} to {most}"),
        };
        self.read(&least.to_string(), &wanted, |value| {
            let number = value.as_integer()?;
            u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|number| range.contains(number))
        })
    }

    /// A number from 0 to `most`.
    pub fn number(self, most: f64) -> Option<f64> {
        self.read("0", &format!("a number from 0 to {most}"), |value| {
            decimal(value).filter(|n| (0.0..=most).contains(n))
        })
    }

    /// A number above 0, `most` included.
    pub fn positive(self, most: f64) -> Option<f64> {
        let wanted = format!("a number above 0 and at most {most}");
        self.read(&most.to_string(), &wanted, |value| decimal(value).filter(|n| *n > 0.0 && *n <= most))
    }

    /// `true` or `false`; anything else is a fault, and `None`.
    pub fn flag(self) -> Option<bool> {
        self.read("true", "true or false", DeValue::as_bool)
    }

    /// One of a few words.
    pub fn word<T: Copy>(self, words: &[(&str, T)]) -> Option<T> {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let form = format!("\"{}\"", known.first().unwrap_or(&"…"));
        let given = self.read(&form, &format!("one of {}", known.join(", ")), DeValue::as_str)?;
        let meant = words.iter().find(|(word, _)| *word == given).map(|(_, meant)| *meant);
        if meant.is_none() {
            let fix = self.document.suggestion(given, &known, "words");
            self.fault(format!("`{}` cannot be {}", self.key, quote(given)), fix);
        }
        meant
    }

    /// A single table, called `kind` in what is said about it.
    pub fn table(self, kind: &'d str) -> Option<TomlTable<'d>> {
        let entries = self.read("{ … }", "a table", DeValue::as_table)?;
        Some(TomlTable::new(self.document, kind, self.place, entries))
    }

    /// A code as tables hold it: a text, or a whole number without quotation marks.
    pub fn code(self) -> Option<String> {
        self.read("\"n.a.\"", "a text or a whole number", |value| match value {
            DeValue::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n.to_string())
            }
            _ => None,
        })
    }

    /// A table for each thing of a kind, each under its own `[[key]]`.
    pub fn tables(self, kind: &'d str, count: RangeInclusive<usize>) -> Vec<TomlTable<'d>> {
        let fix = format!("Write `[[{}]]` above each {kind}, and its fields below.", self.key);
        match self.value {
            None if self.required => self.document.lack(self.place, format!("{} has no {kind}s", self.owner), fix),
            Some(value) if value.as_array().is_none() => {
                self.fault(format!("`{}` is {}", self.key, describe(value)), fix);
            }
            _ => return self.rows(kind, count),
        }
        Vec::new()
    }

    /// A table for each thing of a kind, in a list.
    pub fn rows(self, kind: &'d str, count: RangeInclusive<usize>) -> Vec<TomlTable<'d>> {
        self.list(kind, count).into_iter().filter_map(|row| row.table(kind)).collect()
    }

    /// The entries of a list, each called a `kind`. What is too many is left out, so that it cannot cost time.
    pub fn list(self, kind: &str, count: RangeInclusive<usize>) -> Vec<Field<'d>> {
        let wanted = match (*count.start(), *count.end()) {
            (least, most) if least == most => format!("exactly {most}"),
            (least, most) => format!("{least} to {most}"),
        };
        let Some(entries) = self.read("[ … ]", &format!("a list of {wanted}"), DeValue::as_array) else {
            return Vec::new();
        };
        if !count.contains(&entries.len()) {
            let what = format!("{} has {}", self.owner, counted(entries.len(), kind));
            self.fault(what, format!("Write {wanted}."));
        }
        let entry = |value: &'d toml::Spanned<DeValue<'d>>| Field {
            place: Position(value.span().start),
            value: Some(value.get_ref()),
            ..self
        };
        entries.iter().take(*count.end()).map(entry).collect()
    }

    /// Reads the value with `take`, or says that it is missing or what else is wanted.
    fn read<T>(&self, form: &str, wanted: &str, take: impl FnOnce(&'d DeValue<'d>) -> Option<T>) -> Option<T> {
        let Some(value) = self.value else {
            if self.required {
                let what = format!("{} has no `{}`", self.owner, self.key);
                self.document.lack(self.place, what, format!("Add `{} = {form}`, {wanted}.", self.key));
            }
            return None;
        };
        let taken = take(value);
        if taken.is_none() {
            self.fault(format!("`{}` is {}", self.key, describe(value)), format!("Write {wanted}, as in {form}."));
        }
        taken
    }
}

fn decimal(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n as f64),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quote(text)),
        DeValue::Integer(number) => quote(&number.to_string()),
        DeValue::Float(number) => quote(number.as_str()),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(_) => "a date".into(),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

/// Control characters, and the marks that make a line read otherwise than it is stored.
fn is_unseen(char: char) -> bool {
    char.is_control() || matches!(char, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
