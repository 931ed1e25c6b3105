//! Where somebody was going who had to sign in first: a page of ours, and nothing else. It is kept with the link that
//! signs them in, so it holds no secret, and it cannot lead to another site.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::survey::WaveId;

/// The path of a page that is for people who are signed in, perhaps with a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Destination(Box<str>);

/// What such a path begins with. Private links and links for signing in are not among them.
const BEGINNINGS: [&str; 6] = ["/w", "/me", "/teams", "/insights", "/admin", "/s"];

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no page to come back to")]
pub struct NoDestination;

impl Destination {
    /// In bytes.
    pub const LONGEST: usize = 300;

    /// # Errors
    /// Anything that is not the path of such a page, such as the address of another site.
    pub fn parse(text: &str) -> Result<Destination, NoDestination> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~?=&+,".contains(&byte);
        let is_ours = BEGINNINGS.iter().any(|beginning| {
            text.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        });
        let fits =
            text.len() <= Self::LONGEST && text.bytes().all(is_plain) && !text.contains("//") && !text.contains("..");
        if is_ours && fits { Ok(Destination(text.into())) } else { Err(NoDestination) }
    }

    /// The page of a wave where one takes part.
    pub fn of_wave(wave: WaveId) -> Destination {
        Destination(format!("/w/{wave}").into())
    }

    /// The path, from its first `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Destination {
    type Error = NoDestination;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Destination::parse(&text)
    }
}

impl From<Destination> for String {
    fn from(destination: Destination) -> String {
        destination.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ours_is_a_destination_with_its_query() {
        for path in ["/w/0123", "/teams", "/teams?by=items", "/insights/technical", "/admin/waves/0123", "/me"] {
            assert_eq!(Destination::parse(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn nothing_leads_to_another_site_and_no_secret_is_kept() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/w//evil.example",
            "/\\evil.example",
            "/w/\\evil.example",
            "w/0123",
            "/webpage",
            "/p/0123456789",
            "/sign-in/0123456789",
            "/sign-out",
            "/w/0123\r\nset-cookie:a=b",
            "/w/../p/0123456789",
            "/w/%2e%2e/p/0123456789",
            "/w/ä",
            "/",
            "",
        ] {
            assert_eq!(Destination::parse(elsewhere), Err(NoDestination), "{elsewhere:?}");
        }
        assert!(Destination::parse(&format!("/w/{}", "a".repeat(300))).is_err());
    }
}
