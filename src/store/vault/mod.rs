//! The vault: the keys under which everything that is linked to a person is sealed. It is one small file of slots, beside
//! the store or on another disk, and never part of it. Erasing a person or a wave overwrites a slot; whatever was sealed
//! under it, in old segments, free blocks, backups or copies of the store, can then be read by nobody.

mod cipher;
mod envelope;
mod keys;
mod slots;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use footing_core::organisation::PersonId;
use footing_core::survey::WaveId;
use zeroize::Zeroizing;

use self::slots::{Slot, Slots};

pub use self::envelope::{Envelopes, PublicKey};
pub use self::keys::Keys;
pub use self::slots::{NAME, VaultAge, WrappingKey};

/// 256 bits of chance.
pub type Secret = Zeroizing<[u8; 32]>;

/// What a key is for. Each ends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyOwner {
    /// The store as a whole: what is looked up by, such as an address, and what belongs to no one person.
    Store,
    /// What a person answered and took on. It ends when they erase it.
    Person(PersonId),
    /// Their row of the roster.
    Member(PersonId),
    /// What was answered in a wave, and who was invited. It ends with the wave's retention.
    Wave(WaveId),
    /// Who has cast a ballot in a wave. It ends when the wave closes.
    Turnout(WaveId),
    /// The ballots of a wave, from which its private key is derived. It ends when the wave closes, and is not read before.
    Ballots(WaveId),
}

/// Under whose keys a record is sealed: under both, where there are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedFor {
    pub first: KeyOwner,
    pub second: Option<KeyOwner>,
}

/// Something that is sealed: for whom, its place, and what was written.
pub type Sample = (SealedFor, Vec<u8>, Vec<u8>);

/// Why the vault did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("it is sealed under a key that is not in the vault")]
    NoKey,
    #[error("it does not open with the key in the vault")]
    NotItsKey,
    #[error("the vault: {0}")]
    Io(#[from] io::Error),
}

/// The keys of one store.
#[derive(Debug)]
pub struct Vault {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    slots: Slots,
    live: HashMap<KeyOwner, Slot>,
    /// Keys that were read, but none that opens ballots.
    read: HashMap<KeyOwner, Secret>,
    /// Slots that are overwritten once so many changes of the store are on the disk.
    doomed: Vec<(u64, Slot)>,
    is_synced: bool,
}

impl Vault {
    /// Opens the vault in a directory; if there is none, makes one.
    ///
    /// # Errors
    /// The operating system's; a slot that is damaged; a wrapping key that is not the vault's, or is missing.
    pub fn open(dir: &Path, wrapping: Option<&WrappingKey>) -> io::Result<Vault> {
        let vault = Vault::open_damaged(dir, wrapping)?;
        match vault.damaged() {
            0 => Ok(vault),
            count => Err(io::Error::new(io::ErrorKind::InvalidData, format!("{count} of its keys cannot be read"))),
        }
    }

