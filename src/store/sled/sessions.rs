//! Sessions and links for signing in, in sled: both stand under the hash of their secret.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::records::{Records, StoreChange};
use crate::store::{Result, Sessions};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{DeviceKey, KeyHash, PersonId, Session, SignInLink};

#[async_trait]
impl Sessions for SledStore {
    async fn keep_links(&self, links: Vec<(KeyHash, SignInLink)>, event: Option<Attributed>) -> Result<()> {
        self.write(|records, change| {
            event.map_or(Ok(()), |event| enter(records, change, event))?;
            links.iter().try_for_each(|(link, opens)| {
                change.put_bytes(Key::link_of(opens.person, *link), b"");
                change.put(Key::link(*link), opens)
            })
        })
        .await
    }

    async fn link(&self, link: KeyHash) -> Result<Option<SignInLink>> {
        self.read(|records| records.get(&Key::link(link)))
    }

    async fn redeem_link(&self, link: KeyHash, now: Timestamp) -> Result<Option<SignInLink>> {
        self.write(|records, change| {
            let opens: Option<SignInLink> = records.get(&Key::link(link))?;
            if let Some(opens) = &opens {
                remove_link(change, link, opens.person);
            }
            Ok(opens.filter(|opens| opens.until > now))
        })
        .await
    }

    async fn keep_session(&self, key: KeyHash, session: Session, event: Option<Attributed>) -> Result<()> {
        self.write(|records, change| {
            event.map_or(Ok(()), |event| enter(records, change, event))?;
            change.put_bytes(Key::session_of(session.person, key), b"");
            change.put(Key::session(key), &session)
        })
        .await
    }

    async fn session(&self, key: KeyHash) -> Result<Option<Session>> {
        self.read(|records| records.get(&Key::session(key)))
    }

    async fn sessions_of(&self, person: PersonId) -> Result<Vec<(KeyHash, Session)>> {
        self.read(|records| {
            let hashes = records.keys(&Key::sessions_of(person))?;
            let hashes = hashes.iter().filter_map(|key| hash_after(key, &Key::sessions_of(person)));
            let session = |hash| Ok(records.get(&Key::session(hash))?.map(|session| (hash, session)));
            hashes.filter_map(|hash| session(hash).transpose()).collect()
        })
    }

    async fn session_seen(&self, key: KeyHash, today: Date) -> Result<()> {
        self.write(|records, change| match records.get::<Session>(&Key::session(key))? {
            Some(session) => change.put(Key::session(key), &Session { seen: Some(today), ..session }),
            None => Ok(()),
        })
        .await
    }

    async fn end_session(&self, key: KeyHash) -> Result<()> {
        self.write(|records, change| {
            if let Some(session) = records.get::<Session>(&Key::session(key))? {
                remove_session(change, key, session.person);
            }
            Ok(())
        })
        .await
    }

    async fn end_sessions_of(&self, person: PersonId) -> Result<()> {
        self.write(|records, change| end_sessions(records, change, person)).await
    }

    async fn forget_expired(&self, now: Timestamp) -> Result<usize> {
        let looking = self.read_in_pieces(move |pieces| {
            let links = pieces.list::<SignInLink>(&Key::links())?.into_iter().filter(|(_, link)| link.until <= now);
            let sessions = pieces.list::<Session>(&Key::sessions())?.into_iter();
            let sessions = sessions.filter(|(_, session)| session.until <= now);
            let link = |(key, link): (Key, SignInLink)| Some((hash_after(&key, &Key::links())?, link.person));
            let session = |(key, session): (Key, Session)| Some((hash_after(&key, &Key::sessions())?, session.person));
            Ok((links.filter_map(link).collect::<Vec<_>>(), sessions.filter_map(session).collect::<Vec<_>>()))
        });
        // Neither lives longer than it was made for, so what was over is still over.
        let (links, sessions) = looking.await?;
        for some in links.chunks(FORGOTTEN_AT_A_TIME) {
            self.write(|_, change| {
                some.iter().for_each(|(hash, person)| remove_link(change, *hash, *person));
                Ok(())
            })
            .await?;
        }
        for some in sessions.chunks(FORGOTTEN_AT_A_TIME) {
            self.write(|_, change| {
                some.iter().for_each(|(hash, person)| remove_session(change, *hash, *person));
                Ok(())
            })
            .await?;
        }
        Ok(links.len() + sessions.len())
    }

    async fn device_key(&self, new: DeviceKey) -> Result<DeviceKey> {
        let bytes = match self.read(|records| records.get(&Key::device_key()))? {
            Some(bytes) => bytes,
            None => {
                let new = new.bytes();
                self.write(|records, change| match records.get(&Key::device_key())? {
                    Some(first) => Ok(first),
                    None => change.put(Key::device_key(), &new).map(|()| new),
                })
                .await?
            }
        };
        Ok(DeviceKey::from_random(bytes))
    }
}

/// As many take a millisecond.
const FORGOTTEN_AT_A_TIME: usize = 100;

/// Ends every session of a person and uses up their links, as part of a larger change.
pub fn end_sessions(records: &Records, change: &mut StoreChange, person: PersonId) -> Result<()> {
    for key in records.keys(&Key::sessions_of(person))? {
        if let Some(hash) = hash_after(&key, &Key::sessions_of(person)) {
            remove_session(change, hash, person);
        }
    }
    for key in records.keys(&Key::links_of(person))? {
        if let Some(hash) = hash_after(&key, &Key::links_of(person)) {
            remove_link(change, hash, person);
        }
    }
    Ok(())
}

fn remove_session(change: &mut StoreChange, hash: KeyHash, person: PersonId) {
    change.remove(Key::session(hash));
    change.remove(Key::session_of(person, hash));
}

fn remove_link(change: &mut StoreChange, hash: KeyHash, person: PersonId) {
    change.remove(Key::link(hash));
    change.remove(Key::link_of(person, hash));
}

fn hash_after(key: &Key, beginning: &Key) -> Option<KeyHash> {
    key.after(beginning)?.try_into().ok().map(KeyHash)
}
