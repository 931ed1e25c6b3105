//! What becomes of a person's answers when their address changes. Anyone who changes an address could read there in the
//! person's place, so what was answered before stays closed at the new one until the person opens it: from the old
//! address, or with their private link.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::email::EmailAddress;
use super::person::PersonId;
use super::secret::Seal;
use super::session::LinkRequest;

/// The lock on what a person answered before their address changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressLock {
    /// Where they read mail when they answered; after several changes, the first of these addresses.
    pub before: EmailAddress,
    /// The day of the last change.
    pub since: Date,
    /// Marks what is answered since then, which is open to them.
    pub seal: Seal,
}

impl AddressLock {
    /// What stands after an address changes from `before` to `after`; `None` where the person is back at the address at
    /// which they answered.
    pub fn after_change(
        standing: Option<AddressLock>,
        before: &EmailAddress,
        after: &EmailAddress,
        since: Date,
        seal: Seal,
    ) -> Option<AddressLock> {
        let before = standing.map_or_else(|| before.clone(), |lock| lock.before);
        (before.key() != after.key()).then_some(AddressLock { before, since, seal })
    }
}

/// Somebody whose address a change of the roster changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readdressed {
    /// Who it is.
    pub person: PersonId,
    /// What is locked from now on.
    pub lock: Option<AddressLock>,
    /// What is owed to the old address; `None` where no letters are sent.
    pub letter: Option<LinkRequest>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2026, 11, 21);

    fn address(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    fn change(standing: Option<AddressLock>, before: &str, after: &str, seal: u8) -> Option<AddressLock> {
        AddressLock::after_change(standing, &address(before), &address(after), DAY, Seal::from_random([seal; 32]))
    }

    #[test]
    fn after_two_changes_the_first_address_opens_and_what_was_answered_between_them_is_closed_too() {
        let first = change(None, "anna@example.org", "x@example.org", 1);
        assert_eq!(first.as_ref().unwrap().before, address("anna@example.org"));
        let second = change(first.clone(), "x@example.org", "y@example.org", 2).unwrap();
        assert_eq!(second.before, address("anna@example.org"));
        assert_ne!(second.seal, first.unwrap().seal);
    }

    #[test]
    fn back_at_the_address_where_it_was_answered_nothing_is_locked() {
        let lock = change(None, "anna@example.org", "x@example.org", 1);
        assert_eq!(change(lock, "x@example.org", "Anna@Example.org", 2), None);
        assert_eq!(change(None, "anna@example.org", "Anna@example.org", 1), None);
    }
}
