//! What can still be read of a damaged store, and a store made of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use serde::de::IgnoredAny;

use super::codec::{self, Found};
use super::inspection::{Trial, needed};
use super::key::Key;
use super::log::{Log, guarded};
use super::migrations::{SCHEMA, SCHEMA_KEY};
use super::open_error::{Damage, OpenError, cannot};
use super::pages;
use super::records::{self, Records};
use super::tally::StoreTally;
use crate::store::vault::{KeyOwner, Vault};
use footing_core::survey::WaveId;

/// Every record that could be read, as it is written.
pub struct Salvage {
    pub records: BTreeMap<Key, Vec<u8>>,
    /// What the last change among them says all come to.
    pub said: Option<StoreTally>,
    /// Why the store is not opened; `None` if it is.
    pub refusal: Option<Damage>,
}

impl Salvage {
    /// Reads what a directory holds: what sled gives of a copy, if that is complete, and else whatever stands in its log.
    ///
    /// # Errors
    /// If nothing does, or it is of a later Footing.
    pub fn of(dir: &Path, marked: Option<StoreTally>) -> Result<Salvage, OpenError> {
        if !dir.join("db").exists() {
            return Err(Damage::NoLog.of(dir));
        }
        match Trial::of(dir, marked) {
            Ok(trial) => {
                let entries = guarded(|| trial.contents.tree.iter().collect::<Result<Vec<_>, _>>());
                let entries = entries.map_err(|error| OpenError::of_sled(dir, error))?;
                let entries = entries.into_iter().map(|(key, bytes)| (key.to_vec(), bytes.to_vec()));
                Ok(Salvage::new(entries, None))
            }
            Err(OpenError::Damaged { damage, .. }) => {
                let records = pages::records(dir, |bytes| Key::found(bytes).is_complete())
                    .map_err(cannot("read the log in", dir))?;
                if records.is_empty() { Err(damage.of(dir)) } else { Ok(Salvage::new(records, Some(damage))) }
            }
            Err(other) => Err(other),
        }
    }

    fn new(entries: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>, refusal: Option<Damage>) -> Salvage {
        let mut records: BTreeMap<Key, Vec<u8>> =
            entries.into_iter().map(|(key, bytes)| (Key::found(&key), bytes)).collect();
        let said = records.values().filter_map(|bytes| codec::tally(bytes)).max_by_key(|tally| tally.changes);
        records.remove(&Key::tally());
        Salvage { records, said, refusal }
    }

    /// What the records come to, after as many changes as are known of.
    pub fn found(&self) -> StoreTally {
        let mut found = StoreTally { changes: self.said.map_or(0, |said| said.changes), ..StoreTally::default() };
        for (key, bytes) in &self.records {
            found.add(key.as_ref(), codec::body(bytes));
        }
        found
    }

    /// A value, put together if it stands in pieces; `None` if it is not there, or not whole.
    pub fn payload(&self, key: &Key) -> Option<Vec<u8>> {
        match codec::open(self.records.get(key)?).ok()? {
            Found::Whole(payload) => Some(payload.to_vec()),
            Found::Split(outline) => {
                let pieces = (0..outline.pieces).map(|number| self.payload(&Key::piece(key, number)));
                let payload = pieces.collect::<Option<Vec<_>>>()?.concat();
                outline.fits(&payload).then_some(payload)
            }
        }
    }

    /// The values that are not whole.
    pub fn damaged_values(&self) -> Vec<&Key> {
        self.records.keys().filter(|key| self.payload(key).is_none()).collect()
    }

    /// The values that are whole and that no key opens, and what is of no use without a key that is gone. Those of a layout
    /// without a vault are in the clear.
    pub fn unopened(&self, vault: Option<&Vault>) -> BTreeSet<Key> {
        let has = |owner: &KeyOwner| vault.is_some_and(|vault| vault.has(*owner));
        let is_open = |key: &Key| {
            if let Some(wave) = key.id_after(&Key::all_envelopes()).map(WaveId::from_random) {
                return has(&KeyOwner::Ballots(wave));
            }
            let (Some(sealed_for), Some(written)) = (key.sealed_for(), self.payload(key)) else {
                let is_old = key.after(&Key::addresses()).is_some_and(|name| name.contains(&b'@'));
                return is_old || needed(std::slice::from_ref(key)).iter().all(has);
            };
            let opens = vault.is_some_and(|vault| vault.open_sealed(sealed_for, key.as_ref(), &written).is_ok());
            opens || written.is_empty() || serde_json::from_slice::<IgnoredAny>(&written).is_ok()
        };
        self.records.keys().filter(|key| !is_open(key)).cloned().collect()
    }

    /// Makes a store of the records in a new directory; of those whose values are whole and open, since nobody can read
    /// the others.
    pub fn build(
        &self,
        dir: &Path,
        changes: u64,
        unopened: &BTreeSet<Key>,
        vault: Arc<Vault>,
    ) -> ::sled::Result<(Log, Records)> {
        let log = Log::open(dir)?;
        let damaged: BTreeSet<&Key> = self.damaged_values().into_iter().chain(unopened).collect();
        let whole: Vec<_> = self.records.iter().filter(|(key, _)| !damaged.contains(key)).collect();
        let mut tally = StoreTally { changes, ..StoreTally::default() };
        whole.iter().for_each(|(key, bytes)| tally.add(key.as_ref(), codec::body(bytes)));
        let tree = guarded(|| {
            log.db.insert(SCHEMA_KEY, codec::encode(&SCHEMA).map_err(io::Error::other)?)?;
            let tree = log.db.open_tree(records::NAME)?;
            for (key, bytes) in whole {
                tree.insert(key, bytes.as_slice())?;
            }
            Ok(tree)
        })?;
        Ok((log, Records::new(tree, tally, vault)))
    }
}
