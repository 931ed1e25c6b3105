//! Puts what is written to people into words and hands it to the mail server.

use std::sync::Arc;

use async_trait::async_trait;

use crate::mail::{HeaderError, Letter, MailError, MailPace, Mailer, PostOffice, Reply};
use crate::service::{InvitationLetter, LinkLetter, Post};
use crate::ui::letters;
use footing_core::text::Catalog;

use super::state::PublicAddress;

pub struct Postman {
    mailer: Arc<dyn Mailer>,
    office: PostOffice,
    catalog: Arc<Catalog>,
    address: PublicAddress,
}

impl Postman {
    pub fn new(mailer: Arc<dyn Mailer>, pace: MailPace, catalog: Arc<Catalog>, address: PublicAddress) -> Postman {
        Postman { mailer, office: PostOffice::new(pace), catalog, address }
    }

    async fn send(&self, letter: Result<Letter, HeaderError>) -> Result<(), MailError> {
        let letter = letter.map_err(|error| MailError::Refused(Reply::of_ours(error.to_string())))?;
        self.mailer.send(&letter).await
    }
}

#[async_trait]
impl Post for Postman {
    async fn send_link(&self, letter: &LinkLetter) -> Result<(), MailError> {
        let link = format!("{}/sign-in/{}", self.address.as_str(), letter.link.reveal());
        // The hash of the secret names the letter, and tells nothing of it.
        let id: String = letter.link.hash().0[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let text = self.catalog.text(letter.language);
        let (subject, blocks) = (text.say("mail-link-subject"), letters::sign_in(text, link));
        self.send(Letter::new(&id, letter.to.as_str(), &subject, letter.language, blocks)).await
    }

    async fn invite(&self, letter: &InvitationLetter) -> Result<(), MailError> {
        let text = self.catalog.text(letter.language);
        let link = format!("{}/w/{}", self.address.as_str(), letter.wave);
        let (subject, blocks) = letters::invitation(text, letter, link);
        self.send(Letter::new(&letter.id, letter.to.as_str(), &subject, letter.language, blocks)).await
    }

    async fn rest(&self) {
        self.mailer.rest().await;
    }

    fn office(&self) -> &PostOffice {
        &self.office
    }
}
