//! Signing in: a link that is used once, and the session it opens. A link that somebody asked for at their own mailbox
//! opens what is theirs; one that somebody else made opens less.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::destination::Destination;
use super::email::EmailAddress;
use super::person::PersonId;
use super::secret::KeyHash;
use crate::survey::{Language, random_id};

/// How long a link sent by mail can be used.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_mins(15);
/// How long the link in a letter to an old address opens what was answered there.
pub const CONFIRMATION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 30);
/// How long a session lasts, however much it is used.
pub const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(24 * 14);
/// After how many days on which it was not used a session is over.
const IDLE_DAYS: i64 = 4;

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
    /// What the browser that asked can be told by; nothing where none did.
    #[serde(default)]
    pub browser: Option<KeyHash>,
    /// What the letter is about.
    #[serde(default)]
    pub about: LetterAbout,
}

/// Why a letter with a link is owed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterAbout {
    /// Somebody asked to sign in.
    #[default]
    SigningIn,
    /// The person at this address reads at another one now.
    NewAddress {
        /// Who it is.
        person: PersonId,
        /// Where they read from now on.
        to: EmailAddress,
    },
}

impl LinkRequest {
    /// Servers that put strangers off take them after one to five minutes.
    const PAUSE: SignedDuration = SignedDuration::from_secs(45);
    /// Nobody waits for the others.
    const LONG_PAUSE: SignedDuration = SignedDuration::from_hours(1);
    /// How long a letter that nobody waits for is tried: over a weekend.
    const TRIED: SignedDuration = SignedDuration::from_hours(24 * 3);

    /// The same request, to be tried again after a pause.
    pub fn put_off(self, now: Timestamp) -> LinkRequest {
        let pause = if self.is_for_signing_in() { Self::PAUSE } else { Self::LONG_PAUSE };
        LinkRequest { due: now.saturating_add(pause).unwrap_or(Timestamp::MAX), ..self }
    }

    /// The person who asked has given up waiting, or asked again; or it was tried for days.
    pub fn is_over(&self, now: Timestamp) -> bool {
        let lasts = if self.is_for_signing_in() { LINK_LASTS } else { Self::TRIED };
        self.asked.saturating_add(lasts).is_ok_and(|until| until <= now)
    }

    /// Whether somebody waits for it to sign in.
    pub fn is_for_signing_in(&self) -> bool {
        self.about == LetterAbout::SigningIn
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
    /// What the browser that asked for it can be told by; `None` where none did.
    #[serde(default)]
    pub browser: Option<KeyHash>,
    /// What following it does.
    #[serde(default)]
    pub purpose: LinkPurpose,
}

/// What following a link does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// Signs the person in.
    #[default]
    SignIn,
    /// Opens what was answered before the person's address changed.
    Unlock,
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
    /// The day it was opened; `None` for one of an earlier version.
    #[serde(default)]
    pub began: Option<Date>,
    /// The last day it was used; `None` for one of an earlier version.
    #[serde(default)]
    pub seen: Option<Date>,
    /// Browser and system, as the browser names them, for telling devices apart; empty where it says nothing.
    #[serde(default)]
    pub device: String,
}

impl Session {
    /// Whether it opens anything still, on a day and at a moment of it.
    pub fn is_open(&self, now: Timestamp, today: Date) -> bool {
        let is_idle = self.seen.is_some_and(|seen| seen.saturating_add(IDLE_DAYS.days()) < today);
        self.until > now && !is_idle
    }
}

impl SignInLink {
    /// A link that opens everything and leads to the first page.
    pub fn new(person: PersonId, email: EmailAddress, now: Timestamp, lasts: SignedDuration) -> SignInLink {
        let until = ends(now, lasts, SignedDuration::from_mins(1));
        SignInLink {
            person,
            email,
            until,
            reach: Reach::Everything,
            to: None,
            browser: None,
            purpose: LinkPurpose::SignIn,
        }
    }

    /// The same link, asked for by a browser.
    pub fn asked_by(self, browser: Option<KeyHash>) -> SignInLink {
        SignInLink { browser, ..self }
    }

    /// A link for the old address of somebody, which signs nobody in.
    pub fn unlocking(self) -> SignInLink {
        SignInLink { purpose: LinkPurpose::Unlock, ..self }
    }

    /// The same link, opening no more than this.
    pub fn reaching(self, reach: Reach) -> SignInLink {
        SignInLink { reach, ..self }
    }

    /// The same link, leading to a page once it was followed.
    pub fn leading_to(self, to: Option<Destination>) -> SignInLink {
        SignInLink { to, ..self }
    }

    /// The session this link opens on a device.
    pub fn session(self, now: Timestamp, today: Date, device: String) -> Session {
        let until = ends(now, SESSION_LASTS, SignedDuration::from_hours(1));
        let SignInLink { person, email, reach, .. } = self;
        Session { person, email, until, reach, began: Some(today), seen: Some(today), device }
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

    const TODAY: Date = Date::constant(2026, 11, 21);

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
            let session = link.session(now, TODAY, String::new());
            assert_eq!(session.until, session_until.parse().unwrap(), "{now}");
        }
    }

    #[test]
    fn a_letter_somebody_waits_for_is_tried_soon_and_briefly_and_any_other_seldom_and_for_days() {
        let now: Timestamp = "2026-11-21T09:00:00Z".parse().unwrap();
        let (person, email) = (PersonId::from_random([7; 16]), EmailAddress::parse("anna@example.org").unwrap());
        let tried = |about| {
            let id = LinkRequestId::from_random([1; 16]);
            let (email, language) = (email.clone(), Language::En);
            let mut request = LinkRequest { id, email, language, to: None, asked: now, due: now, browser: None, about };
            let mut times = 0;
            while !request.is_over(request.due) {
                times += 1;
                let due = request.due;
                request = request.put_off(due);
            }
            times
        };
        assert_eq!(tried(LetterAbout::SigningIn), 20);
        assert_eq!(tried(LetterAbout::NewAddress { person, to: email.clone() }), 72);
    }

    #[test]
    fn a_session_ends_at_its_time_or_after_days_on_which_nobody_used_it() {
        let (now, address) =
            ("2026-11-21T09:00:00Z".parse().unwrap(), EmailAddress::parse("anna@example.org").unwrap());
        let link = SignInLink::new(PersonId::from_random([7; 16]), address, now, LINK_LASTS);
        let session = link.session(now, TODAY, "Firefox".into());
        let day = |number| TODAY.saturating_add(i64::from(number).days());
        assert!(session.is_open(now, day(4)));
        assert!(!session.is_open(now, day(5)));
        assert!(Session { seen: Some(day(10)), ..session.clone() }.is_open(now, day(14)));
        assert!(!session.is_open(session.until, TODAY));
        assert!(Session { seen: None, ..session }.is_open(now, day(9)), "of an earlier version");
    }

    #[test]
    fn a_link_and_a_session_stored_before_there_was_a_reach_open_everything() {
        let stored = r#"{"person":"07070707070707070707070707070707","email":"anna@example.org","until":"2026-11-21T09:00:00Z"}"#;
        let link: SignInLink = serde_json::from_str(stored).unwrap();
        assert_eq!((link.reach, link.to), (Reach::Everything, None));
        assert_eq!(serde_json::from_str::<Session>(stored).unwrap().reach, Reach::Everything);
    }
}
