//! The one tree that holds everything, read as checked values, and the changes to it.
//! One tree, because a batch of one tree is atomic, and because every tree of sled's costs space.
//!
//! Two things are invisible from outside: values that are too large for sled stand in pieces at places of their own, and
//! every change leaves behind what the whole tree must come to (see [`StoreTally`]).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use ::sled::{Batch, IVec, Tree};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::codec::{self, Damage, Found, Outline};
use super::key::Key;
use super::log::guarded;
use super::space::is_for_want_of_room;
use super::tally::StoreTally;
use crate::store::vault::{KeyOwner, Vault, VaultError};
use crate::store::{Result, StoreError};

/// The tree's name in sled, and in what is said about damage.
pub const NAME: &str = "records";

#[derive(Clone)]
pub struct Records {
    tree: Tree,
    tally: StoreTally,
    vault: Arc<Vault>,
}

impl Records {
    pub fn new(tree: Tree, tally: StoreTally, vault: Arc<Vault>) -> Self {
        Records { tree, tally, vault }
    }

    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// What everything in the tree comes to.
    pub fn tally(&self) -> StoreTally {
        self.tally
    }

    pub fn has(&self, key: &Key) -> Result<bool> {
        guarded(|| self.tree.contains_key(key)).map_err(unreadable)
    }

    /// Whether there is any key that begins so.
    pub fn has_any(&self, beginning: &Key) -> Result<bool> {
        Ok(!self.keys_after(beginning, None, 1)?.is_empty())
    }

    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>> {
        let Some(bytes) = guarded(|| self.tree.get(key)).map_err(unreadable)? else { return Ok(None) };
        self.decode(key, &bytes).map(Some)
    }

