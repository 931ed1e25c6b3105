//! Tokens of the API, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{ApiTokens, Result, StoreError};
use footing_core::organisation::{ApiToken, KeyHash, audit::Attributed};

#[async_trait]
impl ApiTokens for MemoryStore {
    async fn api_tokens(&self) -> Result<Vec<ApiToken>> {
        Ok(self.state().api_tokens.values().cloned().collect())
    }

    async fn api_token(&self, key: KeyHash) -> Result<Option<ApiToken>> {
        Ok(self.state().api_tokens.get(&key).cloned())
    }

    async fn change_api_token(
        &self,
        before: Option<&ApiToken>,
        after: &ApiToken,
        event: Option<Attributed>,
    ) -> Result<()> {
        let mut state = self.state();
        if state.api_tokens.get(&after.key) != before {
            return Err(StoreError::Conflict);
        }
        state.api_tokens.insert(after.key, after.clone());
        event.into_iter().for_each(|event| state.enter(event));
        Ok(())
    }

    async fn remove_api_token(&self, key: KeyHash, event: Attributed) -> Result<()> {
        let mut state = self.state();
        if state.api_tokens.remove(&key).is_some() {
            state.enter(event);
        }
        Ok(())
    }
}
