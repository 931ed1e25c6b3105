//! The audit log, and the mark of an example, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{AuditLog, Example, Result};
use footing_core::organisation::audit::{self, Attributed};

#[async_trait]
impl AuditLog for MemoryStore {
    async fn append(&self, event: Attributed) -> Result<()> {
        self.state().enter(event);
        Ok(())
    }

    async fn audit_log(&self) -> Result<Vec<audit::AuditEntry>> {
        Ok(self.state().audit_log.clone())
    }

    async fn audit_log_is_sealed(&self) -> Result<bool> {
        Ok(true)
    }
}

#[async_trait]
impl Example for MemoryStore {
    async fn mark_example(&self) -> Result<()> {
        self.state().is_example = true;
        Ok(())
    }

    async fn is_example(&self) -> Result<bool> {
        Ok(self.state().is_example)
    }
}
