//! Whether everything that was acknowledged is in a directory, found out before sled may change it.
//!
//! sled mends when it opens: where its log cannot be read it takes the rest for a write that the power cut short, and
//! overwrites it. That is right after a crash and wrong after anything else. So a directory that is not as it was closed
//! is opened as a copy first, every record of it is read, and only what proves complete is opened in its place.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ::sled::{IVec, Tree};

use super::codec;
use super::key::Key;
use super::log::{Log, files, guarded, snapshots, sync_directory};
use super::mark::{self, Marked};
use super::migrations::{SCHEMA, SCHEMA_KEY};
use super::open_error::{Damage, OpenError, cannot};
use super::records::{self, Records, StoreChange};
use super::space::Space;
use super::tally::StoreTally;
use super::voting;
use crate::store::StoreError;
use crate::store::vault::{KeyOwner, Keys, SealedFor, Vault, VaultAge};
use footing_core::survey::WaveId;
use footing_core::wave::Wave;

/// A copy that is opened instead, and goes away.
const REHEARSAL: &str = "rehearsal";

/// What is in a store.
pub struct Contents {
    pub tree: Tree,
    /// What the records that were found come to.
    pub found: StoreTally,
    /// What the last change says they come to; `None` in a store that has no tally yet.
    pub said: Option<StoreTally>,
}

impl Contents {
    /// Reads every record once.
    pub fn of(dir: &Path, log: &Log) -> Result<Contents, OpenError> {
        let failed = |error| OpenError::of_sled(dir, error);
        let schema = guarded(|| log.db.get(SCHEMA_KEY)).map_err(failed)?;
        let schema = schema.map(|bytes| codec::decode::<u32>(&bytes)).transpose();
        let tree = guarded(|| log.db.open_tree(records::NAME)).map_err(failed)?;
        match schema.map_err(|_| Damage::NoLayout.of(dir))? {
            Some(1..=SCHEMA) => {}
            Some(found) => return Err(OpenError::Newer { dir: dir.to_owned(), found }),
            None if guarded(|| tree.iter().next().transpose()).map_err(failed)?.is_none() => {}
            None => return Err(Damage::NoLayout.of(dir)),
        }
        let (mut found, mut said) = (StoreTally::default(), None::<StoreTally>);
        let mut entries = tree.iter();
        while let Some((key, bytes)) = guarded(|| entries.next().transpose()).map_err(failed)? {
            let (key, bytes): (IVec, IVec) = (key, bytes);
            said = said.into_iter().chain(codec::tally(&bytes)).max_by_key(|tally| tally.changes);
            if *key != *Key::tally().as_ref() {
                found.add(&key, codec::body(&bytes));
            }
        }
        found.changes = said.map_or(0, |said| said.changes);
        Ok(Contents { tree, found, said })
    }

    /// Whether the records are those of the last change, and the last change is not before the mark.
    pub fn check(&self, marked: Option<StoreTally>) -> Result<(), Damage> {
        if self.said.is_some_and(|said| !self.found.has_the_records_of(&said)) {
            return Err(Damage::Incomplete);
        }
        match marked {
            Some(marked) if self.found.changes < marked.changes => {
                Err(Damage::Behind { found: self.found.changes, marked: marked.changes })
            }
            None if self.said.is_some() => Err(Damage::NoMark),
            _ => Ok(()),
        }
    }
}

/// How far the store says it had come; `None` if it is of a Footing that had no mark.
pub fn marked(dir: &Path) -> Result<Option<StoreTally>, OpenError> {
    match Marked::read(dir).map_err(cannot("read the mark in", dir))? {
        Marked::At(tally) => Ok(Some(tally)),
        Marked::Nothing => Ok(None),
        Marked::Damaged => Err(Damage::BadMark.of(dir)),
    }
}

/// What sled is to make anew, because it is damaged and the log has all that was in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remedy {
    pub snapshots: bool,
    pub settings: bool,
}

impl Remedy {
    /// The least first.
    const ALL: [Remedy; 4] = [
        Remedy { snapshots: false, settings: false },
        Remedy { snapshots: true, settings: false },
        Remedy { snapshots: false, settings: true },
        Remedy { snapshots: true, settings: true },
    ];

