//! The entity tag of content (RFC 9110 §8.8.3).

use sha2::{Digest, Sha256};

/// Names content by the beginning of its SHA-256, in quotes, as the header has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTag(String);

impl EntityTag {
    pub fn of(content: &[u8]) -> EntityTag {
        let digits: String = Sha256::digest(content).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        EntityTag(format!("\"{digits}\""))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
