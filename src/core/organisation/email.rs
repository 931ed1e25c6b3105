//! E-mail addresses that mail can be sent to as they stand: one mailbox, no display name, nothing that could end a
//! header line. Two spellings that differ only in upper and lower case are one address.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// The address of one mailbox, in ASCII. Its domain is lower-case; the part before the @ stays as it was written.
///
/// Comparison, order and hash are those of [`key`](Self::key): no mail system in use tells `Anna@` from `anna@`, and a
/// list that changes the spelling does not mean another person.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(Box<str>);

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailAddressError {
    /// Nothing that mail could go to.
    #[error("this is no e-mail address")]
    NotAnAddress,
    /// A mail server need not take it, and it may be there by accident: an invisible space, or a letter that only looks
    /// like another.
    #[error("this e-mail address holds {0:?}, which is none of the characters mail is sent with")]
    NotAscii(char),
    /// Longer than mail servers take.
    #[error("this e-mail address is too long")]
    TooLong,
}

impl EmailAddress {
    /// In bytes: what the forward path of SMTP has room for (RFC 5321 §4.5.3.1.3).
    pub const LONGEST: usize = 254;
    /// In bytes, of the part before the @ (RFC 5321 §4.5.3.1.1).
    pub const LONGEST_LOCAL: usize = 64;

    /// Reads one address: words of letters, digits and ``!#$%&'*+-/=?^_`{|}~`` with dots between them, an @, and a domain
    /// of labels of letters, digits and inner hyphens. Space at the ends is dropped.
    ///
    /// # Errors
    /// Anything else, such as two addresses, a display name, a quoted part or an address literal.
    pub fn parse(text: &str) -> Result<Self, EmailAddressError> {
        let text = text.trim();
        if let Some(odd) = text.chars().find(|c| !c.is_ascii()) {
            return Err(EmailAddressError::NotAscii(odd));
        }
        if text.len() > Self::LONGEST {
            return Err(EmailAddressError::TooLong);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailAddressError::NotAnAddress)?;
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(is_word_character);
        if !local.split('.').all(is_word) || !domain.split('.').all(is_label) {
            return Err(EmailAddressError::NotAnAddress);
        }
        if local.len() > Self::LONGEST_LOCAL {
            return Err(EmailAddressError::TooLong);
        }
        Ok(EmailAddress(format!("{local}@{}", domain.to_ascii_lowercase()).into()))
    }

    /// The address as mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address so that somebody who knows it recognises it: the first letter of the part before the @, and the domain.
    pub fn veiled(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        format!("{}•••@{domain}", local.get(..1).unwrap_or_default())
    }

    /// The address in lower case, under which it is looked up.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    fn lower_case_bytes(&self) -> impl Iterator<Item = u8> {
        self.0.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

/// What an unquoted part before the @ is made of, but for the dots (`atext` of RFC 5322 §3.2.3).
fn is_word_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for EmailAddress {}

impl PartialOrd for EmailAddress {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EmailAddress {
    fn cmp(&self, other: &Self) -> Ordering {
        self.lower_case_bytes().cmp(other.lower_case_bytes())
    }
}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower_case_bytes().for_each(|byte| state.write_u8(byte));
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress({self})")
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = EmailAddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        EmailAddress::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_keeps_its_local_part_and_has_a_lower_case_domain() {
        let address = EmailAddress::parse(" Anna.O'Hara+x@Mail.Example.ORG\u{3000}").unwrap();
        assert_eq!(address.as_str(), "Anna.O'Hara+x@mail.example.org");
        assert_eq!(address.key(), "anna.o'hara+x@mail.example.org");
    }

    #[test]
    fn two_spellings_in_other_cases_are_one_address() {
        let spellings = ["Anna@example.org", "anna@EXAMPLE.org"].map(|text| EmailAddress::parse(text).unwrap());
        assert_eq!(spellings[0], spellings[1]);
        assert_eq!(spellings.iter().collect::<HashSet<_>>().len(), 1);
        assert_eq!(spellings[0].cmp(&spellings[1]), Ordering::Equal);
    }

    #[test]
    fn what_is_no_single_plain_address_is_refused() {
        for text in [
            "",
            "anna",
            "@example.org",
            "anna@",
            "a@b@example.org",
            "an na@example.org",
            "anna@exam ple.org",
            "Anna <anna@example.org>",
            "\"anna\"@example.org",
            "anna@example.org,bert@example.org",
            "anna@example.org;",
            "anna@example.org\r\nBcc: all@example.org",
            "anna\0@example.org",
            ".anna@example.org",
            "anna..b@example.org",
            "anna@.org",
            "anna@example.org.",
            "anna@-example.org",
            "anna@exa_mple.org",
            "anna@[127.0.0.1]",
        ] {
            assert_eq!(EmailAddress::parse(text), Err(EmailAddressError::NotAnAddress), "{text:?}");
        }
        assert_eq!(EmailAddress::parse("a\u{200b}@example.org"), Err(EmailAddressError::NotAscii('\u{200b}')));
        assert_eq!(EmailAddress::parse("anna@exämple.org"), Err(EmailAddressError::NotAscii('ä')));
    }

    #[test]
    fn the_longest_address_is_taken_and_one_byte_more_is_not() {
        let label = "d".repeat(62);
        let domain = [label.as_str(); 3].join(".");
        let local = "l".repeat(EmailAddress::LONGEST_LOCAL);
        let longest = format!("{local}@{domain}d");
        assert_eq!(longest.len(), EmailAddress::LONGEST);
        assert!(EmailAddress::parse(&longest).is_ok());
        assert_eq!(EmailAddress::parse(&format!("{longest}d")), Err(EmailAddressError::TooLong));
        assert_eq!(EmailAddress::parse(&format!("l{local}@d")), Err(EmailAddressError::TooLong));
    }

    #[test]
    fn a_stored_address_is_a_plain_string_and_is_checked_again() {
        let address = EmailAddress::parse("Anna@example.org").unwrap();
        assert_eq!(serde_json::to_string(&address).unwrap(), "\"Anna@example.org\"");
        assert_eq!(serde_json::from_str::<EmailAddress>("\"Anna@example.org\"").unwrap(), address);
        assert!(serde_json::from_str::<EmailAddress>("\"anna\"").is_err());
    }

    proptest! {
        #[test]
        fn an_address_is_read_back_from_itself_and_holds_nothing_that_ends_a_header(text in "[ -~\r\n]{0,6}@?[ -~]{0,6}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                let again = EmailAddress::parse(address.as_str()).unwrap();
                prop_assert_eq!(again.as_str(), address.as_str());
                prop_assert!(!address.as_str().contains(|c: char| c.is_control() || " \"<>,;".contains(c)));
            }
        }
    }
}