    /// The files of a directory that sled makes anew once they are gone.
    pub fn files(self, dir: &Path) -> io::Result<Vec<PathBuf>> {
        let settings = Some(dir.join("conf")).filter(|conf| self.settings && conf.exists());
        let snapshots = if self.snapshots { snapshots(dir)? } else { Vec::new() };
        Ok(snapshots.into_iter().chain(settings).collect())
    }
}

/// A copy of a directory, opened and complete.
pub struct Trial {
    pub contents: Contents,
    /// What it took.
    pub remedy: Remedy,
    _log: Log,
    _copy: Copy,
}

impl Trial {
    /// Opens a copy, with as little made anew as possible.
    ///
    /// # Errors
    /// Says what is wrong with the directory as it is.
    pub fn of(dir: &Path, marked: Option<StoreTally>) -> Result<Trial, OpenError> {
        // A snapshot only spares reading the whole log; sled makes a new one from that. But one that is ahead of the log is
        // all that still tells what was there.
        let newest = |dir: &Path| snapshots(dir).ok()?.pop()?.file_name().map(ToOwned::to_owned);
        let before = newest(dir);
        let mut damaged = None;
        for remedy in Remedy::ALL {
            if remedy != Remedy::default() && remedy.files(dir).map_err(cannot("read", dir))?.is_empty() {
                continue;
            }
            let copy = Copy::of(dir, dir.join(REHEARSAL), remedy)?;
            match look_into(copy.path(), marked) {
                Ok(_) if remedy.snapshots && newest(copy.path()) < before => {}
                Ok((log, contents)) => return Ok(Trial { contents, remedy, _log: log, _copy: copy }),
                Err(OpenError::Damaged { damage, .. }) => damaged = damaged.or(Some(damage)),
                Err(other) => return Err(other),
            }
        }
        Err(damaged.unwrap_or(Damage::Incomplete).of(dir))
    }
}

/// Finds out whether a directory can be opened and is complete, without changing anything in it.
///
/// # Errors
/// Says what is wrong with it.
pub fn rehearse(dir: &Path, space: &Space, marked: Option<StoreTally>) -> Result<Remedy, OpenError> {
    remove(&dir.join(REHEARSAL)).map_err(cannot("clean up", dir))?;
    if !dir.join("db").exists() {
        let left = files(dir).map_err(cannot("read", dir))?;
        let is_new = left.is_empty() && marked.is_none_or(|marked| marked.changes == 0) && !super::boxes::are_in(dir);
        return if is_new { Ok(Remedy::default()) } else { Err(Damage::NoLog.of(dir)) };
    }
    if checksum(dir).is_ok_and(|checksum| mark::was_closed_as(dir, checksum)) {
        return Ok(Remedy::default());
    }
    let present = files(dir).map_err(cannot("read", dir))?;
    let size = present.iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    if !space.has_room_for(size) {
        // It is opened all the same: a disk that is full must not keep anybody from reading.
        tracing::warn!(dir = %dir.display(), "there is no room to open a copy of the store first");
        return Ok(Remedy::default());
    }
    Ok(Trial::of(dir, marked)?.remedy)
}

/// Whether a vault is the store's, and not older than it: `noted` is how far the store's had come when it last acknowledged
/// something. Then a key that it lacks was destroyed since. Asked before anything is touched: of a vault that is another
/// store's, not one key must go.
///
/// # Errors
/// What is wrong with it.
pub fn check_vault(keys: &Keys, vault: Option<&Vault>, noted: Option<VaultAge>) -> Result<(), Damage> {
    match (vault.map(Vault::age), noted) {
        (None, Some(noted)) if noted.keys > 0 => Err(Damage::NoVault(keys.path())),
        (Some(found), None) if found.keys > 0 => Err(Damage::OtherVault(keys.path())),
        (Some(found), Some(noted)) if found.vault != noted.vault => Err(Damage::OtherVault(keys.path())),
        (Some(found), Some(noted)) if found.keys < noted.keys => {
            Err(Damage::OldVault { path: keys.path(), keys: noted.keys - found.keys })
        }
        _ => Ok(()),
    }
}

