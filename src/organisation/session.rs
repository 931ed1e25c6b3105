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
        SignInLink { person, email, until: ends(now, lasts, SignedDuration::from_mins(1)) }
    }

    /// The session this link opens.
    pub fn session(self, now: Timestamp) -> Session {
        let until = ends(now, SESSION_LASTS, SignedDuration::from_hours(1));
        Session { person: self.person, email: self.email, until }
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
}
