//! What can still be read of a damaged store, page by page, and a store made of it.

use std::collections::BTreeMap;
use std::io;
use std::ops::Bound;
use std::path::Path;

use ::sled::{IVec, Tree};

use super::codec::{self, Found};
use super::inspection::Copy;
use super::key::Key;
use super::log::{Log, guarded};
use super::open::{SCHEMA, SCHEMA_KEY};
use super::open_error::{Damage, OpenError};
use super::records::{self, Records};
use super::tally::Tally;

/// Every record that could be read, as it is written.
pub struct Salvage {
    pub records: BTreeMap<Key, Vec<u8>>,
    /// Between which keys something could not be read.
    pub gaps: Vec<(Option<Key>, Option<Key>)>,
    /// What the last change among them says all come to.
    pub said: Option<Tally>,
}

impl Salvage {
    /// Reads what a copy of a directory holds; without its snapshots, if with them nothing can be read.
    ///
    /// # Errors
    /// If nothing can.
    pub fn of(dir: &Path, to: &Path) -> Result<Salvage, OpenError> {
        let mut failure = Damage::NoLog.of(dir);
        if !dir.join("db").exists() {
            return Err(failure);
        }
        for with_snapshots in [true, false] {
            let copy = Copy::of(dir, to.to_owned(), with_snapshots)?;
            match Salvage::read(copy.path()) {
                Ok(salvage) if !salvage.records.is_empty() => return Ok(salvage),
                Ok(_) => failure = Damage::Unreadable("there is not one record in it".to_owned()).of(dir),
                Err(error) => failure = OpenError::of_sled(dir, error),
            }
        }
        Err(failure)
    }

    fn read(copy: &Path) -> ::sled::Result<Salvage> {
        let log = Log::open(copy)?;
        let tree = guarded(|| log.db.open_tree(records::NAME))?;
        let mut salvage = Salvage { records: BTreeMap::new(), gaps: Vec::new(), said: None };
        let mut from = Vec::new();
        while !salvage.forward(&tree, &from) {
            // Somewhere behind the last key that was read a page is damaged.
            let last = salvage
                .records
                .last_key_value()
                .map(|(key, _)| key.clone())
                .filter(|key| key.as_ref() >= from.as_slice());
            let last = last.or_else(|| Some(Key::found(&from)).filter(|_| !from.is_empty()));
            let next = next_readable(&tree, last.as_ref());
            if let Some(next) = &next {
                salvage.backward(&tree, last.as_ref(), next);
            }
            salvage.gaps.push((last, next.as_ref().map(|next| Key::found(next))));
            match next {
                Some(next) => from = next,
                None => break,
            }
        }
        salvage.records.remove(&Key::tally());
        Ok(salvage)
    }

    /// Reads on from a key; says whether it came to the end.
    fn forward(&mut self, tree: &Tree, from: &[u8]) -> bool {
        let mut entries = tree.range(from.to_vec()..);
        loop {
            match guarded(|| entries.next().transpose()) {
                Ok(Some(entry)) => self.keep(entry),
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    }

    /// Reads back from a key that was found behind a damaged page.
    fn backward(&mut self, tree: &Tree, last: Option<&Key>, next: &[u8]) {
        let beginning = last.map_or(Bound::Unbounded, |last| Bound::Excluded(last.as_ref().to_vec()));
        let mut entries = tree.range((beginning, Bound::Excluded(next.to_vec())));
        while let Ok(Some(entry)) = guarded(|| entries.next_back().transpose()) {
            self.keep(entry);
        }
    }

    fn keep(&mut self, (key, bytes): (IVec, IVec)) {
        self.said = self.said.into_iter().chain(codec::tally(&bytes)).max_by_key(|tally| tally.changes);
        self.records.insert(Key::found(&key), bytes.to_vec());
    }

    /// What the records come to, after as many changes as are known of.
    pub fn found(&self) -> Tally {
        let mut found = Tally { changes: self.said.map_or(0, |said| said.changes), ..Tally::default() };
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

    /// Makes a store of the records in a new directory.
    pub fn build(&self, dir: &Path, changes: u64) -> ::sled::Result<(Log, Records)> {
        let log = Log::open(dir)?;
        let tally = Tally { changes, ..self.found() };
        let tree = guarded(|| {
            log.db.insert(SCHEMA_KEY, codec::encode(&SCHEMA).map_err(io::Error::other)?)?;
            let tree = log.db.open_tree(records::NAME)?;
            for (key, bytes) in &self.records {
                tree.insert(key, bytes.as_slice())?;
            }
            Ok(tree)
        })?;
        Ok((log, Records::new(tree, tally)))
    }
}

/// The first key behind a damaged page at which reading goes on: looked for nearby first, then farther and farther away.
fn next_readable(tree: &Tree, last: Option<&Key>) -> Option<Vec<u8>> {
    let last = last.map_or(&[][..], AsRef::as_ref);
    let nearby = (0..last.len()).rev().filter_map(|place| {
        let mut start = last[..=place].to_vec();
        *start.last_mut()? = last[place].checked_add(1)?;
        Some(start)
    });
    let far = (last.first().map_or(0, |first| first.saturating_add(1))..=u8::MAX).map(|first| vec![first]);
    nearby.chain(far).find_map(|start| {
        let found = guarded(|| tree.range(start..).next().transpose()).ok()??;
        Some(found.0.to_vec())
    })
}