/// Whose keys there must be for the records that stand under such keys.
pub fn needed(keys: &[Key]) -> BTreeSet<KeyOwner> {
    let mut needed = BTreeSet::new();
    for key in keys {
        if let Some(SealedFor { first, second }) = key.sealed_for() {
            needed.extend([Some(first), second].into_iter().flatten());
        }
        if let Some(wave) = key.id_after(&Key::ballot_keys()) {
            needed.insert(KeyOwner::Ballots(WaveId::from_random(wave)));
        }
        if let Some(wave) = key.id_after(&Key::all_turnout()) {
            needed.insert(KeyOwner::Turnout(WaveId::from_random(wave)));
        }
        if key.after(&Key::addresses()).is_some() || *key == Key::audit_seal() {
            needed.insert(KeyOwner::Store);
        }
    }
    needed
}

/// What goes because the keys for it were destroyed after this copy of the store was made, when its vault had come as far
/// as `noted`; and new keys for the voting of waves that are open in it.
///
/// # Errors
/// What cannot be read.
pub fn erased_since(records: &Records, keys: &[Key], noted: u64) -> Result<StoreChange, StoreError> {
    let vault = records.vault();
    let is_lost = |key: &Key| {
        let owners = needed(std::slice::from_ref(key));
        let envelope = key.id_after(&Key::all_envelopes()).map(|wave| KeyOwner::Ballots(WaveId::from_random(wave)));
        let is_destroyed = owners.iter().chain(&envelope).any(|owner| !vault.has(*owner));
        // Somebody who answered again after they had erased has another key now.
        is_destroyed || (owners.iter().any(|owner| vault.is_later(*owner, noted)) && records.bytes(key).is_err())
    };
    let mut change = StoreChange::default();
    keys.iter().filter(|key| is_lost(key)).for_each(|key| change.remove(key.clone()));
    if !change.is_empty() {
        for (_, wave) in records.list::<Wave>(&Key::waves())? {
            if wave.open_now().is_some() && !vault.has(KeyOwner::Ballots(wave.id)) {
                voting::begin(records, &mut change, wave.id)?;
            }
        }
    }
    Ok(change)
}

fn look_into(copy: &Path, marked: Option<StoreTally>) -> Result<(Log, Contents), OpenError> {
    let log = Log::open(copy).map_err(|error| OpenError::of_sled(copy, error))?;
    let contents = Contents::of(copy, &log)?;
    contents.check(marked).map_err(|damage| damage.of(copy))?;
    Ok((log, contents))
}

/// A copy of sled's files that goes away with the value.
struct Copy(PathBuf);

impl Copy {
    fn of(dir: &Path, to: PathBuf, without: Remedy) -> Result<Copy, OpenError> {
        let copy = Copy(to);
        copy_files(dir, copy.path(), without).map_err(cannot("make a copy in", dir))?;
        Ok(copy)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies sled's files into a new directory, in the place of one that is there.
pub fn copy_files(dir: &Path, to: &Path, without: Remedy) -> io::Result<()> {
    remove(to)?;
    fs::create_dir_all(to.join("blobs"))?;
    let left_out = without.files(dir)?;
    for file in files(dir)? {
        let name = file.strip_prefix(dir).unwrap_or(&file);
        // To sled an unfinished snapshot is the newest.
        let is_unfinished = name.extension().is_some_and(|extension| extension == "generating");
        if !is_unfinished && !left_out.contains(&file) {
            fs::copy(&file, to.join(name))?;
        }
    }
    Ok(())
}

/// Removes a directory, if it is there.
pub fn remove(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Brings a copy to the disk.
pub fn sync_copy(copy: &Path) -> io::Result<()> {
    for file in files(copy)? {
        File::open(file)?.sync_all()?;
    }
    sync_directory(&copy.join("blobs"))?;
    sync_directory(copy)
}

/// Of sled's files, their names and all that is in them.
pub fn checksum(dir: &Path) -> io::Result<u32> {
    let mut hasher = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 20];
    for file in files(dir)? {
        hasher.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        let mut file = File::open(file)?;
        hasher.update(&file.metadata()?.len().to_be_bytes());
        loop {
            match file.read(&mut buffer)? {
                0 => break,
                read => hasher.update(&buffer[..read]),
            }
        }
    }
    Ok(hasher.finalize())
}

/// Notes how sled's files were left, when it is dropped after sled was closed. Should that fail, the next opening takes
/// longer.
pub struct Closing(pub PathBuf);

impl Drop for Closing {
    fn drop(&mut self) {
        let _ = checksum(&self.0).and_then(|checksum| mark::note_closed(&self.0, checksum));
    }
}
