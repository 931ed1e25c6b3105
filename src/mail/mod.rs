//! The mail room: letters, the way they leave the house, and the post office that sends them while nobody waits.
//! An installation without mail has no [`Mailer`]; what offers mail asks for one first.

mod header;
mod letter;
mod post;
mod sender;
mod smtp;

use async_trait::async_trait;

pub use self::header::HeaderError;
pub use self::letter::{Block, Letter};
pub use self::post::{PostOffice, PostOfficeFull};
pub use self::sender::Sender;
pub use self::smtp::{ServerError, SmtpMailer};

/// A way for letters to leave the house.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns when somebody else has taken responsibility for the letter. Sending the same letter again is harmless:
    /// its Message-ID is the same.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;
}

/// Why a letter was not sent. The reasons name no address and quote no letter, so they may be logged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MailError {
    /// Trying again would end the same way.
    #[error("the mail server refuses the letter: {0}")]
    Refused(String),
    /// Trying again later may help.
    #[error("the mail server cannot take the letter now: {0}")]
    Later(String),
}
