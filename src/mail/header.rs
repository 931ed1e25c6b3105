//! What may stand in a header line. A line break there would let a name or a subject write headers of its own, so text
//! with one is refused; repaired silently it would hide that somebody tried.

use lettre::Address;

/// Why a text cannot stand in a header.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    #[error("the {0} contains a line break or another control character")]
    Control(&'static str),
    #[error("the {0} is not an e-mail address, such as name@example.com")]
    Address(&'static str),
    #[error("the letter's id may only have up to 100 letters of a to z, digits, and - _ between them")]
    Id,
}

pub(super) fn text(field: &'static str, text: &str) -> Result<String, HeaderError> {
    if text.chars().any(char::is_control) { Err(HeaderError::Control(field)) } else { Ok(text.to_owned()) }
}

pub(super) fn address(field: &'static str, address: &str) -> Result<Address, HeaderError> {
    text(field, address)?.parse().map_err(|_| HeaderError::Address(field))
}

/// The part of a Message-ID before the `@`.
pub(super) fn id(id: &str) -> Result<String, HeaderError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if (1..=100).contains(&id.len()) && id.chars().all(plain) { Ok(id.to_owned()) } else { Err(HeaderError::Id) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_gets_into_a_header() {
        for control in ["\r\n", "\r", "\n", "\0", "\t", "\u{7f}", "\u{85}"] {
            let subject = format!("Hello{control}Bcc: everybody@example.com");
            assert_eq!(text("subject", &subject), Err(HeaderError::Control("subject")), "{control:?}");
            for place in [format!("a{control}@example.com"), format!("a@example.com{control}")] {
                assert_eq!(address("recipient", &place), Err(HeaderError::Control("recipient")), "{control:?}");
            }
            assert_eq!(id(&format!("1{control}")), Err(HeaderError::Id), "{control:?}");
        }
    }

    #[test]
    fn an_address_is_one_address_and_nothing_else() {
        for place in ["mari@example.com", "mari+footing@example.co.jp", "真理@例え.jp"] {
            assert!(address("recipient", place).is_ok(), "{place}");
        }
        for place in ["", "mari", "@example.com", "a@example.com,b@example.com", "Mari <mari@example.com>", "a b@c.com"]
        {
            assert_eq!(address("recipient", place), Err(HeaderError::Address("recipient")), "{place}");
        }
    }

    #[test]
    fn an_id_has_no_character_a_header_could_stumble_over() {
        assert!(id("sign-in_4f09").is_ok());
        for bad in ["", "a@b", "a>b", "a b", "é", &"x".repeat(101)] {
            assert_eq!(id(bad), Err(HeaderError::Id), "{bad}");
        }
    }
}
