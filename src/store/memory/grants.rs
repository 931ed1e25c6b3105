//! Roles, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Grants, Result};
use footing_core::organisation::{EmailAddress, Grant, audit::Attributed};

#[async_trait]
impl Grants for MemoryStore {
    async fn grants(&self) -> Result<Vec<Grant>> {
        Ok(self.state().grants.values().cloned().collect())
    }

    async fn grant(&self, email: &EmailAddress) -> Result<Option<Grant>> {
        Ok(self.state().grants.get(&email.key()).cloned())
    }

    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()> {
        let mut state = self.state();
        state.enter(event);
        let key = grant.email.key();
        if grant.roles.is_empty() {
            state.grants.remove(&key);
        } else {
            state.people.entry(grant.person).or_default();
            state.grants.insert(key, grant);
        }
        Ok(())
    }
}
