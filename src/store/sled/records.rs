//! The one tree that holds everything, read as checked values, and the changes to it.
//! One tree, because a batch of one tree is atomic, and because every tree of sled's costs space.

use std::ops::Bound;

use ::sled::{Batch, Tree};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codec::{self, Damage};
use super::key::Key;
use crate::store::{Result, StoreError};

/// The tree's name in sled, and in what is said about damage.
pub const NAME: &str = "records";

pub struct Records(Tree);

impl Records {
    pub fn new(tree: Tree) -> Self {
        Records(tree)
    }

    pub fn has(&self, key: &Key) -> Result<bool> {
        self.0.contains_key(key).map_err(failed)
    }

    /// Whether there is any key that begins so.
    pub fn has_any(&self, beginning: &Key) -> Result<bool> {
        Ok(self.0.scan_prefix(beginning).keys().next().transpose().map_err(failed)?.is_some())
    }

    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>> {
        let bytes = self.0.get(key).map_err(failed)?;
        bytes.map(|bytes| codec::decode(&bytes).map_err(|damage| damaged(key, damage))).transpose()
    }

    /// Every value whose key begins so, with its key, in the order of the keys.
    pub fn list<T: DeserializeOwned>(&self, beginning: &Key) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, None, usize::MAX, |bytes| codec::decode(bytes))
    }

    /// The first of them, at most `most`.
    pub fn first<T: DeserializeOwned>(&self, beginning: &Key, most: usize) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, None, most, |bytes| codec::decode(bytes))
    }

    /// The first of them that come after a key.
    pub fn list_after<T: DeserializeOwned>(
        &self,
        beginning: &Key,
        after: Option<&Key>,
        most: usize,
    ) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, after, most, |bytes| codec::decode(bytes))
    }

    /// The same as [`list`](Self::list) for values that are not JSON.
    pub fn list_bytes(&self, beginning: &Key) -> Result<Vec<(Key, Vec<u8>)>> {
        self.scan(beginning, None, usize::MAX, |bytes| codec::unseal(bytes).map(<[u8]>::to_vec))
    }

    /// Every key that begins so. Values are not looked at: what is damaged can still be removed.
    pub fn keys(&self, beginning: &Key) -> Result<Vec<Key>> {
        self.0.scan_prefix(beginning).keys().map(|key| Ok(Key::found(&key.map_err(failed)?))).collect()
    }

    /// The first keys that begin so and come after another.
    pub fn keys_after(&self, beginning: &Key, after: Option<&Key>, most: usize) -> Result<Vec<Key>> {
        let keys = self.range(beginning, after).keys().map(|key| Ok(Key::found(&key.map_err(failed)?)));
        keys.take_while(|key| key.as_ref().map_or(true, |key| key.after(beginning).is_some())).take(most).collect()
    }

    fn range(&self, beginning: &Key, after: Option<&Key>) -> ::sled::Iter {
        let from = match after {
            Some(after) => Bound::Excluded(after.as_ref()),
            None => Bound::Included(beginning.as_ref()),
        };
        self.0.range::<&[u8], _>((from, Bound::Unbounded))
    }

    fn scan<T>(
        &self,
        beginning: &Key,
        after: Option<&Key>,
        most: usize,
        read: impl Fn(&[u8]) -> Result<T, Damage>,
    ) -> Result<Vec<(Key, T)>> {
        let read_entry = |entry: ::sled::Result<(::sled::IVec, ::sled::IVec)>| {
            let (key, bytes) = entry.map_err(failed)?;
            let key = Key::found(&key);
            match read(&bytes) {
                Ok(value) => Ok((key, value)),
                Err(damage) => Err(damaged(&key, damage)),
            }
        };
        let is_of_it = |entry: &::sled::Result<(::sled::IVec, ::sled::IVec)>| {
            entry.as_ref().map_or(true, |(key, _)| key.starts_with(beginning.as_ref()))
        };
        self.range(beginning, after).take_while(is_of_it).take(most).map(read_entry).collect()
    }

    /// Makes a change, all or nothing.
    pub fn apply(&self, change: Change) -> Result<()> {
        // A batch costs two writes to the log of its own, so a change of one value, such as an answer, goes without.
        match <[_; 1]>::try_from(change.0) {
            Ok([(key, Some(bytes))]) => self.0.insert(key, bytes).map(drop),
            Ok([(key, None)]) => self.0.remove(key).map(drop),
            Err(several) => self.0.apply_batch(batch(several)),
        }
        .map_err(failed)
    }
}

fn batch(several: Vec<(Key, Option<Vec<u8>>)>) -> Batch {
    let mut batch = Batch::default();
    for (key, bytes) in several {
        match bytes {
            Some(bytes) => batch.insert(key.as_ref(), bytes),
            None => batch.remove(key.as_ref()),
        }
    }
    batch
}

/// Values to be written and removed together. Of two changes to one key, the later one counts.
#[derive(Default)]
pub struct Change(Vec<(Key, Option<Vec<u8>>)>);

impl Change {
    pub fn put<T: Serialize>(&mut self, key: Key, value: &T) -> Result<()> {
        let bytes = codec::encode(value).map_err(failed)?;
        self.0.push((key, Some(bytes)));
        Ok(())
    }

    pub fn put_bytes(&mut self, key: Key, value: &[u8]) -> Result<()> {
        let bytes = codec::seal(value).map_err(failed)?;
        self.0.push((key, Some(bytes)));
        Ok(())
    }

    pub fn remove(&mut self, key: Key) {
        self.0.push((key, None));
    }

    /// Adds what was put together before.
    pub fn extend(&mut self, other: Change) {
        self.0.extend(other.0);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

pub fn damaged(key: &Key, what: impl std::fmt::Display) -> StoreError {
    StoreError::Failed(format!("the value of {key} in the tree {NAME} is damaged ({what}); restore a backup"))
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Failed(error.to_string())
}
