//! Granted roles in sled, by person.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use crate::store::{Grants, Result};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{Grant, PersonId};

#[async_trait]
impl Grants for SledStore {
    async fn grants(&self) -> Result<Vec<Grant>> {
        let found = self.read(|records| records.list::<Grant>(&Key::grants()))?;
        Ok(found.into_iter().map(|(_, grant)| grant).collect())
    }

    async fn grant(&self, person: PersonId) -> Result<Option<Grant>> {
        self.read(|records| records.get(&Key::grant(person)))
    }

    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()> {
        self.write(|records, change| {
            enter(records, change, event)?;
            let place = Key::grant(grant.person);
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
