//! Long lists, read piece by piece: nobody's answer waits for more than one piece of them, and none of it is done by
//! the threads that serve everybody.

use std::fs::File;
use std::sync::{Arc, PoisonError, RwLock};

use serde::de::DeserializeOwned;

use super::SledStore;
use super::key::Key;
use super::records::Records;
use crate::store::{Result, StoreError};

/// About a millisecond's worth of the largest values.
const PIECE: usize = 32;
/// The same of keys alone.
const PIECE_OF_KEYS: usize = 1024;

/// Reads what is too long for one turn with the lock. A change may come between two pieces: a caller who lists what can
/// change as a whole has to look whether it did.
pub struct Pieces {
    records: Arc<RwLock<Records>>,
    /// The same, to be read without the lock.
    unlocked: Records,
    /// Reading goes on when its request was cancelled, even while the store is closed: the directory stays locked for
    /// it.
    _lock: Arc<File>,
}

impl Pieces {
    /// What can be read in one piece. No lock is held, because this thread gives way to others: one that is made to
    /// wait while it holds a lock makes every answer wait. What a change was met in the middle of is read once more.
    pub fn look<T>(&self, look: impl Fn(&Records) -> Result<T>) -> Result<T> {
        look(&self.unlocked).or_else(|_| look(&self.records.read().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Every value whose key begins so, with its key, in the order of the keys.
    pub fn list<T: DeserializeOwned>(&self, beginning: &Key) -> Result<Vec<(Key, T)>> {
        self.all(|records, after| records.list_after(beginning, after, PIECE))
    }

    /// The same for values that are not decoded.
    pub fn list_bytes(&self, beginning: &Key) -> Result<Vec<(Key, Vec<u8>)>> {
        self.all(|records, after| records.list_bytes_after(beginning, after, PIECE))
    }

    fn all<T>(&self, piece: impl Fn(&Records, Option<&Key>) -> Result<Vec<(Key, T)>>) -> Result<Vec<(Key, T)>> {
        let mut all: Vec<(Key, T)> = Vec::new();
        loop {
            let after = all.last().map(|(key, _)| key);
            let next = self.look(|records| piece(records, after))?;
            let is_last = next.len() < PIECE;
            all.extend(next);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// Every key that begins so.
    pub fn keys(&self, beginning: &Key) -> Result<Vec<Key>> {
        let mut all: Vec<Key> = Vec::new();
        loop {
            let piece = self.look(|records| records.keys_after(beginning, all.last(), PIECE_OF_KEYS))?;
            let is_last = piece.len() < PIECE_OF_KEYS;
            all.extend(piece);
            if is_last {
                return Ok(all);
            }
        }
    }

    /// What `read` gives, from a time in which what `mark` gives did not change: so no list is half of before and half
    /// of after a change.
    pub fn steady<M: PartialEq, T>(
        &self,
        mark: impl Fn(&Records) -> Result<M>,
        read: impl Fn(&Pieces) -> Result<T>,
    ) -> Result<(M, T)> {
        let mut before = self.look(&mark)?;
        loop {
            let found = read(self)?;
            let after = self.look(&mark)?;
            if before == after {
                return Ok((after, found));
            }
            before = after;
        }
    }
}

impl SledStore {
    fn pieces(&self) -> Pieces {
        let unlocked = self.records.read().unwrap_or_else(PoisonError::into_inner).clone();
        Pieces { records: Arc::clone(&self.records), unlocked, _lock: Arc::clone(&self.lock) }
    }

    /// Reads a long list beside the threads that serve everybody.
    pub(super) async fn read_in_pieces<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Pieces) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let pieces = self.pieces();
        blocking(move || read(&pieces)).await
    }
}

/// What takes milliseconds is too long for a thread that serves everybody. What was begun ends even if nobody waits.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(StoreError::Failed(error.to_string())))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// As many as do not fit into a few pieces.
    const MANY: u64 = 3 * PIECE as u64 + 7;

    fn put(store: &SledStore, value: u64) {
        let change = store.change(|_, change| {
            change.put(Key::audit_number(), &value)?;
            (0..MANY).try_for_each(|number| change.put(Key::audit_entry(number), &value))
        });
        change.unwrap();
    }

    #[test]
    fn a_list_that_changed_between_two_pieces_is_read_once_more() {
        let dir = tempfile::tempdir().unwrap();
        let store = SledStore::open(dir.path()).unwrap();
        put(&store, 1);
        let pieces = store.pieces();
        let reads = Cell::new(0);
        let read = |pieces: &Pieces| {
            let found = pieces.list::<u64>(&Key::audit_log())?;
            reads.set(reads.get() + 1);
            if reads.get() == 1 {
                put(&store, 2);
            }
            Ok(found)
        };
        let (mark, found) = pieces.steady(|records| records.get::<u64>(&Key::audit_number()), read).unwrap();
        assert_eq!((mark, reads.get(), found.len() as u64), (Some(2), 2, MANY));
        assert!(found.iter().all(|(_, value)| *value == 2));
        let keys: Vec<Key> = found.into_iter().map(|(key, _)| key).collect();
        assert_eq!(pieces.keys(&Key::audit_log()).unwrap(), keys);
    }

    #[test]
    fn a_long_list_waits_for_nobody_who_makes_a_change_and_nobody_for_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = SledStore::open(dir.path()).unwrap();
        put(&store, 1);
        let pieces = store.pieces();
        let _changing = store.records.write().unwrap();
        assert_eq!(pieces.list::<u64>(&Key::audit_log()).unwrap().len() as u64, MANY);
    }
}