    /// Every value whose key begins so, with its key, in the order of the keys.
    pub fn list<T: DeserializeOwned>(&self, beginning: &Key) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, None, usize::MAX, |key, bytes| self.decode(key, bytes))
    }

    /// The first of them, at most `most`.
    pub fn first<T: DeserializeOwned>(&self, beginning: &Key, most: usize) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, None, most, |key, bytes| self.decode(key, bytes))
    }

    /// The first of them that come after a key.
    pub fn list_after<T: DeserializeOwned>(
        &self,
        beginning: &Key,
        after: Option<&Key>,
        most: usize,
    ) -> Result<Vec<(Key, T)>> {
        self.scan(beginning, after, most, |key, bytes| self.decode(key, bytes))
    }

    /// The same for values that are not JSON.
    pub fn list_bytes(&self, beginning: &Key) -> Result<Vec<(Key, Vec<u8>)>> {
        self.list_bytes_after(beginning, None, usize::MAX)
    }

    pub fn list_bytes_after(&self, beginning: &Key, after: Option<&Key>, most: usize) -> Result<Vec<(Key, Vec<u8>)>> {
        self.scan(beginning, after, most, |key, bytes| self.payload(key, bytes).map(Cow::into_owned))
    }

    /// The bytes of one value, as they were put.
    pub fn bytes(&self, key: &Key) -> Result<Option<Vec<u8>>> {
        let Some(bytes) = guarded(|| self.tree.get(key)).map_err(unreadable)? else { return Ok(None) };
        Ok(Some(self.payload(key, &bytes)?.into_owned()))
    }

    /// Every key that begins so. Values are not looked at: what is damaged can still be removed.
    pub fn keys(&self, beginning: &Key) -> Result<Vec<Key>> {
        self.keys_after(beginning, None, usize::MAX)
    }

    /// The first keys that begin so and come after another.
    pub fn keys_after(&self, beginning: &Key, after: Option<&Key>, most: usize) -> Result<Vec<Key>> {
        let keys = guarded(|| {
            let keys = self.range(beginning, after).keys();
            let is_of_it =
                |key: &::sled::Result<IVec>| key.as_ref().map_or(true, |key| key.starts_with(beginning.as_ref()));
            keys.take_while(is_of_it).take(most).collect::<::sled::Result<Vec<_>>>()
        });
        Ok(keys.map_err(unreadable)?.iter().map(|key| Key::found(key)).collect())
    }

    fn range(&self, beginning: &Key, after: Option<&Key>) -> ::sled::Iter {
        let from = match after {
            Some(after) => Bound::Excluded(after.as_ref()),
            None => Bound::Included(beginning.as_ref()),
        };
        self.tree.range::<&[u8], _>((from, Bound::Unbounded))
    }

    /// The values that stand in one place and would now stand in pieces. Damaged ones stay as they are.
    pub fn large_values(&self) -> Result<Vec<(Key, Vec<u8>)>> {
        let mut large = Vec::new();
        self.each(|key, bytes| {
            if let Ok(Found::Whole(payload)) = codec::open(bytes)
                && payload.len() > codec::LARGEST
            {
                large.push((key, payload.to_vec()));
            }
        })?;
        Ok(large)
    }

    /// Every value as it was written, sealed or not, but for pieces and what says what everything comes to. Damaged ones
    /// are left out.
    pub fn all_written(&self) -> Result<Vec<(Key, Vec<u8>)>> {
        let mut all = Vec::new();
        self.each(|key, bytes| {
            if !key.is_piece() && key != Key::tally() {
                all.extend(self.written(&key, bytes).ok().map(Cow::into_owned).map(|written| (key, written)));
            }
        })?;
        Ok(all)
    }

    /// Every key there is.
    pub fn all_keys(&self) -> Result<Vec<Key>> {
        let mut all = Vec::new();
        self.each(|key, _| all.push(key))?;
        Ok(all)
    }

    fn each(&self, mut visit: impl FnMut(Key, &[u8])) -> Result<()> {
        let mut entries = self.tree.iter();
        while let Some((key, bytes)) = guarded(|| entries.next().transpose()).map_err(unreadable)? {
            visit(Key::found(&key), &bytes);
        }
        Ok(())
    }

    /// Every key that begins so, from a place on, as they are asked for.
    pub fn keys_from<'r>(&'r self, from: &Key, beginning: &'r Key) -> impl Iterator<Item = Result<Key>> + 'r {
        let mut keys = self.tree.range(from.as_ref()..).keys();
        let next = move || guarded(|| keys.next().transpose()).map_err(unreadable).transpose();
        let found = std::iter::from_fn(next).map(|key| Ok(Key::found(&key?)));
        found.take_while(|key| key.as_ref().map_or(true, |key| key.after(beginning).is_some()))
    }

    fn scan<T>(
        &self,
        beginning: &Key,
        after: Option<&Key>,
        most: usize,
        read: impl Fn(&Key, &[u8]) -> Result<T>,
    ) -> Result<Vec<(Key, T)>> {
        let mut entries = self.range(beginning, after).take(most);
        let mut found = Vec::new();
        while let Some((key, bytes)) = guarded(|| entries.next().transpose()).map_err(unreadable)? {
            if !key.starts_with(beginning.as_ref()) {
                break;
            }
            let key = Key::found(&key);
            let value = read(&key, &bytes)?;
            found.push((key, value));
        }
        Ok(found)
    }

    fn decode<T: DeserializeOwned>(&self, key: &Key, bytes: &[u8]) -> Result<T> {
        let payload = self.payload(key, bytes)?;
        serde_json::from_slice(&payload).map_err(|error| damaged(key, Damage::from(error)))
    }

    fn payload<'a>(&self, key: &Key, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>> {
        let written = self.written(key, bytes)?;
        if key.sealed_for().is_none() {
            return Ok(written);
        }
        self.open_sealed(key, &written).map(Cow::Owned).map_err(|error| damaged(key, error))
    }

    /// Opens a value that is sealed as its key says.
    pub fn open_sealed(&self, key: &Key, written: &[u8]) -> Result<Vec<u8>, VaultError> {
        let sealed_for = key.sealed_for().ok_or(VaultError::NoKey)?;
        self.vault.open_sealed(sealed_for, key.as_ref(), written)
    }

    /// What was written, sealed as it is.
    fn written<'a>(&self, key: &Key, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>> {
        match codec::open(bytes).map_err(|damage| damaged(key, damage))? {
            Found::Whole(payload) => Ok(Cow::Borrowed(payload)),
            Found::Split(outline) => self.put_together(key, outline).map(Cow::Owned),
        }
    }

    /// What stands for some bytes in a key.
    pub fn index(&self, of: KeyOwner, parts: &[&[u8]]) -> Result<[u8; 16]> {
        self.vault.index(of, parts).map_err(of_vault)
    }

    fn put_together(&self, key: &Key, outline: Outline) -> Result<Vec<u8>> {
        let mut payload = Vec::new();
        for number in 0..outline.pieces {
            let piece = guarded(|| self.tree.get(Key::piece(key, number))).map_err(unreadable)?;
            match piece.as_deref().map(codec::open) {
                Some(Ok(Found::Whole(piece))) => payload.extend(piece),
                Some(Err(damage)) => return Err(damaged(key, damage)),
                Some(Ok(Found::Split(_))) | None => return Err(damaged(key, Damage::Piece)),
            }
        }
        if outline.fits(&payload) { Ok(payload) } else { Err(damaged(key, Damage::Piece)) }
    }

    /// Makes a change, all or nothing. After an error nobody knows which.
    pub fn apply(&mut self, Layout { layout, forgotten }: Layout) -> Result<()> {
        let mut tally = self.tally;
        tally.changes += 1;
        for (key, there, new) in &layout {
            if let Some(there) = there {
                tally.take_out(key.as_ref(), codec::body(there));
            }
            if let Some(new) = new {
                tally.add(key.as_ref(), codec::body(new));
            }
        }
        // A batch costs sled a sync of its own, so a change of one value, such as an answer, goes without: the value itself
        // carries the tally.
        match layout.as_slice() {
            [(key, _, Some(new))] if let Ok(Found::Whole(payload)) = codec::open(new) => {
                let bytes = codec::seal_with_tally(tally, payload);
                guarded(|| self.tree.insert(key, bytes).map(drop))
            }
            _ => guarded(|| self.tree.apply_batch(batch(layout, tally))),
        }
        .map_err(failed)?;
        self.tally = tally;
        forgotten.into_iter().for_each(|owner| self.vault.forget(owner, tally.changes));
        Ok(())
    }

    /// What is written where, and what is there before: large values in pieces, and the pieces of what they replace gone.
    pub fn lay_out(&self, change: StoreChange) -> Result<Layout> {
        let mut writes: BTreeMap<Key, Option<Vec<u8>>> = BTreeMap::new();
        let mut placed = Vec::with_capacity(change.records.len());
        for (key, payload) in change.records {
            let there = guarded(|| self.tree.get(&key)).map_err(unreadable)?;
            if there.as_deref().is_some_and(may_be_split) {
                writes.extend(self.keys(&Key::pieces(&key))?.into_iter().map(|piece| (piece, None)));
            }
            let sealed = |payload: Vec<u8>| match key.sealed_for() {
                Some(sealed_for) => self.vault.seal(sealed_for, key.as_ref(), &payload).map_err(of_vault),
                None => Ok(payload),
            };
            let new = payload.map(sealed).transpose()?.map(|payload| {
                if payload.len() <= codec::LARGEST {
                    return codec::seal(&payload);
                }
                for (number, piece) in (0..).zip(payload.chunks(codec::PIECE)) {
                    writes.insert(Key::piece(&key, number), Some(codec::seal(piece)));
                }
                codec::seal_outline(Outline::of(&payload))
            });
            placed.push((key, there, new));
        }
        for (piece, new) in writes {
            let there = guarded(|| self.tree.get(&piece)).map_err(unreadable)?;
            placed.push((piece, there, new));
        }
        Ok(Layout { layout: placed, forgotten: change.forgotten })
    }
}

