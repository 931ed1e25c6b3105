//! Tokens of the API in sled, under the hash of their secret.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use crate::store::{ApiTokens, Result, StoreError};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{ApiToken, KeyHash};

#[async_trait]
impl ApiTokens for SledStore {
    async fn api_tokens(&self) -> Result<Vec<ApiToken>> {
        let found = self.read(|records| records.list::<ApiToken>(&Key::api_tokens()))?;
        Ok(found.into_iter().map(|(_, token)| token).collect())
    }

    async fn api_token(&self, key: KeyHash) -> Result<Option<ApiToken>> {
        self.read(|records| records.get(&Key::api_token(key)))
    }

    async fn change_api_token(
        &self,
        before: Option<&ApiToken>,
        after: &ApiToken,
        event: Option<Attributed>,
    ) -> Result<()> {
        self.write(|records, change| {
            let there: Option<ApiToken> = records.get(&Key::api_token(after.key))?;
            if there.as_ref() != before {
                return Err(StoreError::Conflict);
            }
            event.map_or(Ok(()), |event| enter(records, change, event))?;
            change.put(Key::api_token(after.key), after)
        })
        .await
    }

    async fn remove_api_token(&self, key: KeyHash, event: Attributed) -> Result<()> {
        self.write(|records, change| {
            if records.has(&Key::api_token(key))? {
                change.remove(Key::api_token(key));
                enter(records, change, event)?;
            }
            Ok(())
        })
        .await
    }
}
