//! What `footing doctor` does: looks a directory through without changing it, and, if somebody says so, goes on with what
//! can still be read. The damaged files stay beside it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::SledStore;
use super::codec;
use super::inspection::{check_vault, remove};
use super::key::Key;
use super::lock::lock;
use super::log::{files, sync_directory};
use super::mark::{self, Mark, Marked};
use super::open_error::{Damage, OpenError, cannot};
use super::records::{Records, StoreChange};
use super::salvage::Salvage;
use super::tally::StoreTally;
use super::{audit_log, voting};
use crate::store::vault::{Keys, Vault};
use footing_core::organisation::AuditEvent;
use footing_core::organisation::audit::{self, Attributed};
use footing_core::wave::Wave;

/// Where a store is made of what could be read. It takes the place of the other once it holds the first of these names; with
/// the second the damaged one is out of the way.
const REBUILT: &str = "rebuilt";
const READY: &str = "ready";
const CLEARED: &str = "cleared";

/// What is in a directory.
pub struct Examination {
    /// How far the store says it had come, and what was found.
    marked: Option<StoreTally>,
    found: StoreTally,
    /// What is wrong, a sentence each; none if all is well.
    pub faults: Vec<String>,
    /// Values that no key of the vault opens.
    unopened: BTreeSet<Key>,
    salvage: Salvage,
    vault: Option<Arc<Vault>>,
}

/// What was given up to go on.
pub struct Accepted {
    /// Where the damaged files are now.
    pub kept: PathBuf,
}

impl SledStore {
    /// Looks at everything in a directory, and changes nothing but to end what was begun with [`Self::accept_loss`].
    ///
    /// # Errors
    /// If it is in use, or nothing in it can be read; says what to do.
    pub fn examine(dir: &Path, keys: &Keys) -> Result<Examination, OpenError> {
        let _lock = lock(dir)?;
        finish(dir).map_err(cannot("put the rebuilt store into", dir))?;
        Examination::of(dir, keys)
    }

    /// Goes on with what can be read. The damaged files are moved into a folder in the directory, and the loss is noted in
    /// the audit log. `None` if nothing is damaged.
    ///
    /// # Errors
    /// If it is in use, or nothing in it can be read; then nothing has changed.
    pub fn accept_loss(dir: &Path, keys: &Keys, at: Timestamp) -> Result<Option<Accepted>, OpenError> {
        let _lock = lock(dir)?;
        finish(dir).map_err(cannot("put the rebuilt store into", dir))?;
        let examination = Examination::of(dir, keys)?;
        if examination.faults.is_empty() {
            return Ok(None);
        }
        // Its keys are needed elsewhere, and would be destroyed here.
        if let Some(damage @ Damage::OtherVault(_)) =
            check_vault(keys, examination.vault.as_deref(), mark::vault_age(dir)).err()
        {
            return Err(damage.of(dir));
        }
        let kept = examination.rebuild(dir, keys, at)?;
        finish(dir).map_err(cannot("put the rebuilt store into", dir))?;
        Ok(Some(Accepted { kept }))
    }
}

