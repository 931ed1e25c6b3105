//! The mail room: letters, the way they leave the house, and the office that says when and how many at a time.
//! An installation without mail has no [`Mailer`]; what offers mail asks for one first.

mod conversation;
mod header;
mod letter;
mod office;
mod relay;
mod reply;
mod sender;
mod smtp;

use async_trait::async_trait;

pub use self::header::HeaderError;
pub use self::letter::{Block, Letter};
pub use self::office::{MailPace, PostOffice, TroubleNow};
pub use self::relay::ServerError;
pub use self::reply::{Reply, Trouble, TroubleKind};
pub use self::sender::Sender;
pub use self::smtp::SmtpMailer;

/// A way for letters to leave the house.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns when somebody else has taken responsibility for the letter. Sending the same letter again is harmless:
    /// its Message-ID is the same.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;

    /// There is nothing to send for a while: connections need not be held.
    async fn rest(&self);
}

/// Why a letter was not sent, by whom the answer is about: the letter, or us and the way to the server. What is printed
/// names no address and quotes no letter, so it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// About the letter or its address: trying again would end the same way.
    #[error("the mail server refuses the letter: {0}")]
    Refused(Reply),
    /// About the letter or its address: trying again later may help.
    #[error("the mail server wants the letter later: {0}")]
    Later(Reply),
    /// The letter was handed over and the server fell silent before it said that it has it. Perhaps it does.
    #[error("the mail server did not say whether it has taken the letter: {0}")]
    InDoubt(Trouble),
    /// About the connection or the sender: no letter leaves while it lasts.
    #[error("{0}")]
    Trouble(Trouble),
    /// The server wants no further connection beside the others, which work.
    #[error("the mail server takes no more than {0} connections at a time")]
    Crowded(usize),
}
