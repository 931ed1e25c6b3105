//! Sessions and links, in memory.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::MemoryStore;
use crate::store::{Result, Sessions};
use footing_core::organisation::{DeviceKey, KeyHash, PersonId, Session, SignInLink, audit::Attributed};

#[async_trait]
impl Sessions for MemoryStore {
    async fn keep_links(&self, links: Vec<(KeyHash, SignInLink)>, event: Option<Attributed>) -> Result<()> {
        let mut state = self.state();
        state.links.extend(links);
        event.into_iter().for_each(|event| state.enter(event));
        Ok(())
    }

    async fn link(&self, link: KeyHash) -> Result<Option<SignInLink>> {
        Ok(self.state().links.get(&link).cloned())
    }

    async fn redeem_link(&self, link: KeyHash, now: Timestamp) -> Result<Option<SignInLink>> {
        Ok(self.state().links.remove(&link).filter(|link| link.until > now))
    }

    async fn keep_session(&self, key: KeyHash, session: Session, event: Option<Attributed>) -> Result<()> {
        let mut state = self.state();
        state.sessions.insert(key, session);
        event.into_iter().for_each(|event| state.enter(event));
        Ok(())
    }

    async fn session(&self, key: KeyHash) -> Result<Option<Session>> {
        Ok(self.state().sessions.get(&key).cloned())
    }

    async fn sessions_of(&self, person: PersonId) -> Result<Vec<(KeyHash, Session)>> {
        let state = self.state();
        let theirs = state.sessions.iter().filter(|(_, session)| session.person == person);
        Ok(theirs.map(|(hash, session)| (*hash, session.clone())).collect())
    }

    async fn session_seen(&self, key: KeyHash, today: Date) -> Result<()> {
        self.state().sessions.entry(key).and_modify(|session| session.seen = Some(today));
        Ok(())
    }

    async fn end_session(&self, key: KeyHash) -> Result<()> {
        self.state().sessions.remove(&key);
        Ok(())
    }

    async fn end_sessions_of(&self, person: PersonId) -> Result<()> {
        let mut state = self.state();
        state.sessions.retain(|_, session| session.person != person);
        state.links.retain(|_, link| link.person != person);
        Ok(())
    }

    async fn forget_expired(&self, now: Timestamp) -> Result<usize> {
        let mut state = self.state();
        let before = state.links.len() + state.sessions.len();
        state.links.retain(|_, link| link.until > now);
        state.sessions.retain(|_, session| session.until > now);
        Ok(before - state.links.len() - state.sessions.len())
    }

    async fn device_key(&self, new: DeviceKey) -> Result<DeviceKey> {
        Ok(DeviceKey::from_random(*self.state().device_key.get_or_insert(new.bytes())))
    }
}
