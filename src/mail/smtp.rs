//! Letters over SMTP, to the relay the settings name. A connection that has taken a letter is kept for the next one, until
//! there is nothing to send: at a relay that takes its time, greeting and login would be most of it.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Message, MultiPart};
use tokio::task::JoinSet;

use super::conversation::{Conversation, Handed};
use super::relay::{Relay, ServerError};
use super::reply::{Reply, TroubleKind};
use super::{Letter, MailError, Mailer, Sender};

pub struct SmtpMailer {
    relay: Relay,
    sender: Sender,
    /// Conversations in which nothing is being said.
    parked: Mutex<Vec<Open>>,
    /// How many there are, parked and not.
    open: Arc<AtomicUsize>,
}

/// A conversation that is counted for as long as it is there.
struct Open {
    conversation: Conversation,
    _counted: Counted,
}

struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl SmtpMailer {
    /// `server` is an URL as in [`ServerError`]'s message.
    pub fn new(server: &str, sender: Sender) -> Result<SmtpMailer, ServerError> {
        let relay = Relay::parse(server)?;
        Ok(SmtpMailer { relay, sender, parked: Mutex::default(), open: Default::default() })
    }

    /// The server, if letters go to it over the network in the clear.
    pub fn in_clear_to(&self) -> Option<&str> {
        self.relay.is_in_clear().then_some(self.relay.host.as_str())
    }

    async fn begin(&self) -> Result<Open, MailError> {
        match Conversation::begin(&self.relay).await {
            Ok(conversation) => {
                self.open.fetch_add(1, Ordering::Relaxed);
                Ok(Open { conversation, _counted: Counted(Arc::clone(&self.open)) })
            }
            Err(trouble) => match (trouble.kind, self.open.load(Ordering::Relaxed)) {
                // With the others all is well: this is one too many.
                (TroubleKind::Busy | TroubleKind::Unreachable, others @ 1..) => Err(MailError::Crowded(others)),
                _ => Err(MailError::Trouble(trouble)),
            },
        }
    }

    fn unpark(&self) -> Option<Open> {
        self.parked.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn park(&self, open: Open) {
        self.parked.lock().unwrap_or_else(PoisonError::into_inner).push(open);
    }

    async fn hand_over(&self, mut open: Open, envelope: &Envelope, message: &[u8]) -> Result<(), MailError> {
        let Handed { outcome, goes_on } = open.conversation.hand_over(envelope, message).await;
        if goes_on {
            self.park(open);
        } else if !matches!(outcome, Err(MailError::Trouble(_) | MailError::InDoubt(_))) {
            open.conversation.end().await;
        }
        outcome
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
        let message = self.message(letter).map_err(|error| MailError::Refused(Reply::of_ours(error.to_string())))?;
        let (envelope, content) = (message.envelope(), message.formatted());
        // A server may have closed a kept connection long ago, or have had enough of it: that says nothing of a new one.
        while let Some(kept) = self.unpark() {
            match self.hand_over(kept, envelope, &content).await {
                Err(MailError::Trouble(_)) => {}
                outcome => return outcome,
            }
        }
        self.hand_over(self.begin().await?, envelope, &content).await
    }

    async fn rest(&self) {
        // At the same time: some servers take theirs even for a goodbye.
        let mut ending = JoinSet::new();
        while let Some(open) = self.unpark() {
            ending.spawn(open.conversation.end());
        }
        ending.join_all().await;
    }
}

/// Without the password, which is part of the relay.
impl fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpMailer").field("relay", &self.relay).field("sender", &self.sender).finish_non_exhaustive()
    }
}
