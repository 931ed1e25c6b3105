//! People and their keys in sled: a key leads to its person, and a person's keys stand with the person.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jiff::civil::Date;

use super::SledStore;
use super::key::Key;
use super::records::{Records, StoreChange, damaged};
use super::sessions::end_sessions;
use crate::store::vault::KeyOwner;
use crate::store::{People, Result, StoreError, Swept};
use footing_core::organisation::{Beginning, Fate, KeyHash, PersonId};
use footing_core::survey::Draft;

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

    async fn has_key(&self, person: PersonId) -> Result<bool> {
        self.read(|records| Ok(!keys_of(records, person)?.is_empty()))
    }

    async fn file_under(&self, person: PersonId, key: Option<KeyHash>) -> Result<()> {
        self.write(|records, change| {
            if !records.has(&Key::person(person))? {
                return Err(StoreError::NotFound);
            }
            if let Some(key) = key
                && records.get(&Key::opened_by(key))?.is_some_and(|other: PersonId| other != person)
            {
                return Err(StoreError::Conflict);
            }
            for hash in keys_of(records, person)? {
                change.remove(Key::opened_by(hash));
                change.remove(Key::key_of(person, hash));
            }
            key.map_or(Ok(()), |key| give_key(change, person, key))
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
            let stays = records.has(&Key::member(person))? || records.has(&Key::grant(person))?;
            for key in records.keys(&Key::person(person))? {
                if !(stays && key == Key::person(person)) {
                    change.remove(key);
                }
            }
            change.forget(KeyOwner::Person(person));
            Ok(())
        })
        .await
    }

    async fn forget_unfinished(&self, after: Option<PersonId>, most: usize, today: Date) -> Result<Swept> {
        self.write(|records, change| {
            let mut page = next_people(records, after, most + 1)?;
            let mut swept = Swept::default();
            if page.len() > most {
                page.pop_last();
                swept.next = page.last_key_value().map(|(person, _)| *person);
            }
            for (person, keys) in page {
                if records.has(&Key::grant(person))? || records.has(&Key::member(person))? {
                    continue;
                }
                let Some(begun) = beginning(records, person, &keys)? else { continue };
                match begun.fate(today) {
                    Fate::Goes => {
                        for hash in keys_of(records, person)? {
                            change.remove(Key::opened_by(hash));
                        }
                        keys.into_iter().for_each(|key| change.remove(key));
                        change.forget(KeyOwner::Person(person));
                        swept.forgotten += 1;
                        continue;
                    }
                    Fate::Noted(quiet) => change.put(Key::quiet(person), &quiet)?,
                    Fate::Stays => {}
                }
                swept.unfinished += 1;
            }
            Ok(swept)
        })
        .await
    }
}

/// The next people, with all keys of theirs.
fn next_people(records: &Records, after: Option<PersonId>, most: usize) -> Result<BTreeMap<PersonId, Vec<Key>>> {
    let (people, from) = (Key::people(), after.map_or_else(Key::people, Key::after_person));
    let mut found: BTreeMap<PersonId, Vec<Key>> = BTreeMap::new();
    for key in records.keys_from(&from, &people) {
        let key = key?;
        let Some(owner) = key.owner() else { continue };
        if found.len() == most && !found.contains_key(&owner) {
            break;
        }
        found.entry(owner).or_default().push(key);
    }
    Ok(found)
}

/// `None` for somebody who has done more than to begin on their own.
fn beginning(records: &Records, person: PersonId, keys: &[Key]) -> Result<Option<Beginning>> {
    let (drafts, of_keys) = (Key::drafts(person), Key::keys_of(person));
    let mut answers = 0;
    for key in keys.iter().filter(|key| key.after(&drafts).is_some()) {
        let draft: Option<Draft> = records.get(key)?;
        let Some(draft) = draft.filter(|draft| draft.wave.is_none()) else { return Ok(None) };
        answers += draft.revision;
    }
    let is_beginning = |key: &Key| {
        let its_own = *key == Key::person(person) || *key == Key::quiet(person);
        its_own || key.after(&drafts).is_some() || key.after(&of_keys).is_some()
    };
    let since = records.get(&Key::person(person))?.filter(|_| keys.iter().all(is_beginning));
    let quiet = records.get(&Key::quiet(person))?;
    Ok(since.map(|since| Beginning { since, answers, quiet }))
}

fn give_key(change: &mut StoreChange, person: PersonId, key: KeyHash) -> Result<()> {
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
