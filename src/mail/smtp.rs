//! Letters over SMTP, to the relay the settings name.
//! One connection a letter: a relay near by makes that cheap, and there is no idle connection that may have died.

use std::error::Error as _;
use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Message, MultiPart};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use tokio::time::timeout;

use super::{Letter, MailError, Mailer, Sender};

const TIMEOUT: Duration = Duration::from_secs(20);

pub struct SmtpMailer {
    relay: AsyncSmtpTransport<Tokio1Executor>,
    sender: Sender,
}

/// Why there is no way to the mail server. The address itself is left out, because it may hold a password.
#[derive(Debug, thiserror::Error)]
#[error(
    "the mail server must be given as smtps://user:password@host:port, or as smtp:// with ?tls=required for STARTTLS, \
     or without it for a server on this machine; special characters in the password as %40 for @: {0}"
)]
pub struct ServerError(String);

impl SmtpMailer {
    /// `server` is an URL as in [`ServerError`]'s message.
    pub fn new(server: &str, sender: Sender) -> Result<SmtpMailer, ServerError> {
        let (before, behind) = server.split_once("://").unwrap_or_default();
        let login = behind.split_once('@').map(|(login, _)| login);
        if !matches!(before, "smtp" | "smtps") {
            return Err(ServerError("it begins with neither smtp:// nor smtps://".into()));
        }
        // Otherwise the user would be left out silently.
        if login.is_some_and(|login| !login.contains(':')) {
            return Err(ServerError("there is a user without a password".into()));
        }
        let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(server);
        let relay = relay.map_err(|error| ServerError(error.to_string()))?.timeout(Some(TIMEOUT)).build();
        Ok(SmtpMailer { relay, sender })
    }

    fn message(&self, letter: &Letter) -> Result<Message, lettre::error::Error> {
        let header = |name, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned());
        Message::builder()
            .from(self.sender.mailbox())
            .to(letter.to().clone().into())
            .subject(letter.subject())
            .message_id(Some(format!("<{}@{}>", letter.id(), self.sender.address().domain())))
            // No holiday notice is wanted as an answer (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", letter.language().tag()))
            .envelope(Envelope::new(Some(self.sender.address().clone()), vec![letter.to().clone()])?)
            .multipart(MultiPart::alternative_plain_html(letter.text(), letter.html()))
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = self.message(letter).map_err(|error| MailError::Refused(error.to_string()))?;
        // The transport's own limit is for the connection; a server that then falls silent would hold the letter forever.
        match timeout(TIMEOUT, self.relay.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() || error.is_client() => Err(MailError::Refused(reason(&error))),
            Ok(Err(error)) => Err(MailError::Later(reason(&error))),
            Err(_) => Err(MailError::Later(format!("no answer within {} s", TIMEOUT.as_secs()))),
        }
    }
}

/// A server's own words often repeat the address, so only its codes are passed on: `550 5.1.1`.
fn reason(error: &smtp::Error) -> String {
    let Some(code) = error.status() else {
        return if error.is_response() { "it does not speak SMTP".into() } else { error.to_string() };
    };
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let detail = words.split_whitespace().next().filter(|word| is_detail(word));
    detail.map_or_else(|| code.to_string(), |detail| format!("{code} {detail}"))
}

/// Whether it is an enhanced status code (RFC 3463).
fn is_detail(word: &str) -> bool {
    let numbers = || word.split('.');
    numbers().count() == 3 && numbers().all(|number| (1..=3).contains(&number.len()) && number.parse::<u16>().is_ok())
}

/// Without the password, which is part of the transport.
impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer").field("sender", &self.sender).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer(server: &str) -> Result<SmtpMailer, ServerError> {
        SmtpMailer::new(server, Sender::new("Footing", "footing@example.com").unwrap())
    }

    #[test]
    fn a_debug_print_does_not_show_the_password() {
        let shown = format!("{:?}", mailer("smtps://mari:geheim%40@mail.example.com").unwrap());
        assert!(!shown.contains("geheim") && !shown.contains("mari"), "{shown}");
    }

    #[test]
    fn a_wrong_server_is_refused_without_repeating_the_password() {
        for server in [
            "",
            "geheim",
            "mail.example.com:25",
            "https://mari:geheim@mail.example.com",
            "geheim://mail.example.com",
            "mari:geheim@mail.example.com",
            "smtp://",
            "smtp://mari:ge/heim@mail.example.com",
            "smtp://mari:geheim@mail.example.com:port",
            "smtp://mari:geheim%ff@mail.example.com",
            "smtp://geheim@mail.example.com",
            "smtp://mari:geheim@mail.example.com?tls=perhaps",
        ] {
            let error = mailer(server).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("geheim") && !shown.contains("heim@"), "{server}: {shown}");
        }
    }

    #[test]
    fn every_way_to_a_server_is_understood() {
        for server in [
            "smtp://localhost",
            "smtp://127.0.0.1:1025",
            "smtp://[::1]:1025",
            "smtp://mari:geheim@mail.example.com:587?tls=required",
            "smtps://mari%40example.com:geheim@mail.example.com",
        ] {
            assert!(mailer(server).is_ok(), "{server}");
        }
    }
}