/// The vault may be on a disk of its own.
fn of_vault(error: VaultError) -> StoreError {
    match &error {
        VaultError::Io(why) if is_for_want_of_room(why) => StoreError::Full(error.to_string()),
        _ => failed(error),
    }
}

/// A change in the places it is written to, with what is there before.
pub struct Layout {
    layout: Vec<Placed>,
    forgotten: Vec<KeyOwner>,
}

/// A key, what is there and what comes there.
type Placed = (Key, Option<IVec>, Option<Vec<u8>>);

/// Of a damaged value nobody knows.
fn may_be_split(bytes: &[u8]) -> bool {
    !matches!(codec::open(bytes), Ok(Found::Whole(_)))
}

fn batch(layout: Vec<Placed>, tally: StoreTally) -> Batch {
    let mut batch = Batch::default();
    for (key, _, new) in layout {
        match new {
            Some(bytes) => batch.insert(key.as_ref(), bytes),
            None => batch.remove(key.as_ref()),
        }
    }
    batch.insert(Key::tally().as_ref(), codec::seal_with_tally(tally, b""));
    batch
}

/// Values to be written and removed together. Of two changes to one key, the later one counts.
#[derive(Default)]
pub struct StoreChange {
    records: BTreeMap<Key, Option<Vec<u8>>>,
    forgotten: Vec<KeyOwner>,
}

impl StoreChange {
    pub fn put<T: Serialize>(&mut self, key: Key, value: &T) -> Result<()> {
        let payload = serde_json::to_vec(value).map_err(failed)?;
        self.put_bytes(key, payload);
        Ok(())
    }

    pub fn put_bytes(&mut self, key: Key, payload: impl Into<Vec<u8>>) {
        self.records.insert(key, Some(payload.into()));
    }

    pub fn remove(&mut self, key: Key) {
        self.records.insert(key, None);
    }

    /// Destroys the key of an owner of whom nothing is left with this change.
    pub fn forget(&mut self, owner: KeyOwner) {
        self.forgotten.push(owner);
    }

    /// Adds what was put together before.
    pub fn extend(&mut self, other: StoreChange) {
        self.records.extend(other.records);
        self.forgotten.extend(other.forgotten);
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.forgotten.is_empty()
    }
}

pub fn damaged(key: &Key, what: impl std::fmt::Display) -> StoreError {
    StoreError::Failed(format!("the value of {key} in the tree {NAME} is damaged ({what}); restore a backup"))
}

fn unreadable(error: ::sled::Error) -> StoreError {
    StoreError::Failed(format!("the store is damaged ({error}): restart Footing, which says more, or restore a backup"))
}

fn failed(error: impl std::fmt::Display) -> StoreError {
    StoreError::Failed(error.to_string())
}
