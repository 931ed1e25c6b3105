//! A secret in somebody's cookie or link: whoever holds it is let in.
//! The store keeps only its hash, so that a copy of the store lets nobody in.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::survey::bytes_from_hex;

/// 256 random bits: the key of a private link, a session, or a link for signing in.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    pub fn from_random(bits: [u8; 32]) -> Self {
        Secret(bits)
    }

    /// Reads 64 lower-case hexadecimal digits, as [`reveal`](Self::reveal) writes them.
    pub fn parse(text: &str) -> Option<Self> {
        bytes_from_hex(text).map(Secret)
    }

    /// The secret in hexadecimal digits, for the cookie or link and nothing else.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.0).into())
    }
}

/// A secret must not reach a log by way of a debug print.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The SHA-256 of a [`Secret`], under which the store finds what it opens. 256 random bits need no salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeyHash(pub [u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_from_what_it_reveals_and_from_nothing_else() {
        let secret = Secret::from_random([0xa7; 32]);
        assert_eq!(Secret::parse(&secret.reveal()), Some(secret.clone()));
        assert_eq!(Secret::parse(&secret.reveal().to_uppercase()), None);
        assert_eq!(Secret::parse(&secret.reveal()[1..]), None);
        assert_eq!(Secret::parse("é".repeat(32).as_str()), None);
    }

    #[test]
    fn a_debug_print_does_not_show_the_secret() {
        let secret = Secret::from_random([0xa7; 32]);
        assert!(!format!("{secret:?}").contains("a7"));
    }
}
