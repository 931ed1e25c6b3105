//! What a mail server said, in two ways: its codes, which may be logged, and its words, which often repeat an address and
//! are for the administrator alone. And what it is about when it is not about a letter.

use std::error::Error as _;
use std::fmt;

use lettre::transport::smtp;

/// An answer of a mail server. Printed, it is its codes and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    codes: String,
    words: String,
}

/// Why no letter leaves at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub kind: TroubleKind,
    pub reply: Reply,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TroubleKind {
    /// There is nobody at this address, or no way to it.
    Unreachable,
    /// No encryption came about: a certificate that does not fit, or none is offered.
    Encryption,
    /// The server does not want anything from this machine.
    Barred,
    /// User or password are refused, or none is given where one is needed.
    Login,
    /// The address letters come from is refused.
    Sender,
    /// The server asks to wait.
    Busy,
    /// It said nothing, or broke off.
    Silent,
    /// It refused letter after letter with the same words: this is not about each of them.
    Everybody,
    /// It does not speak SMTP.
    Odd,
}

impl TroubleKind {
    pub const ALL: [TroubleKind; 9] = [
        TroubleKind::Unreachable,
        TroubleKind::Encryption,
        TroubleKind::Barred,
        TroubleKind::Login,
        TroubleKind::Sender,
        TroubleKind::Busy,
        TroubleKind::Silent,
        TroubleKind::Everybody,
        TroubleKind::Odd,
    ];

    /// Names the texts that say what to do.
    pub fn word(self) -> &'static str {
        match self {
            TroubleKind::Unreachable => "unreachable",
            TroubleKind::Encryption => "encryption",
            TroubleKind::Barred => "barred",
            TroubleKind::Login => "login",
            TroubleKind::Sender => "sender",
            TroubleKind::Busy => "busy",
            TroubleKind::Silent => "silent",
            TroubleKind::Everybody => "everybody",
            TroubleKind::Odd => "odd",
        }
    }
}

impl Reply {
    /// In characters. A server may write pages.
    const LONGEST: usize = 300;

    /// Of something that went wrong here and not there.
    pub fn of_ours(what: impl Into<String>) -> Reply {
        let what = what.into();
        Reply { words: plain(&what), codes: what }
    }

    pub(super) fn of(error: &smtp::Error) -> Reply {
        let Some(code) = error.status() else {
            return Reply::of_ours(match () {
                () if is_end(error) => "it closed the connection".to_owned(),
                () if error.is_response() => "it does not speak SMTP".to_owned(),
                () => error.to_string(),
            });
        };
        let said = error.source().map(ToString::to_string).unwrap_or_default();
        let detail = said.split_whitespace().next().filter(|word| is_detail(word));
        let codes = detail.map_or_else(|| code.to_string(), |detail| format!("{code} {detail}"));
        Reply { codes, words: plain(&format!("{code} {said}")) }
    }

    /// For the administrator: addresses may stand in it.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The class, subject and detail of RFC 3463, where it was given.
    pub(super) fn detail(&self) -> Option<&str> {
        self.codes.split_once(' ').map(|(_, detail)| detail).filter(|detail| is_detail(detail))
    }
}

/// Whether the server closed the connection where it should have answered. lettre says so in no other way.
pub(super) fn is_end(error: &smtp::Error) -> bool {
    error.is_response() && error.source().is_some_and(|source| source.to_string() == "incomplete response")
}

/// One line without control characters.
fn plain(said: &str) -> String {
    let words: Vec<&str> = said.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    words.chars().take(Reply::LONGEST).collect()
}

fn is_detail(word: &str) -> bool {
    let numbers = || word.split('.');
    numbers().count() == 3 && numbers().all(|number| (1..=3).contains(&number.len()) && number.parse::<u16>().is_ok())
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.codes)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no letter can be sent ({}): {}", self.kind.word(), self.reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_server_are_one_short_line() {
        let reply = Reply::of_ours(format!("535 no\r\n\tway\u{0}{}", "x".repeat(999)));
        assert!(reply.words().starts_with("535 no way x"), "{}", reply.words());
        assert_eq!(reply.words().chars().count(), Reply::LONGEST);
    }

    #[test]
    fn every_trouble_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<&str> = TroubleKind::ALL.iter().map(|kind| kind.word()).collect();
        assert_eq!(words.len(), TroubleKind::ALL.len());
    }
}
