//! The columns of a roster, and what a good cell of each looks like.
//! Only what is known is taken: a column that nobody reads would be data about people that nobody asked for.

use std::fmt;

use serde::Serialize;

/// What a roster says of a person. The order is that of [`write_roster`](super::write_roster).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RosterColumn {
    /// By which the staff system knows somebody; required.
    Id,
    /// What they are called; required.
    Name,
    /// Their address; required.
    Email,
    /// Their team, as in `Sales > North`; required.
    Team,
    /// Their kind of work.
    Work,
    /// Where they work.
    Location,
    /// The teams they lead.
    Leads,
    /// The language they are written to in.
    Language,
}

impl RosterColumn {
    /// In the order in which they are written.
    pub const ALL: [RosterColumn; 8] = [
        RosterColumn::Id,
        RosterColumn::Name,
        RosterColumn::Email,
        RosterColumn::Team,
        RosterColumn::Work,
        RosterColumn::Location,
        RosterColumn::Leads,
        RosterColumn::Language,
    ];

    /// How to correct a header that is not there.
    pub(super) const HEADER_MEND: &str = "Begin with a row that names the columns: id, name, email, team";

    /// As the header names it.
    pub fn name(self) -> &'static str {
        match self {
            RosterColumn::Id => "id",
            RosterColumn::Name => "name",
            RosterColumn::Email => "email",
            RosterColumn::Team => "team",
            RosterColumn::Work => "work",
            RosterColumn::Location => "location",
            RosterColumn::Leads => "leads",
            RosterColumn::Language => "language",
        }
    }

    /// Whether every roster must have the column, and every row something in it.
    pub fn is_required(self) -> bool {
        matches!(self, RosterColumn::Id | RosterColumn::Name | RosterColumn::Email | RosterColumn::Team)
    }

    /// What a good cell looks like.
    pub(super) fn fix(self) -> &'static str {
        match self {
            RosterColumn::Id => "Write what your staff system calls the person, in up to 64 characters",
            RosterColumn::Name => "Write the person's name in one line of up to 120 characters",
            RosterColumn::Email => "Write one address, as anna@example.org",
            RosterColumn::Team => "Write the team from the top down, as Sales > North > Berlin",
            RosterColumn::Work => "Write a kind of work",
            RosterColumn::Location => "Write a place in one line of up to 80 characters",
            RosterColumn::Leads => {
                "Write teams from the top down with semicolons between them, as Sales > North; Legal"
            }
            RosterColumn::Language => "Write en, de or ja; a region after it, as in de-AT, does not matter",
        }
    }
}

impl fmt::Display for RosterColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
