//! The audit log in sled: entries by number, and the mark that an organisation is made up.

use async_trait::async_trait;

use super::SledStore;
use super::key::Key;
use super::records::{Records, StoreChange};
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
}

/// Enters an event as part of the change it is about: at most one a change.
pub fn enter(records: &Records, change: &mut StoreChange, event: Attributed) -> Result<()> {
    let number: Option<u64> = records.get(&Key::audit_number())?;
    let last: Option<audit::AuditEntry> = match number {
        Some(number) => records.get(&Key::audit_entry(number))?,
        None => None,
    };
    let entry = audit::AuditEntry::after(last.as_ref(), event);
    change.put(Key::audit_number(), &entry.number)?;
    change.put(Key::audit_entry(entry.number), &entry)
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
