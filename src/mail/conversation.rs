//! One conversation with a mail server, step by step. lettre speaks the protocol; the steps are taken here, because
//! what a refusal means hangs on the step at which it came: a 550 for a recipient is about that recipient, a 535 at the
//! login is about nobody to whom we write.

use std::io;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailParameter};
use tokio::time::timeout;

use super::MailError;
use super::relay::{Encryption, Relay};
use super::reply::{Reply, Trouble, TroubleKind, is_end};

/// For every command, and for connecting.
const PATIENCE: Duration = Duration::from_secs(20);
/// For the answer to a whole letter, which a server may look through for viruses first. Who gives up too early sends
/// twice.
const PATIENCE_AFTER_LETTER: Duration = Duration::from_secs(60);
const GOODBYE: Duration = Duration::from_secs(1);

/// What is written into an envelope before the letter itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Sender,
    Recipient,
    Content,
}

/// How a letter fared, and whether the conversation can go on with another.
pub(super) struct Handed {
    pub outcome: Result<(), MailError>,
    pub goes_on: bool,
}

pub(super) struct Conversation {
    connection: AsyncSmtpConnection,
    /// Letters so far.
    letters: usize,
}

impl Conversation {
    /// Servers that count let pass at least so many.
    pub const MOST_LETTERS: usize = 100;

    pub async fn begin(relay: &Relay) -> Result<Conversation, Trouble> {
        // The connection's own limit is for its first packet; a server that then falls silent would hold us forever.
        let silent = |_| Trouble { kind: TroubleKind::Silent, reply: silence(PATIENCE) };
        let connection = timeout(PATIENCE, connect(relay)).await.map_err(silent)??;
        Ok(Conversation { connection, letters: 0 })
    }

    /// Hands a letter over. Nothing was handed over if the trouble is not [`MailError::InDoubt`].
    pub async fn hand_over(&mut self, envelope: &Envelope, message: &[u8]) -> Handed {
        self.letters += 1;
        let outcome = self.steps(envelope, message).await;
        let goes_on = match &outcome {
            Ok(()) => true,
            // The server waits for the rest of an envelope that does not come.
            Err(MailError::Refused(_) | MailError::Later(_)) => {
                matches!(timeout(PATIENCE, self.connection.command(Rset)).await, Ok(Ok(_)))
            }
            Err(_) => false,
        };
        Handed { outcome, goes_on: goes_on && self.letters < Self::MOST_LETTERS }
    }

    pub async fn end(mut self) {
        // A server that does not answer a goodbye is left.
        let _ = timeout(GOODBYE, self.connection.quit()).await;
    }

    async fn steps(&mut self, envelope: &Envelope, message: &[u8]) -> Result<(), MailError> {
        let mut options = Vec::new();
        if !envelope.to().iter().chain(envelope.from()).all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::Refused(Reply::of_ours(
                    "the server takes addresses in ASCII only (no SMTPUTF8)",
                )));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        self.say(Step::Sender, Mail::new(envelope.from().cloned(), options)).await?;
        for recipient in envelope.to() {
            self.say(Step::Recipient, Rcpt::new(recipient.clone(), Vec::new())).await?;
        }
        self.say(Step::Content, Data).await?;
        let doubt = |reply| MailError::InDoubt(Trouble { kind: TroubleKind::Silent, reply });
        match timeout(PATIENCE_AFTER_LETTER, self.connection.command(whole(message))).await {
            Ok(Ok(_)) => Ok(()),
            // An answer, if a bad one: it does not have the letter.
            Ok(Err(error)) if error.status().is_some() => Err(meaning(Step::Content, &error)),
            Ok(Err(error)) => Err(doubt(Reply::of(&error))),
            Err(_) => Err(doubt(silence(PATIENCE_AFTER_LETTER))),
        }
    }

    async fn say(&mut self, step: Step, command: impl std::fmt::Display) -> Result<(), MailError> {
        match timeout(PATIENCE, self.connection.command(command)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(meaning(step, &error)),
            Err(_) => Err(MailError::Trouble(Trouble { kind: TroubleKind::Silent, reply: silence(PATIENCE) })),
        }
    }
}

