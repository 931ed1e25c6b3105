//! The audit log: who changed or read what that matters to others, each entry chained to the one before by its hash.
//! Never an answer, and never when a person answered.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::person::PersonId;

/// One event, once written never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// From 1, without a gap.
    pub number: u64,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it, as [`person`] names them, the token of a program, or `command line`; an address in entries of earlier
    /// versions.
    pub actor: String,
    /// What happened.
    #[serde(rename = "deed")]
    pub event: AuditEvent,
    /// SHA-256 over the hash before and everything above.
    pub hash: String,
}

/// An event with who caused it and when: the store writes it together with the change it is about, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed {
    /// When it happens.
    pub at: Timestamp,
    /// As in [`AuditEntry::actor`].
    pub actor: String,
    /// What happens.
    pub event: AuditEvent,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum AuditEvent {
    /// A table of people took the place of the roster.
    RosterChanged {
        /// People who were not in the roster before, or had left.
        joined: usize,
        /// People who are in it no more.
        left: usize,
        /// People in another team than before.
        moved: usize,
        /// People of whom something else changed.
        edited: usize,
        /// Who has another address than before, as [`person`] names them: anyone who reads there can sign in as them.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        readdressed: Vec<String>,
    },
    /// Somebody was given roles, or some were taken away.
    RolesSet {
        /// Whose roles they are, as [`person`] names them; an address in entries of earlier versions.
        // The written name is in the hashes of entries there are.
        #[serde(rename = "email")]
        whose: String,
        /// All that they have from now on.
        roles: Vec<String>,
    },
    /// A link for signing in was printed at the command line.
    LinkPrinted {
        /// Whom the link signs in, as [`person`] names them; an address in entries of earlier versions.
        // The written name is in the hashes of entries there are.
        #[serde(rename = "email")]
        whose: String,
    },
    /// Links for signing in were made for these people, to be handed over by other ways than mail; many in several
    /// entries.
    LinksMade {
        /// The wave they lead to; `None` for a page of one's own.
        wave: Option<String>,
        /// Whom they sign in, as [`person`] names them; addresses in entries of earlier versions.
        people: Vec<String>,
    },
    /// A wave was begun.
    WaveDrafted {
        /// Its id.
        wave: String,
        /// What it is called.
        name: String,
    },
    /// The terms of a draft were changed, or the answers of those who lead.
    DraftChanged {
        /// Its id.
        wave: String,
    },
    /// People were asked.
    WaveOpened {
        /// Its id.
        wave: String,
        /// The hash of what was agreed.
        contract: String,
        /// How many people are asked.
        invited: u32,
    },
    /// No more answers are taken.
    WaveClosed {
        /// Its id.
        wave: String,
    },
    /// What may be shown was decided, once and for good.
    WaveReleased {
        /// Its id.
        wave: String,
        /// How many figures are shown.
        shown: usize,
    },
    /// Looked at for the first time, for these teams and those below them.
    ReleaseRead {
        /// Its id.
        wave: String,
        /// The teams whose figures were seen.
        teams: Vec<String>,
    },
    /// Taken away as a file, named by the SHA-256 of its bytes. By a program only the first file of a release and a day
    /// is noted: all of them hold the same figures, and some fetch them every few minutes.
    FiguresExported {
        /// Its id.
        wave: String,
        /// The name of the file.
        file: String,
        /// The hash of what was handed out, to recognise it by.
        sha256: String,
    },
    /// Everybody in the roster was read by a program, for the first time on that day.
    RosterRead,
    /// What somebody answered before their address changed was opened at the new one.
    Unlocked {
        /// By which proof.
        by: String,
    },
    /// Somebody signed in who may see more than what is their own. When others sign in is not noted: it would say when they
    /// answered.
    SignedIn {
        /// The names of their roles; `leader` for somebody who leads a team.
        roles: Vec<String>,
        /// As in [`Session`](super::Session).
        device: String,
    },
    /// Links or tokens that open nothing, or a link from another browser with a wrong address.
    Refused {
        /// `links` or `tokens`.
        what: String,
        /// How many since this was noted last; of what comes at once, not each is an entry.
        count: u64,
    },
    /// Everybody in the roster was taken away as a file.
    RosterExported,
    /// A program was let in.
    TokenMade {
        /// Its id.
        token: String,
        /// What it is called.
        name: String,
        /// What it gives.
        scopes: Vec<String>,
        /// `None` for a token without an end.
        last_day: Option<Date>,
    },
    /// A program was shut out.
    TokenRevoked {
        /// Its id.
        token: String,
        /// What it is called.
        name: String,
    },
    /// A team took on a step.
    PromiseMade {
        /// The wave whose figures led to it.
        wave: String,
        /// The team that promised.
        team: String,
        /// The step's id.
        step: String,
    },
    /// What came of a promise was said.
    PromiseAnswered {
        /// The wave whose figures led to it.
        wave: String,
        /// The team that promised.
        team: String,
    },
    /// Earlier versions wrote this when letters were owed, whatever became of them.
    MailSent {
        /// Its id.
        wave: String,
        /// How many.
        letters: usize,
    },
    /// Letters are owed to everybody, or once more to those whose letters were refused.
    MailQueued {
        /// Its id.
        wave: String,
        /// How many.
        letters: usize,
    },
    /// Of letters that were owed at the same time, none is any more.
    MailDone {
        /// Its id.
        wave: String,
        /// Letters that the mail server took.
        taken: usize,
        /// Letters that it refused for good.
        refused: usize,
        /// Because somebody has left, or the wave has closed.
        not_needed: usize,
    },
    /// What was agreed to be erased was.
    AnswersErased {
        /// Its id.
        wave: String,
        /// Linked answers that were erased.
        responses: usize,
        /// Ballots that were erased.
        ballots: u32,
    },
    /// A damaged store was gone on with, without so many changes that had been acknowledged.
    LossAccepted {
        /// Acknowledged changes that are lost.
        changes: u64,
        /// How many things were wrong.
        faults: usize,
    },
}

