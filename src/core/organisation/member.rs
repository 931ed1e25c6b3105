//! A member of the organisation: what its roster says of a person, and since when.
//! Somebody who left stays on record without being active, so that they are the same person when they come back.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::email::EmailAddress;
use super::line::{LineError, line};
use super::person::PersonId;
use super::team::TeamPath;
use crate::survey::{ChoiceId, Language};

/// What the organisation's own staff system calls a person. It is compared as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StaffId(Box<str>);

impl StaffId {
    /// In characters.
    pub const LONGEST: usize = 64;

    /// Reads 1 to [`LONGEST`](Self::LONGEST) characters without control characters; space at the ends is dropped.
    ///
    /// # Errors
    /// Which of these rules is broken.
    pub fn parse(text: &str) -> Result<Self, LineError> {
        line(text, Self::LONGEST).map(|text| StaffId(text.into()))
    }

    /// As the staff system writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StaffId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for StaffId {
    type Error = LineError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        StaffId::parse(&text)
    }
}

impl From<StaffId> for String {
    fn from(id: StaffId) -> String {
        id.0.into()
    }
}

/// A person the roster names, or once named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// What links answers to them, and never leaves the store.
    pub person: PersonId,
    /// By which the staff system knows them.
    pub staff: StaffId,
    /// One line of 1 to [`LONGEST_NAME`](Self::LONGEST_NAME) characters.
    pub name: String,
    /// Where they are written to, and what they sign in with.
    pub email: EmailAddress,
    /// The team they belong to, not those they lead.
    pub team: TeamPath,
    /// `None` where the roster does not say.
    pub work: Option<ChoiceId>,
    /// One line of 1 to [`LONGEST_LOCATION`](Self::LONGEST_LOCATION) characters.
    pub location: Option<String>,
    /// The teams they lead; they need not be in them.
    pub leads: BTreeSet<TeamPath>,
    /// The language of letters to them; `None` where the roster does not say.
    pub language: Option<Language>,
    /// The day they first stood in the roster.
    pub joined: Date,
    /// The day they stood in the roster no more; `None` while they do.
    pub left: Option<Date>,
    /// From the oldest to the newest, at most one a day.
    pub moves: Vec<Move>,
}

/// A change of team. The team gone to is the next move's `from`, or the member's team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The day the roster said so first.
    pub on: Date,
    /// The team before.
    pub from: TeamPath,
}

impl Member {
    /// In characters.
    pub const LONGEST_NAME: usize = 120;
    /// In characters.
    pub const LONGEST_LOCATION: usize = 80;

    /// Whether they are in the roster now.
    pub fn is_active(&self) -> bool {
        self.left.is_none()
    }

    /// Puts the member in another team and remembers the one before. A second move on the same day corrects the first,
    /// so a wrong import leaves no trace once it is set right.
    pub(super) fn move_to(&mut self, team: TeamPath, today: Date) {
        if self.team == team {
            return;
        }
        match self.moves.last() {
            Some(last) if last.on == today && last.from == team => {
                self.moves.pop();
                self.team = team;
            }
            Some(last) if last.on == today => self.team = team,
            _ => {
                let from = std::mem::replace(&mut self.team, team);
                self.moves.push(Move { on: today, from });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> TeamPath {
        TeamPath::parse(text).unwrap()
    }

    fn member() -> Member {
        Member {
            person: PersonId::from_random([7; 16]),
            staff: StaffId::parse("0017").unwrap(),
            name: "Anna Berg".to_owned(),
            email: EmailAddress::parse("anna@example.org").unwrap(),
            team: path("Sales"),
            work: None,
            location: None,
            leads: BTreeSet::new(),
            language: Some(Language::De),
            joined: Date::constant(2026, 1, 1),
            left: None,
            moves: Vec::new(),
        }
    }

    #[test]
    fn a_staff_id_is_text_whose_zeros_count() {
        assert_ne!(StaffId::parse("0017"), StaffId::parse("17"));
        assert_eq!(StaffId::parse(" 17 ").unwrap().as_str(), "17");
        assert_eq!(StaffId::parse(&"1".repeat(65)), Err(LineError::TooLong(64)));
        assert_eq!(StaffId::parse("1\u{7}"), Err(LineError::Control));
    }

    #[test]
    fn a_move_remembers_the_team_before_and_its_day() {
        let mut anna = member();
        let (first, second) = (Date::constant(2026, 2, 1), Date::constant(2026, 3, 1));
        anna.move_to(path("North"), first);
        anna.move_to(path("North"), second);
        anna.move_to(path("South"), second);
        let moves = [Move { on: first, from: path("Sales") }, Move { on: second, from: path("North") }];
        assert_eq!(anna.moves, moves);
        assert_eq!(anna.team, path("South"));
    }

    #[test]
    fn a_move_set_right_on_the_same_day_leaves_no_trace() {
        let mut anna = member();
        let today = Date::constant(2026, 2, 1);
        anna.move_to(path("North"), today);
        anna.move_to(path("South"), today);
        assert_eq!(anna.moves, [Move { on: today, from: path("Sales") }]);
        anna.move_to(path("Sales"), today);
        assert_eq!(anna, member());
    }

    #[test]
    fn a_stored_member_is_read_back() {
        let mut anna = member();
        anna.leads.insert(path("Sales > North"));
        anna.move_to(path("North"), Date::constant(2026, 2, 1));
        let stored = serde_json::to_string(&anna).unwrap();
        assert_eq!(serde_json::from_str::<Member>(&stored).unwrap(), anna);
    }
}
