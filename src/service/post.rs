//! What is written to people. How it is worded and which server takes it is decided elsewhere.

use async_trait::async_trait;
use jiff::civil::Date;

use crate::mail::{MailError, PostOffice};
use footing_core::organisation::{EmailAddress, Secret};
use footing_core::survey::{Language, WaveId};
use footing_core::wave::Occasion;

/// A way to write to people. Letters return when the mail server has taken them, or when it is known why not.
#[async_trait]
pub trait Post: Send + Sync {
    async fn send_link(&self, letter: &LinkLetter) -> Result<(), MailError>;

    async fn invite(&self, letter: &InvitationLetter) -> Result<(), MailError>;

    async fn tell_of_new_address(&self, letter: &NewAddressLetter) -> Result<(), MailError>;

    /// There is nothing to send for a while.
    async fn rest(&self);

    /// Which says when letters may leave, and hears how they fared.
    fn office(&self) -> &PostOffice;
}

/// A letter with a link for signing in.
#[derive(Debug)]
pub struct LinkLetter {
    pub to: EmailAddress,
    pub language: Language,
    pub link: Secret,
}

/// A letter to the address at which somebody read until now.
#[derive(Debug)]
pub struct NewAddressLetter {
    /// The same over all attempts to send it.
    pub id: String,
    pub to: EmailAddress,
    pub language: Language,
    /// Where they read from now on.
    pub new: EmailAddress,
    /// Opens there what was answered until now; `None` if nothing is locked.
    pub link: Option<Secret>,
}

/// A letter that invites to a wave, or reminds of it: the same for everybody but for language and address.
#[derive(Debug)]
pub struct InvitationLetter {
    /// The same over all attempts to send it.
    pub id: String,
    pub to: EmailAddress,
    pub language: Language,
    pub occasion: Occasion,
    pub wave: WaveId,
    pub name: String,
    pub closes: Date,
    pub minutes: u32,
}