/// How the log names a person: by an id that says nothing once they are erased. [`named`] puts the name back.
pub fn person(person: PersonId) -> String {
    format!("{PERSON}{person}")
}

const PERSON: &str = "person:";

/// The person whom [`person`] named so; `None` for an actor of another kind.
pub fn person_named(actor: &str) -> Option<PersonId> {
    PersonId::parse(actor.strip_prefix(PERSON)?)
}

/// A line of the log, with names where the line has ids. `name_of` is asked for each; `None` is somebody who is not known
/// any more.
pub fn named(line: &str, name_of: impl Fn(PersonId) -> Option<String>) -> String {
    let mut parts = line.split(PERSON);
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.get(..32).and_then(PersonId::parse) {
            Some(person) => {
                let name = name_of(person).unwrap_or_else(|| format!("somebody who was erased ({person})"));
                named.push_str(&name);
                named.push_str(&part[32..]);
            }
            None => named.extend([PERSON, part]),
        }
    }
    named
}

impl AuditEntry {
    /// The entry that follows `last`.
    pub fn after(last: Option<&AuditEntry>, Attributed { at, actor, event }: Attributed) -> AuditEntry {
        let number = last.map_or(1, |last| last.number + 1);
        // The order is in the number; a fraction of a second would only help to match an entry to something else.
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        let mut entry = AuditEntry { number, at, actor, event, hash: String::new() };
        entry.hash = entry.digest(last);
        entry
    }

    /// Whether nothing was changed in this entry and it follows `last`.
    pub fn follows(&self, last: Option<&AuditEntry>) -> bool {
        self.number == last.map_or(1, |last| last.number + 1) && self.hash == self.digest(last)
    }

    fn digest(&self, last: Option<&AuditEntry>) -> String {
        // Strings and numbers can always be written.
        let content = serde_json::to_vec(&(self.number, self.at, &self.actor, &self.event)).unwrap_or_default();
        let before = last.map_or("", |last| last.hash.as_str());
        let digest = Sha256::new().chain_update(before).chain_update(content).finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Display for AuditEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = serde_json::to_string(&self.event).map_err(|_| fmt::Error)?;
        write!(f, "{} {} {} {event}", self.number, self.at, self.actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_where_ids_stand_and_an_id_of_nobody_says_so() {
        let (anna, gone) = (PersonId::from_random([7; 16]), PersonId::from_random([9; 16]));
        assert_eq!((person_named(&person(anna)), person_named("command line")), (Some(anna), None));
        let line = format!("3 {} [\"{}\",\"person:nonsense\"]", person(anna), person(gone));
        let read = named(&line, |person| (person == anna).then(|| "Anna Tal <anna@example.org>".to_owned()));
        let expected =
            format!("3 Anna Tal <anna@example.org> [\"somebody who was erased ({gone})\",\"person:nonsense\"]");
        assert_eq!(read, expected);
    }

    #[test]
    fn what_earlier_versions_wrote_is_read_as_it_was() {
        let stored = r#"{"deed":"roles-set","email":"anna@example.org","roles":["analyst"]}"#;
        let expected = AuditEvent::RolesSet { whose: "anna@example.org".into(), roles: vec!["analyst".into()] };
        assert_eq!(serde_json::from_str::<AuditEvent>(stored).unwrap(), expected);
        assert_eq!(serde_json::to_string(&expected).unwrap(), stored, "and its hash stays what it was");
    }

    #[test]
    fn a_changed_a_removed_and_a_moved_entry_break_the_chain() {
        let mut log: Vec<AuditEntry> = Vec::new();
        for wave in ["a", "b", "c"] {
            let event = AuditEvent::WaveClosed { wave: wave.into() };
            let event = Attributed { at: Timestamp::UNIX_EPOCH, actor: "anna@example.org".into(), event };
            log.push(AuditEntry::after(log.last(), event));
        }
        let holds = |log: &[AuditEntry]| {
            log.iter().enumerate().all(|(at, entry)| entry.follows(at.checked_sub(1).map(|at| &log[at])))
        };
        assert!(holds(&log));
        let mut changed = log.clone();
        changed[1].actor = "ben@example.org".into();
        assert!(!holds(&changed));
        let removed = [log[0].clone(), log[2].clone()];
        assert!(!holds(&removed));
        let mut moved = log.clone();
        moved.swap(1, 2);
        assert!(!holds(&moved));
    }
}