impl Examination {
    fn of(dir: &Path, keys: &Keys) -> Result<Examination, OpenError> {
        let marked = Marked::read(dir).map_err(cannot("read the mark in", dir))?;
        let mut faults = Vec::new();
        let tally = match marked {
            Marked::At(tally) => Some(tally),
            Marked::Damaged => {
                faults.push(Damage::BadMark.to_string());
                None
            }
            Marked::Nothing => None,
        };
        let salvage = Salvage::of(dir, tally)?;
        let found = salvage.found();
        match &salvage.refusal {
            // Said below, with what was found.
            None | Some(Damage::Incomplete | Damage::Behind { .. }) => {}
            // As long as it is damaged, that it cannot be compared is no news.
            Some(Damage::NoMark) if marked == Marked::Damaged => {}
            Some(damage) => faults.push(damage.to_string()),
        }
        if let Some(said) = salvage.said.filter(|said| !said.has_the_records_of(&found)) {
            faults.push(format!("{}: {} of {}", Damage::Incomplete, found.records, said.records));
        }
        if let Some(marked) = tally.filter(|marked| marked.changes > found.changes) {
            let behind = Damage::Behind { found: found.changes, marked: marked.changes };
            faults.push(format!("{behind}; there were {} records, and there are {}", marked.records, found.records));
        }
        if faults.is_empty() && salvage.refusal.is_some() {
            faults.push("the log is damaged, and every record was found in it all the same".to_owned());
        }
        faults.extend(salvage.damaged_values().into_iter().map(|key| format!("the value of {key} is damaged")));

        let vault = keys.open_damaged().map_err(|error| OpenError::of_vault(dir, keys, error))?;
        faults.extend(gaps_in_the_audit_log(&entries(&salvage, vault.as_ref()), &salvage));
        let damaged_keys = vault.as_ref().map_or(0, Vault::damaged);
        if damaged_keys > 0 {
            faults.push(format!("{damaged_keys} keys of the vault {} cannot be read", keys.path().display()));
        }
        let wrong_vault = check_vault(keys, vault.as_ref(), mark::vault_age(dir)).err();
        faults.extend(wrong_vault.as_ref().map(Damage::to_string));
        let unopened = salvage.unopened(vault.as_ref());
        // With the store's own vault they were erased after this copy was made, and go when it is opened.
        if !unopened.is_empty() && (wrong_vault.is_some() || damaged_keys > 0) {
            let (count, of) = (unopened.len(), salvage.records.len());
            faults.push(format!("{count} of {of} records are sealed under keys that are not in the vault"));
        }
        Ok(Examination { marked: tally, found, faults, unopened, salvage, vault: vault.map(Arc::new) })
    }

    /// How many records were read.
    pub fn records(&self) -> u64 {
        self.found.records
    }

    /// Whether going on with what was found gives nothing up.
    pub fn is_complete(&self) -> bool {
        let is_behind = self.marked.is_none_or(|marked| marked.changes > self.found.changes);
        let is_whole = self.salvage.said.is_some_and(|said| said.has_the_records_of(&self.found));
        is_whole && !is_behind && self.unopened.is_empty() && self.salvage.damaged_values().is_empty()
    }

    /// Makes a store of what was found, and sets it where [`finish`] takes it up.
    fn rebuild(&self, dir: &Path, keys: &Keys, at: Timestamp) -> Result<PathBuf, OpenError> {
        let changes = self.marked.map_or(0, |marked| marked.changes).max(self.found.changes) + 1;
        let kept = dir.join(format!("damaged-{changes}"));
        let rebuilt = dir.join(REBUILT);
        let built = (|| {
            remove(&rebuilt)?;
            fs::create_dir(&rebuilt)?;
            let vault = self.vault.clone().map_or_else(|| keys.make().map(Arc::new), Ok)?;
            vault.discard_damaged()?;
            let built = self.salvage.build(&rebuilt, changes, &self.unopened, vault);
            let (mut log, mut records) = built.map_err(other)?;
            let layout = self.changes(&records, at).and_then(|change| records.lay_out(change)).map_err(other)?;
            records.apply(layout).map_err(other)?;
            records.vault().sync()?;
            log.sync().map_err(other)?;
            let mut mark = Mark::make(&rebuilt, records.tally())?;
            mark.set(records.tally(), records.vault().age())?;
            fs::create_dir_all(&kept)?;
            fs::write(rebuilt.join(READY), kept.file_name().unwrap_or_default().as_encoded_bytes())?;
            File::open(rebuilt.join(READY))?.sync_all()?;
            sync_directory(&rebuilt)?;
            sync_directory(dir)
        })();
        built.map_err(cannot("rebuild the store in", dir))?;
        Ok(kept)
    }

