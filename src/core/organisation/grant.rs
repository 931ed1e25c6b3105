//! Rights that do not follow from the roster: who administers, and who analyses for learning and development.
//! Leading a team follows from the roster and is never granted.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::email::EmailAddress;
use super::person::PersonId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees figures of the whole organisation, never of a person.
    Analyst,
    /// Keeps the roster and the waves, and sees no figures.
    Administrator,
}

impl Role {
    pub const ALL: [Role; 2] = [Role::Analyst, Role::Administrator];

    pub fn id(self) -> &'static str {
        match self {
            Role::Analyst => "analyst",
            Role::Administrator => "administrator",
        }
    }

    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.id() == text)
    }
}

/// The roles of whoever can read mail at an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub email: EmailAddress,
    pub roles: BTreeSet<Role>,
    /// Who this is as long as the address is not in the roster.
    pub person: PersonId,
}
