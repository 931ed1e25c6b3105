//! A mail that is owed to an invited person: it waits in the store until the mail server has taken it.
//! Everybody gets the same one, whether they have answered or not, so that it says nothing about who did.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::organisation::PersonId;
use crate::survey::{WaveId, random_id};

random_id! {
    /// Names a mail over all attempts to send it, so that a mail server can tell a second attempt from a second mail.
    InvitationId
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub person: PersonId,
    pub wave: WaveId,
    pub occasion: Occasion,
    /// When to try next.
    pub due: Timestamp,
    /// How often it was tried.
    pub tries: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    Opening,
    Reminder,
}

impl Invitation {
    /// Tries that are made before a mail is given up: over about a day and a half.
    const TRIES: u32 = 8;

    /// The same mail for another try, each twice as long after the one before; `None` when it is given up.
    pub fn once_more(self, now: Timestamp) -> Option<Invitation> {
        let tries = self.tries + 1;
        let pause = SignedDuration::from_mins(10) * 2_i32.pow(self.tries.min(Self::TRIES));
        let due = now.saturating_add(pause).unwrap_or(Timestamp::MAX);
        (tries < Self::TRIES).then_some(Invitation { due, tries, ..self })
    }
}
