//! Stamps: the hash of everything a stage of the build has read, kept in `target/client/` beside what it made.
//! A stage whose stamp still holds is skipped.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

pub struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    pub fn new(stage: &str, inputs: &[&[u8]]) -> Self {
        Self { path: Path::new("target/client").join(format!("{stage}.stamp")), hash: sha256(inputs) }
    }

    pub fn holds(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|old| old == self.hash)
    }

    /// To be called when the stage is complete, never before.
    pub fn write(&self) -> Result<()> {
        fs::write(&self.path, &self.hash).with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// SHA-256 in hexadecimal; each part goes in with its length, so that parts cannot run into each other.
pub fn sha256(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hex(&hasher.finalize())
}

/// The 12 digits that go into a file's name: plain SHA-256 of its content, as `sha256sum` prints it.
pub fn content_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..6])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_hash_is_the_beginning_of_what_sha256sum_prints() {
        assert_eq!(content_hash(b"abc"), "ba7816bf8f01");
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(sha256(&[b"ab", b"c"]), sha256(&[b"a", b"bc"]));
    }
}
