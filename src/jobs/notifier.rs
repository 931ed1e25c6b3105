//! Puts what is written to people into words and hands it to the mail server.

use std::sync::Arc;

use async_trait::async_trait;

use crate::mail::{HeaderError, Letter, MailError, MailPace, Mailer, PostOffice, Reply};
use crate::service::{InvitationLetter, LinkLetter, NewAddressLetter, Post};
use footing_core::text::Catalog;

use super::letters;

pub struct Notifier {
    mailer: Arc<dyn Mailer>,
    office: PostOffice,
    catalog: Arc<Catalog>,
    /// What links begin with, without a slash at the end.
    address: String,
}

impl Notifier {
    pub fn new(mailer: Arc<dyn Mailer>, pace: MailPace, catalog: Arc<Catalog>, address: &str) -> Notifier {
        Notifier { mailer, office: PostOffice::new(pace), catalog, address: address.to_owned() }
    }

    async fn send(&self, letter: Result<Letter, HeaderError>) -> Result<(), MailError> {
        let letter = letter.map_err(|error| MailError::Refused(Reply::of_ours(error.to_string())))?;
        self.mailer.send(&letter).await
    }
}

#[async_trait]
impl Post for Notifier {
    async fn send_link(&self, letter: &LinkLetter) -> Result<(), MailError> {
        let link = format!("{}/sign-in/{}", self.address, letter.link.reveal());
        // The hash of the secret names the letter, and tells nothing of it.
        let id: String = letter.link.hash().0[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let text = self.catalog.text(letter.language);
        let (subject, blocks) = (text.say("mail-link-subject"), letters::sign_in(text, link));
        self.send(Letter::new(&id, letter.to.as_str(), &subject, letter.language, blocks)).await
    }

    async fn invite(&self, letter: &InvitationLetter) -> Result<(), MailError> {
        let text = self.catalog.text(letter.language);
        let link = format!("{}/w/{}", self.address, letter.wave);
        let (subject, blocks) = letters::invitation(text, letter, link);
        self.send(Letter::new(&letter.id, letter.to.as_str(), &subject, letter.language, blocks)).await
    }

    async fn tell_of_new_address(&self, letter: &NewAddressLetter) -> Result<(), MailError> {
        let text = self.catalog.text(letter.language);
        let link = letter.link.as_ref().map(|link| format!("{}/sign-in/{}", self.address, link.reveal()));
        let (subject, blocks) = letters::new_address(text, letter, link);
        self.send(Letter::new(&letter.id, letter.to.as_str(), &subject, letter.language, blocks)).await
    }

    async fn rest(&self) {
        self.mailer.rest().await;
    }

    fn office(&self) -> &PostOffice {
        &self.office
    }
}