    /// The same, with the keys that can be read where others cannot.
    ///
    /// # Errors
    /// As [`open`](Vault::open), but for damaged slots.
    pub fn open_damaged(dir: &Path, wrapping: Option<&WrappingKey>) -> io::Result<Vault> {
        let (slots, found) = Slots::open(dir, wrapping)?;
        let mut state =
            State { slots, live: HashMap::new(), read: HashMap::new(), doomed: Vec::new(), is_synced: true };
        for (owner, slot) in found {
            // Two of one owner: the one that was to go is told from the one that came by what is sealed under them.
            if let Some(other) = state.live.insert(owner, slot) {
                let newer = state.live[&owner].generation.max(other.generation);
                let older = if other.generation == newer { state.live.insert(owner, other) } else { Some(other) };
                state.doomed.extend(older.map(|slot| (u64::MAX, slot)));
            }
        }
        Ok(Vault { state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seals a payload under the keys of those it is for, which are made if they are not there, and bound to its place.
    ///
    /// # Errors
    /// The operating system's, for a new key.
    pub fn seal(&self, sealed_for: SealedFor, place: &[u8], payload: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = self.state().derived(sealed_for, State::key_or_new)?;
        Ok(cipher::seal(&key, place, payload)?)
    }

    /// Opens what was sealed.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] once a key has been destroyed; [`VaultError::NotItsKey`] for what is damaged, or from
    /// another place.
    pub fn open_sealed(&self, sealed_for: SealedFor, place: &[u8], sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
        let key = self.state().derived(sealed_for, State::key)?;
        cipher::open(&key, place, sealed).ok_or(VaultError::NotItsKey)
    }

    /// What stands for some bytes in a key of the store, so that it can be looked up and says nothing to anyone who does
    /// not have the vault.
    ///
    /// # Errors
    /// The operating system's, if the owner's key has to be made.
    pub fn index(&self, owner: KeyOwner, parts: &[&[u8]]) -> Result<[u8; 16], VaultError> {
        let key = self.state().key_or_new(owner)?;
        Ok(cipher::index(&key, parts))
    }

    /// The same, where nothing is made; `None` without a key.
    pub fn existing_index(&self, owner: KeyOwner, parts: &[&[u8]]) -> Option<[u8; 16]> {
        Some(cipher::index(&self.state().key(owner).ok()?, parts))
    }

    /// The public key to which a wave's ballots are sealed; its private half stays in the file until they are opened.
    ///
    /// # Errors
    /// The operating system's.
    pub fn public_key(&self, wave: WaveId) -> Result<PublicKey, VaultError> {
        let secret = self.state().key_or_new(KeyOwner::Ballots(wave))?;
        Ok(envelope::public_key(&secret))
    }

    /// What opens a wave's ballots.
    ///
    /// # Errors
    /// [`VaultError::NoKey`] once they have been opened.
    pub fn envelopes(&self, wave: WaveId) -> Result<Envelopes, VaultError> {
        let secret = self.state().key(KeyOwner::Ballots(wave))?;
        Ok(Envelopes::of(wave, &secret))
    }

    /// Lets keys open nothing any more from now on, and overwrites them once so many changes of the store are on the disk:
    /// what they sealed goes with one of these. What is sealed for the same owner afterwards gets a key of its own.
    pub fn forget(&self, owner: KeyOwner, with_change: u64) {
        let mut state = self.state();
        if let Some(slot) = state.take_out(owner) {
            state.doomed.push((with_change, slot));
        }
    }

    /// Brings new keys to the disk: before what is sealed under them. How far the vault has come on the disk.
    ///
    /// # Errors
    /// The operating system's.
    pub fn sync(&self) -> io::Result<VaultAge> {
        let (file, age) = {
            let mut state = self.state();
            let age = state.slots.age();
            if std::mem::replace(&mut state.is_synced, true) {
                return Ok(age);
            }
            (state.slots.file(), age)
        };
        // Nobody who reads waits for the disk. Should this fail, nothing more is written until it is opened again.
        file.sync_data()?;
        Ok(age)
    }

    /// Overwrites the keys that were to go with what is on the disk by now.
    ///
    /// # Errors
    /// The operating system's; they are overwritten at the next time.
    pub fn destroy_forgotten(&self, changes_on_disk: u64) -> io::Result<()> {
        let (due, file) = {
            let mut state = self.state();
            let (due, stay): (Vec<_>, Vec<_>) =
                std::mem::take(&mut state.doomed).into_iter().partition(|(with, _)| *with <= changes_on_disk);
            state.doomed = stay;
            (due, state.slots.file())
        };
        if due.is_empty() {
            return Ok(());
        }
        let destroyed = due.iter().try_for_each(|(_, slot)| self.state().slots.overwrite(slot));
        let destroyed = destroyed.and_then(|()| file.sync_data());
        let mut state = self.state();
        match destroyed {
            Ok(()) => due.iter().for_each(|(_, slot)| state.slots.free(slot)),
            Err(_) => state.doomed.extend(due),
        }
        destroyed
    }

    /// How far it has come.
    pub fn age(&self) -> VaultAge {
        self.state().slots.age()
    }

    /// How many keys cannot be read.
    pub fn damaged(&self) -> usize {
        self.state().slots.damaged()
    }

    /// Gives up the keys that cannot be read.
    ///
    /// # Errors
    /// The operating system's.
    pub fn discard_damaged(&self) -> io::Result<()> {
        self.state().slots.discard_damaged()
    }

    /// Whether there is a key for an owner.
    pub fn has(&self, owner: KeyOwner) -> bool {
        self.state().live.contains_key(&owner)
    }

    /// Whether an owner's key was made after the vault had come so far.
    pub fn is_later(&self, owner: KeyOwner, than: u64) -> bool {
        self.state().live.get(&owner).is_some_and(|slot| slot.generation > than)
    }

    /// Destroys every key that nobody needs any more: what a crash left between a change and its keys. Those that were made
    /// after the vault had come so far stay: a newer copy of the store may need them.
    ///
    /// `sample` has something that is sealed for each owner of whom there are two: what it opens with stays.
    ///
    /// # Errors
    /// The operating system's.
    pub fn sweep(
        &self,
        needed: &BTreeSet<KeyOwner>,
        sample: &BTreeMap<KeyOwner, Sample>,
        made_until: u64,
    ) -> io::Result<()> {
        self.settle_pairs(sample);
        let mut state = self.state();
        let is_idle = |slot: &&Slot| !needed.contains(&slot.owner) && slot.generation <= made_until;
        let idle: Vec<KeyOwner> = state.live.values().filter(is_idle).map(|slot| slot.owner).collect();
        for owner in idle {
            if let Some(slot) = state.take_out(owner) {
                state.doomed.push((0, slot));
            }
        }
        for (with, _) in &mut state.doomed {
            *with = 0;
        }
        drop(state);
        self.destroy_forgotten(0)
    }

    /// Of two keys of one owner, the one stays that opens what is there; without anything, neither is needed.
    fn settle_pairs(&self, sample: &BTreeMap<KeyOwner, Sample>) {
        let pairs: Vec<KeyOwner> = self.state().doomed.iter().map(|(_, slot)| slot.owner).collect();
        for owner in pairs {
            let Some((sealed_for, place, sealed)) = sample.get(&owner) else { continue };
            if self.open_sealed(*sealed_for, place, sealed).is_err() {
                let mut state = self.state();
                let Some(at) = state.doomed.iter().position(|(_, slot)| slot.owner == owner) else { continue };
                let (_, older) = state.doomed.remove(at);
                state.read.remove(&owner);
                if let Some(newer) = state.live.insert(owner, older) {
                    state.doomed.push((u64::MAX, newer));
                }
            }
        }
    }

    /// The owners of whom there are two keys, since a crash came between making the new one and destroying the old.
    pub fn pairs(&self) -> BTreeSet<KeyOwner> {
        self.state().doomed.iter().map(|(_, slot)| slot.owner).collect()
    }
}

impl State {
    /// The key under which something is sealed, of the keys that `get` gives of its owners.
    fn derived(
        &mut self,
        sealed_for: SealedFor,
        get: impl Fn(&mut State, KeyOwner) -> Result<Secret, VaultError>,
    ) -> Result<Secret, VaultError> {
        let first = get(self, sealed_for.first)?;
        let second = sealed_for.second.map(|owner| get(self, owner)).transpose()?;
        Ok(cipher::derived(&first, second.as_ref()))
    }

    fn key(&mut self, owner: KeyOwner) -> Result<Secret, VaultError> {
        if let Some(key) = self.read.get(&owner) {
            return Ok(key.clone());
        }
        let slot = self.live.get(&owner).ok_or(VaultError::NoKey)?;
        let key = self.slots.secret(slot)?;
        if !matches!(owner, KeyOwner::Ballots(_)) {
            self.read.insert(owner, key.clone());
        }
        Ok(key)
    }

    /// Lets an owner's key open nothing any more.
    fn take_out(&mut self, owner: KeyOwner) -> Option<Slot> {
        self.read.remove(&owner);
        self.live.remove(&owner)
    }

    fn key_or_new(&mut self, owner: KeyOwner) -> Result<Secret, VaultError> {
        if !self.live.contains_key(&owner) {
            let slot = self.slots.allot(owner)?;
            self.live.insert(owner, slot);
            self.is_synced = false;
        }
        self.key(owner)
    }
}

#[cfg(test)]
mod tests;
