//! People and their keys in sled: a key leads to its person, and a person's keys stand with the person.

use async_trait::async_trait;
use jiff::civil::Date;

use super::SledStore;
use super::key::Key;
use super::records::{Change, Records, damaged};
use super::sessions::end_sessions;
use crate::organisation::{Grant, KeyHash, PersonId};
use crate::store::{People, Result, StoreError};

#[async_trait]
impl People for SledStore {
    async fn enrol(&self, person: PersonId, key: KeyHash, since: Date) -> Result<PersonId> {
        self.write(|records, change| {
            if let Some(known) = records.get(&Key::opened_by(key))? {
                return Ok(known);
            }
            if !records.has(&Key::person(person))? {
                change.put(Key::person(person), &since)?;
            }
            give_key(change, person, key)?;
            Ok(person)
        })
        .await
    }

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>> {
        self.read(|records| records.get(&Key::opened_by(key)))
    }

    async fn knows_anybody(&self) -> Result<bool> {
        self.read(|records| records.has_any(&Key::people()))
    }

    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()> {
        self.write(|records, change| {
            let person: PersonId = records.get(&Key::opened_by(old))?.ok_or(StoreError::NotFound)?;
            if records.get(&Key::opened_by(new))?.is_some_and(|other: PersonId| other != person) {
                return Err(StoreError::Conflict);
            }
            if old != new {
                change.remove(Key::opened_by(old));
                change.remove(Key::key_of(person, old));
                give_key(change, person, new)?;
            }
            Ok(())
        })
        .await
    }

    async fn erase(&self, person: PersonId) -> Result<()> {
        self.write(|records, change| {
            for hash in keys_of(records, person)? {
                change.remove(Key::opened_by(hash));
            }
            end_sessions(records, change, person)?;
            // By their keys and not by the responses, one of which may be damaged.
            let handed_in = records.keys(&Key::everything_handed_in())?;
            handed_in.into_iter().filter(|key| key.ends_with(person)).for_each(|key| change.remove(key));
            let stays = records.has(&Key::member(person))? || has_role(records, person)?;
            for key in records.keys(&Key::person(person))? {
                if !(stays && key == Key::person(person)) {
                    change.remove(key);
                }
            }
            Ok(())
        })
        .await
    }
}

fn has_role(records: &Records, person: PersonId) -> Result<bool> {
    Ok(records.list::<Grant>(&Key::grants())?.iter().any(|(_, grant)| grant.person == person))
}

fn give_key(change: &mut Change, person: PersonId, key: KeyHash) -> Result<()> {
    change.put(Key::opened_by(key), &person)?;
    change.put_bytes(Key::key_of(person, key), b"");
    Ok(())
}

fn keys_of(records: &Records, person: PersonId) -> Result<Vec<KeyHash>> {
    let keys = Key::keys_of(person);
    let read = |key: Key| match key.after(&keys).and_then(|hash| hash.try_into().ok()) {
        Some(hash) => Ok(KeyHash(hash)),
        None => Err(damaged(&key, "it is not named after a key")),
    };
    records.keys(&keys)?.into_iter().map(read).collect()
}

/// Nothing is filed under somebody who is not there, or not any more.
pub fn must_be_known(records: &Records, person: PersonId) -> Result<()> {
    if records.has(&Key::person(person))? { Ok(()) } else { Err(StoreError::NotFound) }
}
