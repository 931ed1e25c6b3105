//! A token of the API: a program shows it instead of signing in, and may do what its scopes say and nothing else.
//! The token itself is shown once, to the person who made it; what is kept is its hash.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::line::line;
use super::secret::{KeyHash, Secret};
use crate::survey::{WaveId, random_id};

random_id! {
    /// Names a token in lists and in the audit log; it opens nothing.
    ApiTokenId
}

/// What a program may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// Questions, options, dimensions and levels.
    #[serde(rename = "surveys:read")]
    SurveysRead,
    /// Waves with their contract, dates and participation.
    #[serde(rename = "waves:read")]
    WavesRead,
    /// Figures and charts that were released.
    #[serde(rename = "releases:read")]
    ReleasesRead,
    /// The list of people.
    #[serde(rename = "roster:read")]
    RosterRead,
    /// Replacing the list of people.
    #[serde(rename = "roster:write")]
    RosterWrite,
}

impl Scope {
    /// In the order they are offered.
    pub const ALL: [Scope; 5] =
        [Scope::SurveysRead, Scope::WavesRead, Scope::ReleasesRead, Scope::RosterRead, Scope::RosterWrite];

    /// Its name in forms, at the command line and in what is stored.
    pub fn id(self) -> &'static str {
        match self {
            Scope::SurveysRead => "surveys:read",
            Scope::WavesRead => "waves:read",
            Scope::ReleasesRead => "releases:read",
            Scope::RosterRead => "roster:read",
            Scope::RosterWrite => "roster:write",
        }
    }

    /// Reads a name back; `None` for any other.
    pub fn parse(text: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.id() == text)
    }
}

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// What it is called by where it is revoked.
    pub id: ApiTokenId,
    /// The hash of the secret, which itself is kept nowhere.
    pub key: KeyHash,
    /// What it is for, in the words of the person who made it.
    pub name: String,
    /// What it gives; never empty.
    pub scopes: BTreeSet<Scope>,
    /// The address of who made it, or `command line`.
    pub made_by: String,
    /// The day it was made.
    pub made: Date,
    /// The last day it can be used.
    pub last_day: Option<Date>,
    /// The day it was last used. A time would tell when somebody is at work.
    pub last_used: Option<Date>,
    /// The day the figures of each wave were last taken with it.
    pub figures_taken: BTreeMap<WaveId, Date>,
    /// The day the roster was last read with it.
    pub roster_read: Option<Date>,
}

impl ApiToken {
    /// In characters.
    pub const LONGEST_NAME: usize = 60;

    /// How every token begins, so that anyone who searches code and logs for secrets finds it.
    pub const BEGINNING: &str = "footing_";

    /// Whether its last day is not over.
    pub fn is_usable(&self, today: Date) -> bool {
        self.last_day.is_none_or(|last| today <= last)
    }

    /// The token itself, for the person who made it and nobody else.
    pub fn written(secret: &Secret) -> String {
        format!("{}{}", ApiToken::BEGINNING, secret.reveal())
    }

    /// Reads what [`written`](Self::written) wrote.
    pub fn read(text: &str) -> Option<Secret> {
        Secret::parse(text.strip_prefix(ApiToken::BEGINNING)?)
    }
}

/// A token that was asked for and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApiToken {
    /// The name its maker gave it.
    pub name: String,
    /// What it shall give; never empty.
    pub scopes: BTreeSet<Scope>,
    /// `None` for a token without an end.
    pub last_day: Option<Date>,
}

/// The wish for a token as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiTokenForm {
    /// As typed.
    pub name: String,
    /// Names of scopes.
    pub scopes: Vec<String>,
    /// A day, or nothing.
    pub last_day: String,
}

/// What is wrong with one field of an [`ApiTokenForm`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiTokenFault {
    /// No name, or one too long.
    #[error("name: say in 1 to 60 characters what the token is for, such as \"Power BI\"")]
    Name,
    /// No scope, or one that there is not.
    #[error("scope: choose at least one of surveys:read, waves:read, releases:read, roster:read, roster:write")]
    Scopes,
    /// A day that is none, or is over.
    #[error("last day: write a day from today on, as 2027-03-31, or leave it out")]
    LastDay,
}

impl ApiTokenFault {
    /// The field's name in forms and texts.
    pub fn field(self) -> &'static str {
        match self {
            ApiTokenFault::Name => "token_name",
            ApiTokenFault::Scopes => "scopes",
            ApiTokenFault::LastDay => "last_day",
        }
    }
}

impl ApiTokenForm {
    /// # Errors
    /// Every field that is wrong.
    pub fn parse(&self, today: Date) -> Result<NewApiToken, Vec<ApiTokenFault>> {
        let name = line(&self.name, ApiToken::LONGEST_NAME).ok();
        let scopes: Option<BTreeSet<Scope>> = self.scopes.iter().map(|scope| Scope::parse(scope)).collect();
        let scopes = scopes.filter(|scopes| !scopes.is_empty());
        let last_day = match self.last_day.trim() {
            "" => Some(None),
            written => written.parse().ok().filter(|day| *day >= today).map(Some),
        };
        match (name, scopes, last_day) {
            (Some(name), Some(scopes), Some(last_day)) => Ok(NewApiToken { name: name.to_owned(), scopes, last_day }),
            (name, scopes, last_day) => {
                let faults = [
                    name.is_none().then_some(ApiTokenFault::Name),
                    scopes.is_none().then_some(ApiTokenFault::Scopes),
                    last_day.is_none().then_some(ApiTokenFault::LastDay),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2027, 3, 1);

    #[test]
    fn a_token_is_read_back_from_what_was_written_and_from_nothing_else() {
        let secret = Secret::from_random([0xa7; 32]);
        let written = ApiToken::written(&secret);
        assert_eq!(ApiToken::read(&written), Some(secret.clone()));
        for wrong in ["", "footing_", &written[1..], &written.to_uppercase(), &secret.reveal(), &format!("{written} ")]
        {
            assert_eq!(ApiToken::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_scope_is_written_in_the_store_as_it_is_named_elsewhere() {
        for scope in Scope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.id());
            assert_eq!(Scope::parse(scope.id()), Some(scope));
        }
    }

    #[test]
    fn a_good_wish_is_taken_and_every_fault_of_a_bad_one_is_named() {
        let form = ApiTokenForm {
            name: " Power BI ".into(),
            scopes: vec!["releases:read".into(), "releases:read".into()],
            last_day: "2027-03-01".into(),
        };
        let new = form.parse(TODAY).unwrap();
        assert_eq!((new.name.as_str(), new.scopes.len(), new.last_day), ("Power BI", 1, Some(TODAY)));
        let bad = ApiTokenForm {
            name: "a".repeat(61),
            scopes: vec!["releases:read".into(), "answers:read".into()],
            last_day: "2027-02-28".into(),
        };
        let faults = [ApiTokenFault::Name, ApiTokenFault::Scopes, ApiTokenFault::LastDay];
        assert_eq!(bad.parse(TODAY), Err(faults.to_vec()));
        assert_eq!(ApiTokenForm::default().parse(TODAY), Err(faults[..2].to_vec()));
    }
}
