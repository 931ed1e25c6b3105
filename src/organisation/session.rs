//! Signing in: a link that is sent by mail and used once, and the session it opens.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::email::EmailAddress;
use super::person::PersonId;

/// How long a link sent by mail can be used.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts, whether it is used or not.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A link for signing in, which works once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInLink {
    pub person: PersonId,
    pub email: EmailAddress,
    pub until: Timestamp,
}

/// A device where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub person: PersonId,
    pub email: EmailAddress,
    pub until: Timestamp,
}

impl SignInLink {
    pub fn new(person: PersonId, email: EmailAddress, now: Timestamp, lasts: SignedDuration) -> SignInLink {
        SignInLink { person, email, until: now.saturating_add(lasts).unwrap_or(Timestamp::MAX) }
    }

    /// The session this link opens.
    pub fn session(self, now: Timestamp) -> Session {
        let until = now.saturating_add(SESSION_LASTS).unwrap_or(Timestamp::MAX);
        Session { person: self.person, email: self.email, until }
    }
}
