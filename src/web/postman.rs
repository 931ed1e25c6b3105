//! Puts what is written to people into words and hands it to the mail server.

use std::sync::Arc;

use async_trait::async_trait;

use crate::mail::{Letter, MailError, Mailer, PostOffice};
use crate::service::{InvitationLetter, LinkLetter, Post};
use crate::text::Catalog;
use crate::ui::letters;

use super::state::PublicAddress;

pub struct Postman {
    mailer: Arc<dyn Mailer>,
    office: PostOffice,
    catalog: Arc<Catalog>,
    address: PublicAddress,
}

impl Postman {
    pub fn new(mailer: Arc<dyn Mailer>, catalog: Arc<Catalog>, address: PublicAddress) -> Postman {
        Postman { office: PostOffice::new(Arc::clone(&mailer)), mailer, catalog, address }
    }
}

#[async_trait]
impl Post for Postman {
    fn send_link(&self, letter: LinkLetter) {
        let link = format!("{}/sign-in/{}", self.address.as_str(), letter.link.reveal());
        // The hash of the secret names the letter, and tells nothing of it.
        let id: String = letter.link.hash().0[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        let text = self.catalog.text(letter.language);
        let subject = text.say("mail-link-subject");
        let blocks = letters::sign_in(text, link);
        match Letter::new(&id, letter.to.as_str(), &subject, letter.language, blocks) {
            Ok(letter) => {
                if let Err(error) = self.office.try_post(letter) {
                    tracing::error!(%error, "a link for signing in was not sent");
                }
            }
            Err(error) => tracing::error!(%error, "a link for signing in was not sent"),
        }
    }

    async fn invite(&self, letter: &InvitationLetter) -> Result<(), MailError> {
        let text = self.catalog.text(letter.language);
        let link = format!("{}/w/{}", self.address.as_str(), letter.wave);
        let (subject, blocks) = letters::invitation(text, letter, link);
        let made = Letter::new(&letter.id, letter.to.as_str(), &subject, letter.language, blocks);
        self.mailer.send(&made.map_err(|error| MailError::Refused(error.to_string()))?).await
    }
}
