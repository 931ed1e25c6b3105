//! What makes an import stop and ask: a change so large that the file is more likely wrong than the organisation.
//! A filter left on in the spreadsheet makes people leave; a new staff system makes ids change, a new domain addresses, at
//! which people sign in from then on.

use std::fmt;

use serde::Serialize;

/// A reason to ask a person before a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "brake", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum SafetyCheck {
    /// More than [`MOST_LEAVERS`](Self::MOST_LEAVERS) % of the active members would leave.
    ManyLeave { count: usize, of: usize },
    /// More than [`MOST_ID_CHANGES`](Self::MOST_ID_CHANGES) % of the active members would get another staff id.
    ManyChangeId { count: usize, of: usize },
    /// More than [`MOST_READDRESSED`](Self::MOST_READDRESSED) % of the active members would read mail at another
    /// address, and sign in there.
    ManyChangeAddress { count: usize, of: usize },
}

impl SafetyCheck {
    /// In percent.
    pub const MOST_LEAVERS: usize = 20;
    /// In percent.
    pub const MOST_ID_CHANGES: usize = 5;
    /// In percent.
    pub const MOST_READDRESSED: usize = 5;

    /// The checks that hold, for so many active members before the change.
    pub(super) fn holding(leavers: usize, id_changes: usize, readdressed: usize, of: usize) -> Vec<SafetyCheck> {
        let is_more = |count: usize, percent: usize| count * 100 > percent * of;
        let leavers = is_more(leavers, Self::MOST_LEAVERS).then_some(SafetyCheck::ManyLeave { count: leavers, of });
        let ids =
            is_more(id_changes, Self::MOST_ID_CHANGES).then_some(SafetyCheck::ManyChangeId { count: id_changes, of });
        let addresses = is_more(readdressed, Self::MOST_READDRESSED)
            .then_some(SafetyCheck::ManyChangeAddress { count: readdressed, of });
        leavers.into_iter().chain(ids).chain(addresses).collect()
    }
}

impl fmt::Display for SafetyCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, of, what) = match *self {
            SafetyCheck::ManyLeave { count, of } => (count, of, "leave"),
            SafetyCheck::ManyChangeId { count, of } => (count, of, "get another staff id"),
            SafetyCheck::ManyChangeAddress { count, of } => (count, of, "have another address"),
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
        assert_eq!(SafetyCheck::holding(20, 5, 5, 100), []);
        let all = [
            SafetyCheck::ManyLeave { count: 21, of: 100 },
            SafetyCheck::ManyChangeId { count: 6, of: 100 },
            SafetyCheck::ManyChangeAddress { count: 6, of: 100 },
        ];
        assert_eq!(SafetyCheck::holding(21, 6, 6, 100), all);
        assert_eq!(SafetyCheck::holding(0, 0, 0, 0), []);
    }

    #[test]
    fn a_brake_says_how_many_of_how_many() {
        let safety_check = SafetyCheck::ManyLeave { count: 31, of: 120 };
        assert_eq!(safety_check.to_string(), "31 of 120 people (26 %) would leave");
        let safety_check = SafetyCheck::ManyChangeId { count: 1, of: 1 };
        assert_eq!(safety_check.to_string(), "1 of 1 person (100 %) would get another staff id");
    }
}
