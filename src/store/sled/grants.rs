//! Granted roles in sled, by address.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::records::Records;
use crate::store::vault::KeyOwner;
use crate::store::{Grants, Result};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{EmailAddress, Grant};

#[async_trait]
impl Grants for SledStore {
    async fn grants(&self) -> Result<Vec<Grant>> {
        let found = self.read(|records| records.list::<Grant>(&Key::grants()))?;
        Ok(found.into_iter().map(|(_, grant)| grant).collect())
    }

    async fn grant(&self, email: &EmailAddress) -> Result<Option<Grant>> {
        self.read(|records| records.get(&place(records, email)?))
    }

    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()> {
        self.write(|records, change| {
            enter(records, change, event)?;
            let place = place(records, &grant.email)?;
            if grant.roles.is_empty() {
                change.remove(place);
                return Ok(());
            }
            if !records.has(&Key::person(grant.person))? {
                change.put_bytes(Key::person(grant.person), b"");
            }
            change.put(place, &grant)
        })
        .await
    }
}

pub fn place(records: &Records, email: &EmailAddress) -> Result<Key> {
    Ok(Key::grant(records.index(KeyOwner::Store, &[b"grant", email.key().as_bytes()])?))
}
