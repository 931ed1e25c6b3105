//! The store inside: sled 0.34 in a directory, with its known faults handled.
//! Changes are decided one after another, enter sled in one piece, and are acknowledged after a real sync.

mod api_tokens;
mod audit_log;
mod ballots;
mod boxes;
mod codec;
mod commit;
mod commitments;
mod doctor;
mod grants;
mod inspection;
mod key;
mod last_read;
mod lock;
mod log;
mod mark;
mod messages;
mod migrations;
mod open;
mod open_error;
mod outbox;
mod pages;
mod people;
mod pieces;
mod promises;
mod records;
mod releases;
mod responses;
mod rosters;
mod salvage;
mod sessions;
mod space;
mod surveys;
mod tally;
#[cfg(test)]
mod tests;
mod voting;
mod waves;

use std::fmt;
use std::fs::File;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use async_trait::async_trait;

use self::commit::Commit;
pub use self::doctor::{Accepted, Examination};
use self::inspection::Closing;
use self::key::Key;
use self::last_read::LastRead;
pub use self::open_error::{Damage, OpenError};
use self::records::{Records, StoreChange};
use self::space::Space;
use super::{Health, Result};

/// A store in a directory of this machine, for one process.
pub struct SledStore {
    /// Reads share the lock, so that a listing never sees half of a change; a change has it alone, so that what it read
    /// still holds when it is made. sled's transactions are no help here: they cannot scan, and run one at a time too.
    records: Arc<RwLock<Records>>,
    commit: Arc<Commit>,
    space: Arc<Space>,
    last_read: Mutex<LastRead>,
    /// Held while a release is decoded, so that many who ask for the same at once make it once.
    reading: tokio::sync::Mutex<()>,
    /// Fields are dropped in this order: when the last changes are on the disk and sled is closed, that is noted, and until
    /// then the directory stays locked.
    _closing: Closing,
    lock: Arc<File>,
}

impl SledStore {
    /// Reads run in place, like the short half of a write: they take microseconds from sled's cache and one disk read
    /// at worst, less than moving them to another thread and back would. Only the sync is worth waiting for. What may be
    /// long is read in [pieces](pieces::Pieces).
    fn read<T>(&self, look: impl FnOnce(&Records) -> Result<T>) -> Result<T> {
        look(&self.records.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Decides on a change, makes it, and returns when it is on the disk.
    ///
    /// A decision to change nothing waits as well, if what it saw is not on the disk yet: the second click on "submit"
    /// must not be acknowledged before the first.
    async fn write<T>(&self, decide: impl FnOnce(&Records, &mut StoreChange) -> Result<T>) -> Result<T> {
        let outcome = self.change(decide)?;
        self.commit.durable().await?;
        Ok(outcome)
    }

    fn change<T>(&self, decide: impl FnOnce(&Records, &mut StoreChange) -> Result<T>) -> Result<T> {
        let mut records = self.records.write().unwrap_or_else(PoisonError::into_inner);
        self.commit.check()?;
        let mut change = StoreChange::default();
        let outcome = decide(&records, &mut change)?;
        if !change.is_empty() {
            self.space.check()?;
            let layout = records.lay_out(change)?;
            // A change that failed may be in memory by halves: nothing may be decided on it, let alone acknowledged.
            records.apply(layout).inspect_err(|error| self.commit.fail(error))?;
            self.commit.applied(records.tally());
        }
        Ok(outcome)
    }
}

#[async_trait]
impl Health for SledStore {
    async fn probe(&self) -> Result<()> {
        self.write(|_, change| {
            change.put_bytes(Key::probe(), b"");
            Ok(())
        })
        .await
    }
}

impl fmt::Debug for SledStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SledStore")
    }
}
