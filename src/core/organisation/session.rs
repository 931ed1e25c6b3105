//! Signing in: a link that is used once, and the session it opens. A link that somebody asked for at their own mailbox
//! opens what is theirs; one that somebody else made opens less.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::destination::Destination;
use super::email::EmailAddress;
use super::person::PersonId;
use crate::survey::{Language, random_id};

/// How long a link sent by mail can be used.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_mins(15);
/// How long a session lasts, whether it is used or not.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);

/// How far somebody gets who signs in with a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Everything of theirs: they read mail at their address.
    #[default]
    Everything,
    /// Taking part in waves, and what is answered with it. The person who made the link may have used it.
    TakingPart,
    /// That, and the roles of the address: the person who holds the data made the link, and could have given them to
    /// anybody.
    TakingPartAndRoles,
}

random_id! {
    /// Names a request for a link over all attempts to answer it.
    LinkRequestId
}

/// That somebody asked for a link to be sent to an address, known or not. It waits in the store, so that a letter that
/// was promised survives a restart. The link itself is made when the letter leaves: kept here, a copy of the store
/// would let somebody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    /// By which it is taken back once the letter is gone.
    pub id: LinkRequestId,
    /// Who asked, known or not.
    pub email: EmailAddress,
    /// The language of the page they asked on.
    pub language: Language,
    /// Where they were going.
    #[serde(default)]
    pub to: Option<Destination>,
    /// When they asked.
    pub asked: Timestamp,
    /// When to try next.
    pub due: Timestamp,
}

impl LinkRequest {
    /// Servers that put strangers off take them after one to five minutes.
    const PAUSE: SignedDuration = SignedDuration::from_secs(45);

    /// The same request, to be tried again after a pause.
    pub fn put_off(self, now: Timestamp) -> LinkRequest {
        LinkRequest { due: now.saturating_add(Self::PAUSE).unwrap_or(Timestamp::MAX), ..self }
    }

    /// The person who asked has given up waiting, or asked again.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.asked.saturating_add(LINK_LASTS).is_ok_and(|until| until <= now)
    }
}

/// A link for signing in, which works once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInLink {
    /// Whom it signs in.
    pub person: PersonId,
    /// Their address, unless the roster has another by now.
    pub email: EmailAddress,
    /// The moment from which it opens nothing.
    pub until: Timestamp,
    // Links and sessions of before there were links of less reach opened everything.
    /// What it opens.
    #[serde(default)]
    pub reach: Reach,
    /// Where they were going when they asked for it.
    #[serde(default)]
    pub to: Option<Destination>,
}

/// A device where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who is signed in.
    pub person: PersonId,
    /// Their address, unless the roster has another by now.
    pub email: EmailAddress,
    /// The moment it ends.
    pub until: Timestamp,
    /// What it may see and do.
    #[serde(default)]
    pub reach: Reach,
}

impl SignInLink {
    /// A link that opens everything and leads to the first page.
    pub fn new(person: PersonId, email: EmailAddress, now: Timestamp, lasts: SignedDuration) -> SignInLink {
        let until = ends(now, lasts, SignedDuration::from_mins(1));
        SignInLink { person, email, until, reach: Reach::Everything, to: None }
    }

    /// The same link, opening no more than this.
    pub fn reaching(self, reach: Reach) -> SignInLink {
        SignInLink { reach, ..self }
    }

    /// The same link, leading to a page once it was followed.
    pub fn leading_to(self, to: Option<Destination>) -> SignInLink {
        SignInLink { to, ..self }
    }

    /// The session this link opens.
    pub fn session(self, now: Timestamp) -> Session {
        let until = ends(now, SESSION_LASTS, SignedDuration::from_hours(1));
        Session { person: self.person, email: self.email, until, reach: self.reach }
    }
}

/// When something that begins now is over, at the full minute or hour: a finer end would keep when it began.
fn ends(now: Timestamp, lasts: SignedDuration, full: SignedDuration) -> Timestamp {
    let (end, full) = (now.saturating_add(lasts).unwrap_or(Timestamp::MAX), full.as_nanos());
    // Up, so that nothing ends before its time.
    let up = (end.as_nanosecond() + full - 1).div_euclid(full) * full;
    Timestamp::from_nanosecond(up).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_ends_with_a_minute_and_a_session_with_an_hour_and_neither_before_its_time() {
        let address = EmailAddress::parse("anna@example.org").unwrap();
        for (now, link_until, session_until) in [
            ("2026-11-21T09:00:00Z", "2026-11-21T09:15:00Z", "2026-12-05T09:00:00Z"),
            ("2026-11-21T09:00:00.000000001Z", "2026-11-21T09:16:00Z", "2026-12-05T10:00:00Z"),
            ("2026-11-21T09:00:01.5Z", "2026-11-21T09:16:00Z", "2026-12-05T10:00:00Z"),
            ("2026-11-21T09:59:59.999Z", "2026-11-21T10:15:00Z", "2026-12-05T10:00:00Z"),
        ] {
            let now: Timestamp = now.parse().unwrap();
            let link = SignInLink::new(PersonId::from_random([7; 16]), address.clone(), now, LINK_LASTS);
            assert_eq!(link.until, link_until.parse().unwrap(), "{now}");
            assert_eq!(link.session(now).until, session_until.parse().unwrap(), "{now}");
        }
    }

    #[test]
    fn a_link_and_a_session_stored_before_there_was_a_reach_open_everything() {
        let stored = r#"{"person":"07070707070707070707070707070707","email":"anna@example.org","until":"2026-11-21T09:00:00Z"}"#;
        let link: SignInLink = serde_json::from_str(stored).unwrap();
        assert_eq!((link.reach, link.to), (Reach::Everything, None));
        assert_eq!(serde_json::from_str::<Session>(stored).unwrap().reach, Reach::Everything);
    }
}
