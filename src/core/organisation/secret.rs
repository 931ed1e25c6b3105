//! A secret in somebody's cookie or link: anyone who holds it is let in.
//! The store keeps only its hash, so that a copy of the store lets nobody in.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::survey::bytes_from_hex;

/// The key of a private link, a session, or a link for signing in: 256 random bits, or 100 where somebody may have to
/// type it from paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Bits);

#[derive(Clone, PartialEq, Eq)]
enum Bits {
    Long([u8; 32]),
    Short(Code),
}

/// The digits of a short secret, without those that are read as others: no I, L, O and U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH: usize = 20;
/// A hyphen stands after so many digits.
const GROUP: usize = 5;

/// Twenty digits of five bits each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Code([u8; CODE_LENGTH]);

impl Secret {
    /// From bits that nobody can guess.
    pub fn from_random(bits: [u8; 32]) -> Self {
        Secret(Bits::Long(bits))
    }

    /// A secret that can be typed.
    pub fn short_from_random(bits: [u8; CODE_LENGTH]) -> Self {
        Secret(Bits::Short(Code(bits.map(|bits| DIGITS[usize::from(bits % 32)]))))
    }

    /// Reads 64 lower-case hexadecimal digits, or the twenty of a short secret in any case and with or without hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let bits = bytes_from_hex(text).map(Bits::Long).or_else(|| Code::parse(text).map(Bits::Short));
        bits.map(Secret)
    }

    /// The secret as text, for the cookie or link and nothing else.
    pub fn reveal(&self) -> String {
        match &self.0 {
            Bits::Long(bits) => bits.iter().map(|byte| format!("{byte:02x}")).collect(),
            Bits::Short(Code(digits)) => {
                let groups: Vec<String> =
                    digits.chunks(GROUP).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
                groups.join("-")
            }
        }
    }

    /// What is kept of it.
    pub fn hash(&self) -> KeyHash {
        KeyHash(Sha256::digest(self.bits()).into())
    }

    /// What this secret marks as its own. It tells nothing about the secret, and cannot be made from its hash.
    pub fn seal(&self) -> Seal {
        Seal(Sha256::new().chain_update("what was answered with it").chain_update(self.bits()).finalize().into())
    }

    fn bits(&self) -> &[u8] {
        match &self.0 {
            Bits::Long(bits) => bits,
            Bits::Short(Code(digits)) => digits,
        }
    }
}

impl Code {
    fn parse(text: &str) -> Option<Code> {
        let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').map(|byte| byte.to_ascii_uppercase()).collect();
        let digits: [u8; CODE_LENGTH] = digits.try_into().ok()?;
        digits.iter().all(|digit| DIGITS.contains(digit)).then_some(Code(digits))
    }
}

/// Marks what belongs to one secret, which the store never holds, or what was answered since an address changed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal([u8; 32]);

impl Seal {
    /// From bits that nobody can guess.
    pub fn from_random(bits: [u8; 32]) -> Seal {
        Seal(bits)
    }

    /// Bits that only this seal makes of a text, and always the same.
    pub fn bits(&self, text: &str) -> [u8; 16] {
        let digest: [u8; 32] = Sha256::new().chain_update(self.0).chain_update(text).finalize().into();
        let mut bits = [0; 16];
        bits.copy_from_slice(&digest[..16]);
        bits
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(…)")
    }
}

/// A secret must not reach a log by way of a debug print.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The SHA-256 of a [`Secret`], under which the store finds what it opens. So many random bits need no salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KeyHash(pub [u8; 32]);

/// In 64 lower-case hexadecimal digits.
impl fmt::Display for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::str::FromStr for KeyHash {
    type Err = NoKeyHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        bytes_from_hex(text).map(KeyHash).ok_or(NoKeyHash)
    }
}

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these are not 64 hexadecimal digits")]
pub struct NoKeyHash;

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
    fn a_secret_to_be_typed_is_read_back_however_it_is_typed() {
        let mut bits = [0; CODE_LENGTH];
        (0..).zip(&mut bits).for_each(|(place, bits)| *bits = place * 13);
        let secret = Secret::short_from_random(bits);
        let typed = secret.reveal();
        assert_eq!(typed, "0DT7M-1EV8N-2FW9P-3GXAQ");
        for typed in [typed.clone(), typed.to_lowercase(), typed.replace('-', "")] {
            assert_eq!(Secret::parse(&typed), Some(secret.clone()), "{typed}");
        }
        assert_eq!(Secret::parse(&typed.replace('0', "O")), None);
        assert_eq!(Secret::parse(&typed[1..]), None);
    }

    #[test]
    fn a_seal_is_not_what_the_store_finds_a_secret_under_and_marks_each_text_in_its_own_way() {
        let (secret, other) = (Secret::from_random([7; 32]), Secret::from_random([8; 32]));
        assert_ne!(secret.seal().0, secret.hash().0);
        assert_eq!(secret.seal().bits("a"), secret.seal().bits("a"));
        assert_ne!(secret.seal().bits("a"), secret.seal().bits("b"));
        assert_ne!(secret.seal().bits("a"), other.seal().bits("a"));
    }

    #[test]
    fn a_debug_print_does_not_show_the_secret() {
        let secret = Secret::from_random([0xa7; 32]);
        assert!(!format!("{secret:?}").contains("a7"));
    }
}
