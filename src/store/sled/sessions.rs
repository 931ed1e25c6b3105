//! Sessions and links for signing in, in sled: both stand under the hash of their secret.

use async_trait::async_trait;
use jiff::Timestamp;

use super::SledStore;
use super::key::Key;
use super::records::{Change, Records};
use crate::organisation::{KeyHash, PersonId, Session, SignInLink};
use crate::store::{Result, Sessions};

#[async_trait]
impl Sessions for SledStore {
    async fn keep_link(&self, link: KeyHash, opens: SignInLink) -> Result<()> {
        self.write(|_, change| {
            change.put_bytes(Key::link_of(opens.person, link), b"")?;
            change.put(Key::link(link), &opens)
        })
        .await
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

    async fn keep_session(&self, key: KeyHash, session: Session) -> Result<()> {
        self.write(|_, change| {
            change.put_bytes(Key::session_of(session.person, key), b"")?;
            change.put(Key::session(key), &session)
        })
        .await
    }

    async fn session(&self, key: KeyHash) -> Result<Option<Session>> {
        self.read(|records| records.get(&Key::session(key)))
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
        self.write(|records, change| {
            let mut forgotten = 0;
            for (key, link) in records.list::<SignInLink>(&Key::links())? {
                if let Some(hash) = hash_after(&key, &Key::links()).filter(|_| link.until <= now) {
                    remove_link(change, hash, link.person);
                    forgotten += 1;
                }
            }
            for (key, session) in records.list::<Session>(&Key::sessions())? {
                if let Some(hash) = hash_after(&key, &Key::sessions()).filter(|_| session.until <= now) {
                    remove_session(change, hash, session.person);
                    forgotten += 1;
                }
            }
            Ok(forgotten)
        })
        .await
    }
}

/// Ends every session of a person and uses up their links, as part of a larger change.
pub fn end_sessions(records: &Records, change: &mut Change, person: PersonId) -> Result<()> {
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

fn remove_session(change: &mut Change, hash: KeyHash, person: PersonId) {
    change.remove(Key::session(hash));
    change.remove(Key::session_of(person, hash));
}

fn remove_link(change: &mut Change, hash: KeyHash, person: PersonId) {
    change.remove(Key::link(hash));
    change.remove(Key::link_of(person, hash));
}

fn hash_after(key: &Key, beginning: &Key) -> Option<KeyHash> {
    key.after(beginning)?.try_into().ok().map(KeyHash)
}