async fn connect(relay: &Relay) -> Result<AsyncSmtpConnection, Trouble> {
    let wrapper = match &relay.encryption {
        Encryption::Wrapper(tls) => Some(tls.clone()),
        _ => None,
    };
    let place = (relay.host.as_str(), relay.port);
    let connected = AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &relay.hello, wrapper, None).await;
    let mut connection = connected.map_err(|error| trouble(TroubleKind::Barred, &error))?;
    let starttls = match &relay.encryption {
        Encryption::Required(tls) => Some(tls),
        Encryption::Opportunistic(tls) if connection.can_starttls() => Some(tls),
        _ => None,
    };
    if let Some(tls) = starttls {
        let encrypted = connection.starttls(tls.clone(), &relay.hello).await;
        encrypted.map_err(|error| Trouble { kind: TroubleKind::Encryption, reply: Reply::of(&error) })?;
    }
    if let Some(login) = &relay.login {
        let entered = connection.auth(DEFAULT_MECHANISMS, login).await;
        entered.map_err(|error| trouble(TroubleKind::Login, &error))?;
    }
    Ok(connection)
}

/// What a negative answer, or none, means before there is a letter: `refusal` if the server says no for good.
fn trouble(refusal: TroubleKind, error: &smtp::Error) -> Trouble {
    let kind = if error.is_permanent() || error.is_client() {
        refusal
    } else if error.is_transient() {
        TroubleKind::Busy
    } else if is_end(error) {
        TroubleKind::Silent
    } else if error.is_response() {
        TroubleKind::Odd
    } else if is_of_encryption(error) {
        TroubleKind::Encryption
    } else if refusal == TroubleKind::Barred {
        TroubleKind::Unreachable
    } else {
        TroubleKind::Silent
    };
    Trouble { kind, reply: Reply::of(error) }
}

fn meaning(step: Step, error: &smtp::Error) -> MailError {
    let reply = Reply::of(error);
    let Some(code) = error.status().map(|code| code.to_string()) else {
        return MailError::Trouble(Trouble { kind: TroubleKind::Silent, reply });
    };
    let kind = match (code.as_str(), reply.detail()) {
        // The server is about to close, whatever was said before.
        ("421", _) => Some(TroubleKind::Busy),
        ("530" | "534" | "535" | "538", _) | (_, Some("5.7.8" | "5.7.9" | "5.7.57")) => Some(TroubleKind::Login),
        // Postfix waits with its judgement on the sender until the first recipient.
        (_, Some("5.1.7" | "5.1.8" | "5.7.60")) => Some(TroubleKind::Sender),
        (code, _) if step == Step::Sender => {
            Some(if code.starts_with('4') { TroubleKind::Busy } else { TroubleKind::Sender })
        }
        _ => None,
    };
    match kind {
        Some(kind) => MailError::Trouble(Trouble { kind, reply }),
        None if error.is_transient() => MailError::Later(reply),
        None => MailError::Refused(reply),
    }
}

/// The letter and its end in one piece: written in two, the second would wait until the first is acknowledged, 40 ms
/// for each letter. A line that begins with a dot gets a second one, so that none of them is the end (RFC 5321, 4.5.2).
fn whole(message: &[u8]) -> String {
    let message = String::from_utf8_lossy(message);
    let first = if message.starts_with('.') { "." } else { "" };
    format!("{first}{}\r\n.\r\n", message.replace("\r\n.", "\r\n.."))
}

/// Whether it came from the library for encryption, which speaks through input errors.
fn is_of_encryption(error: &smtp::Error) -> bool {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = source {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        source = error.source();
    }
    false
}

fn silence(patience: Duration) -> Reply {
    Reply::of_ours(format!("no answer within {} s", patience.as_secs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_a_letter_is_its_end() {
        assert_eq!(whole(b".\r\n.\r\n..\r\na.b"), "..\r\n..\r\n...\r\na.b\r\n.\r\n");
    }
}
