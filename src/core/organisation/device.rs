//! A mark that an installation leaves on a device on which somebody has signed in. It opens nothing; it only says that
//! somebody was there who could read that person's mail, so that strangers cannot use up the letters they may ask for.

use sha2::{Digest, Sha256};

use super::email::EmailAddress;
use super::secret::Secret;

/// What marks are made with. Without it nobody can make one, and from a mark nobody can work out whose it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DeviceKey([u8; 32]);

impl DeviceKey {
    /// From bits that nobody can guess.
    pub fn from_random(bits: [u8; 32]) -> DeviceKey {
        DeviceKey(bits)
    }

    /// For the cookie of the device.
    pub fn bytes(self) -> [u8; 32] {
        self.0
    }

    /// What tells that somebody has signed in here with an address, and tells it to nobody else.
    pub fn mark(self, email: &EmailAddress) -> Secret {
        // Hashed twice, so that a mark cannot be lengthened into that of another address.
        let inner = Sha256::new().chain_update(self.0).chain_update(email.key()).finalize();
        Secret::from_random(Sha256::new().chain_update(self.0).chain_update(inner).finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_one_address_and_one_installation() {
        let (here, there) = (DeviceKey::from_random([1; 32]), DeviceKey::from_random([2; 32]));
        let email = |address| EmailAddress::parse(address).unwrap();
        assert_eq!(here.mark(&email("Anna@example.org")), here.mark(&email("anna@Example.org")));
        assert_ne!(here.mark(&email("anna@example.org")), here.mark(&email("ben@example.org")));
        assert_ne!(here.mark(&email("anna@example.org")), there.mark(&email("anna@example.org")));
    }
}
