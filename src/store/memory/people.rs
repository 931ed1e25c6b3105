//! People and their keys, in memory.

use std::ops::Bound;

use async_trait::async_trait;
use jiff::civil::Date;

use super::{Belongings, MemoryStore, State};
use crate::store::{People, Result, StoreError, Swept};
use footing_core::organisation::{Beginning, Fate, KeyHash, PersonId};

#[async_trait]
impl People for MemoryStore {
    async fn enrol(&self, person: PersonId, key: KeyHash, since: Date) -> Result<PersonId> {
        let mut state = self.state();
        let person = *state.keys.entry(key).or_insert(person);
        state.people.entry(person).or_default().since.get_or_insert(since);
        Ok(person)
    }

    async fn has_key(&self, person: PersonId) -> Result<bool> {
        Ok(self.state().keys.values().any(|owner| *owner == person))
    }

    async fn file_under(&self, person: PersonId, key: Option<KeyHash>) -> Result<()> {
        let mut state = self.state();
        if !state.people.contains_key(&person) {
            return Err(StoreError::NotFound);
        }
        if key.and_then(|key| state.keys.get(&key)).is_some_and(|other| *other != person) {
            return Err(StoreError::Conflict);
        }
        state.keys.retain(|_, owner| *owner != person);
        state.keys.extend(key.map(|key| (key, person)));
        Ok(())
    }

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>> {
        Ok(self.state().keys.get(&key).copied())
    }

    async fn knows_anybody(&self) -> Result<bool> {
        Ok(!self.state().people.is_empty())
    }

    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()> {
        let mut state = self.state();
        let person = *state.keys.get(&old).ok_or(StoreError::NotFound)?;
        if state.keys.get(&new).is_some_and(|other| *other != person) {
            return Err(StoreError::Conflict);
        }
        state.keys.remove(&old);
        state.keys.insert(new, person);
        Ok(())
    }

    async fn erase(&self, person: PersonId) -> Result<()> {
        let mut state = self.state();
        state.keys.retain(|_, owner| *owner != person);
        state.sessions.retain(|_, session| session.person != person);
        state.links.retain(|_, link| link.person != person);
        state.people.remove(&person);
        if state.members.contains_key(&person) || state.grants.values().any(|grant| grant.person == person) {
            state.people.insert(person, Belongings::default());
        }
        Ok(())
    }

    async fn forget_unfinished(&self, after: Option<PersonId>, most: usize, today: Date) -> Result<Swept> {
        let mut state = self.state();
        let State { people, members, grants, keys, .. } = &mut *state;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        let mut page: Vec<PersonId> =
            people.range((from, Bound::Unbounded)).map(|(id, _)| *id).take(most + 1).collect();
        let is_last = page.len() <= most;
        page.truncate(most);
        let mut swept = Swept { next: page.last().copied().filter(|_| !is_last), ..Swept::default() };
        for id in page {
            let Some(person) = people.get_mut(&id).filter(|person| person.has_only_begun()) else { continue };
            if members.contains_key(&id) || grants.values().any(|grant| grant.person == id) {
                continue;
            }
            let answers = person.drafts.values().map(|draft| draft.revision).sum();
            let since = person.since.unwrap_or(today);
            match (Beginning { since, answers, quiet: person.quiet }).fate(today) {
                Fate::Goes => {
                    people.remove(&id);
                    keys.retain(|_, owner| *owner != id);
                    swept.forgotten += 1;
                    continue;
                }
                Fate::Noted(quiet) => person.quiet = Some(quiet),
                Fate::Stays => {}
            }
            swept.unfinished += 1;
        }
        Ok(swept)
    }
}
