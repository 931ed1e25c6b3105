//! Whom letters are from: the installation, by name and address.
//! Both come from the settings and are checked when those are read, so that no letter fails because of them.

use lettre::Address;
use lettre::message::Mailbox;

use super::header::{self, HeaderError};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    name: String,
    address: Address,
}

impl Sender {
    pub fn new(name: &str, address: &str) -> Result<Sender, HeaderError> {
        let name = header::text("sender's name", name)?;
        Ok(Sender { name, address: header::address("sender's address", address)? })
    }

    pub(super) fn mailbox(&self) -> Mailbox {
        Mailbox::new(Some(self.name.clone()), self.address.clone())
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_brings_no_headers_along() {
        let name = Sender::new("Footing\r\nBcc: everybody@example.com", "footing@example.com");
        assert_eq!(name, Err(HeaderError::Control("sender's name")));
        let address = Sender::new("Footing", "footing@example.com\r\nBcc: everybody@example.com");
        assert_eq!(address, Err(HeaderError::Control("sender's address")));
    }
}
