//! The audit log in sled: entries by number, and the mark that an organisation is made up.

use async_trait::async_trait;

use super::SledStore;
use super::key::Key;
use super::records::{Records, StoreChange};
use crate::store::vault::KeyOwner;
use crate::store::{AuditLog, Example, Result};
use footing_core::organisation::audit::{self, Attributed};

#[async_trait]
impl AuditLog for SledStore {
    async fn append(&self, event: Attributed) -> Result<()> {
        self.write(|records, change| enter(records, change, event)).await
    }

    async fn audit_log(&self) -> Result<Vec<audit::AuditEntry>> {
        let found = self.read(|records| records.list::<audit::AuditEntry>(&Key::audit_log()))?;
        Ok(found.into_iter().map(|(_, entry)| entry).collect())
    }

    async fn audit_log_is_sealed(&self) -> Result<bool> {
        self.read(|records| {
            let Some(number) = records.get::<u64>(&Key::audit_number())? else {
                return Ok(!records.has_any(&Key::audit_log())?);
            };
            let last: Option<audit::AuditEntry> = records.get(&Key::audit_entry(number))?;
            let expected = last.map(|last| seal(records, &last)).transpose()?;
            let is_last = records.keys_after(&Key::audit_log(), Some(&Key::audit_entry(number)), 1)?.is_empty();
            Ok(is_last
                && expected.is_some_and(|seal| {
                    records.bytes(&Key::audit_seal()).is_ok_and(|there| there.as_deref() == Some(&seal[..]))
                }))
        })
    }
}

/// Enters an event as part of the change it is about: at most one a change.
pub fn enter(records: &Records, change: &mut StoreChange, event: Attributed) -> Result<()> {
    let number: Option<u64> = records.get(&Key::audit_number())?;
    let last: Option<audit::AuditEntry> = match number {
        Some(number) => records.get(&Key::audit_entry(number))?,
        None => None,
    };
    put(records, change, &audit::AuditEntry::after(last.as_ref(), event))
}

/// Puts an entry at the end, and the seal that says it is the last one.
pub fn put(records: &Records, change: &mut StoreChange, entry: &audit::AuditEntry) -> Result<()> {
    change.put(Key::audit_number(), &entry.number)?;
    change.put(Key::audit_entry(entry.number), entry)?;
    change.put_bytes(Key::audit_seal(), seal(records, entry)?);
    Ok(())
}

/// Each entry has the hash of the one before, so that the seal of the last one is one of all. Anyone can work out hashes;
/// this takes a key of the vault.
pub fn seal(records: &Records, last: &audit::AuditEntry) -> Result<[u8; 16]> {
    records.index(KeyOwner::Store, &[b"audit", last.hash.as_bytes()])
}

#[async_trait]
impl Example for SledStore {
    async fn mark_example(&self) -> Result<()> {
        self.write(|_, change| {
            change.put_bytes(Key::example(), b"");
            Ok(())
        })
        .await
    }

    async fn is_example(&self) -> Result<bool> {
        self.read(|records| records.has(&Key::example()))
    }
}
