//! What makes an import stop and ask: a change so large that the file is more likely wrong than the organisation.
//! A filter left on in the spreadsheet makes people leave; a new staff system makes ids change.

use std::fmt;

use serde::Serialize;

/// A reason to ask a person before a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "brake", rename_all = "snake_case")]
pub enum Brake {
    /// More than [`MOST_LEAVERS`](Self::MOST_LEAVERS) % of the active members would leave.
    ManyLeave { count: usize, of: usize },
    /// More than [`MOST_ID_CHANGES`](Self::MOST_ID_CHANGES) % of the active members would get another staff id.
    ManyChangeId { count: usize, of: usize },
}

impl Brake {
    /// In percent.
    pub const MOST_LEAVERS: usize = 20;
    /// In percent.
    pub const MOST_ID_CHANGES: usize = 5;

    /// The brakes that hold, for so many active members before the change.
    pub(super) fn holding(leavers: usize, id_changes: usize, of: usize) -> Vec<Brake> {
        let is_more = |count: usize, percent: usize| count * 100 > percent * of;
        let leavers = is_more(leavers, Self::MOST_LEAVERS).then_some(Brake::ManyLeave { count: leavers, of });
        let ids = is_more(id_changes, Self::MOST_ID_CHANGES).then_some(Brake::ManyChangeId { count: id_changes, of });
        leavers.into_iter().chain(ids).collect()
    }
}

impl fmt::Display for Brake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, of, what) = match *self {
            Brake::ManyLeave { count, of } => (count, of, "leave"),
            Brake::ManyChangeId { count, of } => (count, of, "get another staff id"),
        };
        let percent = (200 * count + of) / (2 * of).max(1);
        write!(f, "{count} of {of} {} ({percent} %) would {what}", if of == 1 { "person" } else { "people" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brake_holds_above_its_share_only() {
        assert_eq!(Brake::holding(20, 5, 100), []);
        let both = [Brake::ManyLeave { count: 21, of: 100 }, Brake::ManyChangeId { count: 6, of: 100 }];
        assert_eq!(Brake::holding(21, 6, 100), both);
        assert_eq!(Brake::holding(0, 0, 0), []);
    }

    #[test]
    fn a_brake_says_how_many_of_how_many() {
        let brake = Brake::ManyLeave { count: 31, of: 120 };
        assert_eq!(brake.to_string(), "31 of 120 people (26 %) would leave");
        let brake = Brake::ManyChangeId { count: 1, of: 1 };
        assert_eq!(brake.to_string(), "1 of 1 person (100 %) would get another staff id");
    }
}