    /// What is changed in the records besides: an entry in the audit log, and new keys for open waves that have lost theirs.
    fn changes(&self, records: &Records, at: Timestamp) -> crate::store::Result<StoreChange> {
        let mut change = StoreChange::default();
        let lost = self.marked.map_or(0, |marked| marked.changes.saturating_sub(self.found.changes));
        let event = AuditEvent::LossAccepted { changes: lost, faults: self.faults.len() };
        let last = entries(&self.salvage, self.vault.as_deref()).into_iter().max_by_key(|entry| entry.number);
        let entry = audit::AuditEntry::after(last.as_ref(), Attributed { at, actor: "command line".to_owned(), event });
        audit_log::put(records, &mut change, &entry)?;
        for (_, wave) in records.list::<Wave>(&Key::waves())? {
            if wave.open_now().is_some() && !records.has(&Key::ballot_key(wave.id))? {
                voting::begin(records, &mut change, wave.id)?;
            }
        }
        Ok(change)
    }
}

/// Puts a rebuilt store in the place of the damaged one. Cut short, it goes on where it was.
///
/// # Errors
/// The operating system's.
pub fn finish(dir: &Path) -> io::Result<()> {
    let rebuilt = dir.join(REBUILT);
    if !rebuilt.exists() {
        return Ok(());
    }
    if let Ok(kept) = fs::read_to_string(rebuilt.join(READY)) {
        let kept = dir.join(kept);
        fs::create_dir_all(kept.join("blobs"))?;
        // Whatever of the store is still here is the damaged one's.
        for file in files(dir)?.into_iter().chain([dir.join(mark::NAME)].into_iter().filter(|mark| mark.exists())) {
            fs::rename(&file, kept.join(file.strip_prefix(dir).unwrap_or(&file)))?;
        }
        sync_directory(&kept)?;
        sync_directory(dir)?;
        fs::rename(rebuilt.join(READY), rebuilt.join(CLEARED))?;
        sync_directory(&rebuilt)?;
    }
    if rebuilt.join(CLEARED).exists() {
        fs::create_dir_all(dir.join("blobs"))?;
        for file in
            files(&rebuilt)?.into_iter().chain([rebuilt.join(mark::NAME)].into_iter().filter(|mark| mark.exists()))
        {
            fs::rename(&file, dir.join(file.strip_prefix(&rebuilt).unwrap_or(&file)))?;
        }
        sync_directory(dir)?;
    }
    // Without either name it was never complete.
    remove(&rebuilt)
}

fn other(error: impl ToString) -> io::Error {
    io::Error::other(error.to_string())
}

fn entries(salvage: &Salvage, vault: Option<&Vault>) -> Vec<audit::AuditEntry> {
    let keys = salvage.records.keys().filter(|key| key.after(&Key::audit_log()).is_some());
    let read = |key: &Key| {
        let written = salvage.payload(key)?;
        let opened = vault.and_then(|vault| vault.open_sealed(key.sealed_for()?, key.as_ref(), &written).ok());
        serde_json::from_slice(&opened.unwrap_or(written)).ok()
    };
    keys.filter_map(read).collect()
}

/// Entries that are missing, but for those whose loss was accepted.
fn gaps_in_the_audit_log(entries: &[audit::AuditEntry], salvage: &Salvage) -> Option<String> {
    let numbers: BTreeSet<u64> = entries.iter().map(|entry| entry.number).collect();
    let is_accepted = |entry: &&audit::AuditEntry| matches!(entry.event, AuditEvent::LossAccepted { .. });
    let accepted = entries.iter().filter(is_accepted).map(|entry| entry.number).max().unwrap_or_default();
    let last = salvage.records.get(&Key::audit_number()).and_then(|bytes| codec::decode::<u64>(bytes).ok());
    let last = last.into_iter().chain(numbers.last().copied()).max().unwrap_or_default();
    let missing = (accepted + 1..=last).filter(|number| !numbers.contains(number)).count();
    (missing > 0).then(|| format!("{missing} of {last} entries of the audit log are missing"))
}
