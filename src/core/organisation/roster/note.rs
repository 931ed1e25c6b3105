//! What the person who brings a roster should know although nothing in it is wrong: which names were taken as one, and
//! which stay two although they look alike. Two spellings of a team would be two groups, and the smaller one perhaps
//! hidden.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use serde::Serialize;

use super::column::RosterColumn;

/// Something about a name of a team or a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum RosterNote {
    /// Rows write the name with other spaces, invisible signs or letters put together in another way.
    TakenAsOne { column: RosterColumn, name: String, rows: u64, first: u64 },
    /// Two names differ in upper and lower case only.
    StayTwo { column: RosterColumn, one: String, other: String },
}

impl fmt::Display for RosterNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RosterNote::TakenAsOne { column, name, rows, first } => {
                let rows = if *rows == 1 { "1 row writes".to_owned() } else { format!("{rows} rows write") };
                let what = "with other spaces or signs that look the same";
                write!(f, "{column} \"{name}\": {rows} it {what}, the first in row {first}; taken as the same name")
            }
            RosterNote::StayTwo { column, one, other } => write!(
                f,
                "{column} \"{one}\" and \"{other}\" differ in upper and lower case only, and stay two; write them alike if \
                 one is meant"
            ),
        }
    }
}

/// Names as they are met, row by row.
#[derive(Debug, Default)]
pub(super) struct Names {
    respelled: BTreeMap<(RosterColumn, String), (u64, u64)>,
    /// The first spelling of each name in lower case.
    first: HashMap<(RosterColumn, String), String>,
    twins: BTreeMap<(RosterColumn, String), String>,
}

impl Names {
    /// More notes than this help nobody.
    const MOST: usize = 50;

    pub fn meet(&mut self, column: RosterColumn, name: &str, row: u64, is_respelled: bool) {
        if is_respelled {
            let (rows, _) = self.respelled.entry((column, name.to_owned())).or_insert((0, row));
            *rows += 1;
        }
        let first = self.first.entry((column, name.to_lowercase())).or_insert_with(|| name.to_owned());
        if first != name {
            self.twins.insert((column, name.to_owned()), first.clone());
        }
    }

    pub fn notes(self) -> Vec<RosterNote> {
        let as_one = self.respelled.into_iter().map(|((column, name), (rows, first))| RosterNote::TakenAsOne {
            column,
            name,
            rows,
            first,
        });
        let twins = self.twins.into_iter().map(|((column, other), one)| RosterNote::StayTwo { column, one, other });
        as_one.chain(twins).take(Self::MOST).collect()
    }
}
