//! A mail that is owed to an invited person: it waits in the store until the mail server has taken it or has refused it
//! for good. Everybody gets the same one, whether they have answered or not, so that it says nothing about who did.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::organisation::PersonId;
use crate::survey::{WaveId, random_id};

random_id! {
    /// Names a mail over all attempts to send it, so that a mail server can tell a second attempt from a second mail.
    InvitationId
}

random_id! {
    /// Names the mails that were owed at the same time.
    LotId
}

/// A letter that somebody is owed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// By which it is taken back once it is gone.
    pub id: InvitationId,
    /// Who gets it.
    pub person: PersonId,
    /// What it asks them to.
    pub wave: WaveId,
    /// Why now.
    pub occasion: Occasion,
    /// Among which it is counted; mails of earlier versions are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lot: Option<LotId>,
    /// When to try next.
    pub due: Timestamp,
    /// How often it was tried.
    pub tries: u32,
    /// How often nobody knows whether it was taken.
    #[serde(default)]
    pub doubts: u32,
}

/// Why letters of a wave are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// The wave has opened.
    Opening,
    /// The wave is still open, and somebody has not taken part.
    Reminder,
}

impl Invitation {
    /// The same mail for another try. Servers that put strangers off (greylisting) take them after five minutes or so; the
    /// pauses grow to an hour, and there is no last one while the wave is open.
    pub fn put_off(self, now: Timestamp) -> Invitation {
        let pause = SignedDuration::from_mins((5 << self.tries.min(4)).min(60));
        let due = now.saturating_add(pause).unwrap_or(Timestamp::MAX);
        Invitation { due, tries: self.tries.saturating_add(1), ..self }
    }

    /// The same mail for another try after one of which nobody knows whether it arrived; `None` when enough copies may
    /// have.
    pub fn in_doubt(self, now: Timestamp) -> Option<Invitation> {
        let doubts = self.doubts + 1;
        (doubts < Self::COPIES).then(|| Invitation { doubts, ..self.put_off(now) })
    }

    /// The most times a person can get the same mail.
    pub const COPIES: u32 = 3;
}

/// The mails that were owed at the same time, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// By which letters say that they are of it.
    pub id: LotId,
    /// The wave they are about.
    pub wave: WaveId,
    /// Why they were written.
    pub occasion: Occasion,
    /// How many there were at first.
    pub letters: usize,
    /// By the mail server.
    pub taken: usize,
    /// By the mail server, for good, until they are tried again.
    pub refused: usize,
    /// Because somebody has left, or the wave has closed.
    pub not_needed: usize,
    /// The audit log says how it ended.
    pub is_noted: bool,
}

impl Lot {
    /// None of its letters has gone yet.
    pub fn new(id: LotId, wave: WaveId, occasion: Occasion, letters: usize) -> Lot {
        Lot { id, wave, occasion, letters, taken: 0, refused: 0, not_needed: 0, is_noted: false }
    }

    /// How many are still to be sent.
    pub fn owed(&self) -> usize {
        self.letters.saturating_sub(self.taken + self.refused + self.not_needed)
    }

    /// Counts what became of one letter; one that waits longer is not counted yet.
    pub fn count(&mut self, outcome: &MailOutcome) {
        match outcome {
            MailOutcome::Taken => self.taken += 1,
            MailOutcome::NotNeeded => self.not_needed += 1,
            MailOutcome::Refused(_) => self.refused += 1,
            MailOutcome::Later(_) => {}
        }
    }

    /// One that was refused is owed again.
    pub fn try_again(&mut self) {
        self.refused = self.refused.saturating_sub(1);
        self.is_noted = false;
    }
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailOutcome {
    /// The mail server took it.
    Taken,
    /// It was not sent: they have taken part, or left.
    NotNeeded,
    /// The mail server refused the address for good.
    Refused(Refusal),
    /// It is tried again.
    Later(Invitation),
}

/// A mail the server will not take, kept until it is tried again or its person gets another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The letter that was refused.
    pub invitation: Invitation,
    /// The day of the refusal.
    pub on: Date,
    /// In the server's own words.
    pub said: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation {
            id: InvitationId::from_random([1; 16]),
            person: PersonId::from_random([2; 16]),
            wave: WaveId::from_random([3; 16]),
            occasion: Occasion::Opening,
            lot: None,
            due: Timestamp::UNIX_EPOCH,
            tries: 0,
            doubts: 0,
        }
    }

    #[test]
    fn pauses_grow_to_an_hour_and_a_mail_is_never_given_up() {
        let mut owed = invitation();
        let minutes: Vec<i64> = (0..200)
            .map(|_| {
                let before = owed.due;
                owed = owed.clone().put_off(before);
                (owed.due - before).total(jiff::Unit::Minute).unwrap() as i64
            })
            .collect();
        assert_eq!(minutes[..6], [5, 10, 20, 40, 60, 60]);
        assert!(minutes[6..].iter().all(|pause| *pause == 60));
    }

    #[test]
    fn nobody_gets_more_than_three_copies_of_a_mail() {
        let tries = std::iter::successors(Some(invitation()), |owed| owed.clone().in_doubt(Timestamp::UNIX_EPOCH));
        assert_eq!(tries.take(9).count(), Invitation::COPIES as usize);
    }

    #[test]
    fn a_mail_that_an_earlier_version_owed_is_read() {
        let kept = serde_json::json!({
            "id": "01".repeat(16), "person": "02".repeat(16), "wave": "03".repeat(16), "occasion": "opening",
            "due": "1970-01-01T00:00:00Z", "tries": 0
        });
        assert_eq!(serde_json::from_value::<Invitation>(kept).unwrap(), invitation());
    }
}
