//! Roles, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Grants, Result};
use footing_core::organisation::{Grant, PersonId, audit::Attributed};

#[async_trait]
impl Grants for MemoryStore {
    async fn grants(&self) -> Result<Vec<Grant>> {
        Ok(self.state().grants.values().cloned().collect())
    }

    async fn grant(&self, person: PersonId) -> Result<Option<Grant>> {
        Ok(self.state().grants.get(&person).cloned())
    }

    async fn put_grant(&self, grant: Grant, event: Attributed) -> Result<()> {
        let mut state = self.state();
        state.enter(event);
        if grant.roles.is_empty() {
            state.grants.remove(&grant.person);
        } else {
            state.people.entry(grant.person).or_default();
            state.grants.insert(grant.person, grant);
        }
        Ok(())
    }
}
