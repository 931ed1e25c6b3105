//! A person without a name: an id that everything of theirs is filed under, and a private key that opens it.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::survey::{bytes_from_hex, random_id};

random_id! {
    /// The name everything of one person is filed under. It is never shown.
    PersonId
}

/// The secret in a person's cookie and private link: 256 random bits. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonKey([u8; 32]);

impl PersonKey {
    pub fn from_random(bits: [u8; 32]) -> Self {
        PersonKey(bits)
    }

    /// Reads 64 lower-case hexadecimal digits, as [`reveal`](Self::reveal) writes them.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_from_hex(text).map(PersonKey)
    }

    /// The key in hexadecimal digits, for the cookie and the private link and nothing else.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.0).into())
    }
}

/// A key must not reach a log by way of a debug print.
impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(…)")
    }
}

/// The SHA-256 of a [`PersonKey`], under which the store finds the person. A key of 256 random bits needs no salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyHash(pub [u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_from_what_it_reveals_and_from_nothing_else() {
        let key = PersonKey::from_random([0xa7; 32]);
        assert_eq!(PersonKey::parse(&key.reveal()), Some(key.clone()));
        assert_eq!(PersonKey::parse(&key.reveal().to_uppercase()), None);
        assert_eq!(PersonKey::parse(&key.reveal()[1..]), None);
        assert_eq!(PersonKey::parse("é".repeat(32).as_str()), None);
    }

    #[test]
    fn a_debug_print_does_not_show_the_key() {
        let key = PersonKey::from_random([0xa7; 32]);
        assert!(!format!("{key:?}").contains("a7"));
    }
}
