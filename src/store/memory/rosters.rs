//! The roster, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Result, Rosters, StoreError};
use footing_core::organisation::{AddressLock, EmailAddress, Member, PersonId, Readdressed, audit::Attributed};

#[async_trait]
impl Rosters for MemoryStore {
    async fn roster(&self) -> Result<(u64, Vec<Member>)> {
        let state = self.state();
        Ok((state.roster_number, state.members.values().cloned().collect()))
    }

    async fn member(&self, person: PersonId) -> Result<Option<Member>> {
        Ok(self.state().members.get(&person).cloned())
    }

    async fn member_with_email(&self, email: &EmailAddress) -> Result<Option<Member>> {
        let state = self.state();
        let found = state.members.values().find(|member| member.is_active() && member.email.key() == email.key());
        Ok(found.cloned())
    }

    async fn change_roster(
        &self,
        revision: u64,
        members: &[Member],
        readdressed: &[Readdressed],
        event: Attributed,
    ) -> Result<()> {
        let mut state = self.state();
        if state.roster_number != revision {
            return Err(StoreError::Conflict);
        }
        for member in members {
            let is_at_another = state.members.get(&member.person).is_some_and(|before| before.email != member.email);
            if is_at_another || !member.is_active() {
                state.sessions.retain(|_, session| session.person != member.person);
                state.links.retain(|_, link| link.person != member.person);
            }
            if !member.is_active() {
                state.grants.remove(&member.person);
            }
            state.people.entry(member.person).or_default();
            state.members.insert(member.person, member.clone());
        }
        for Readdressed { person, lock, letter } in readdressed {
            state.people.entry(*person).or_default().lock.clone_from(lock);
            state.requests.extend(letter.clone().map(|letter| ((letter.due, letter.id), letter)));
        }
        state.roster_number += 1;
        state.enter(event);
        Ok(())
    }

    async fn address_lock(&self, person: PersonId) -> Result<Option<AddressLock>> {
        Ok(self.state().people.get(&person).and_then(|person| person.lock.clone()))
    }

    async fn unlock(&self, person: PersonId, event: Attributed) -> Result<bool> {
        let mut state = self.state();
        let is_locked = state.people.get_mut(&person).and_then(|person| person.lock.take()).is_some();
        if is_locked {
            state.enter(event);
        }
        Ok(is_locked)
    }
}
