//! Rights that do not follow from the roster: who administers, and who analyses for learning and development.
//! Leading a team follows from the roster and is never granted.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::email::EmailAddress;
use super::person::PersonId;

/// What somebody may do besides answering and leading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees figures of the whole organisation, never of a person.
    Analyst,
    /// Keeps the roster and the waves, and sees no figures.
    Administrator,
}

impl Role {
    /// From the lesser to the greater.
    pub const ALL: [Role; 2] = [Role::Analyst, Role::Administrator];

    /// Its name in forms, at the command line and in what is stored.
    pub fn id(self) -> &'static str {
        match self {
            Role::Analyst => "analyst",
            Role::Administrator => "administrator",
        }
    }

    /// Reads a name back; `None` for any other.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.id() == text)
    }
}

/// The roles of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The address they had when the roles were given. It signs in somebody who is in no roster, and nobody else.
    pub email: EmailAddress,
    /// Empty once all were taken away.
    pub roles: BTreeSet<Role>,
    /// Who has them: the member of the roster with the address then, or else the first who joins with it.
    pub person: PersonId,
}
