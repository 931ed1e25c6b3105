//! Where a store's vault is, and what it takes to read it.

use std::io;
use std::path::{Path, PathBuf};

use super::slots::Slots;
use super::{NAME, Vault, WrappingKey};

/// The vault of a store.
#[derive(Clone, Debug)]
pub struct Keys {
    dir: PathBuf,
    wrapping: Option<WrappingKey>,
}

impl Keys {
    /// Beside the store, on the same disk.
    pub fn beside(dir: &Path) -> Keys {
        Keys { dir: dir.to_owned(), wrapping: None }
    }

    /// In a directory of its own, which is there already, such as a mount.
    pub fn in_directory(dir: PathBuf) -> Keys {
        Keys { dir, wrapping: None }
    }

    #[must_use]
    pub fn wrapped(self, key: WrappingKey) -> Keys {
        Keys { wrapping: Some(key), ..self }
    }

    pub fn path(&self) -> PathBuf {
        self.dir.join(NAME)
    }

    /// The vault that is there; `None` if there is none. Its keys are wrapped if they were not and are to be.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn open(&self) -> io::Result<Option<Vault>> {
        if !self.is_there() {
            return Ok(None);
        }
        if let Some(wrapping) = &self.wrapping
            && !Slots::are_wrapped(&self.dir)?
        {
            Slots::wrap(&self.dir, wrapping)?;
        }
        Vault::open(&self.dir, self.wrapping.as_ref()).map(Some)
    }

    /// The same, also where keys in it cannot be read.
    ///
    /// # Errors
    /// As [`Vault::open_damaged`].
    pub fn open_damaged(&self) -> io::Result<Option<Vault>> {
        if self.is_there() { Vault::open_damaged(&self.dir, self.wrapping.as_ref()).map(Some) } else { Ok(None) }
    }

    /// Makes a new vault.
    ///
    /// # Errors
    /// As [`Vault::open`].
    pub fn make(&self) -> io::Result<Vault> {
        Vault::open(&self.dir, self.wrapping.as_ref())
    }

    fn is_there(&self) -> bool {
        self.path().metadata().is_ok_and(|file| file.len() > 0)
    }
}
