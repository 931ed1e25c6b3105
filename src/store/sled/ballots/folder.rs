//! A folder of ballot boxes, and what lies in a box.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, de};

use super::super::log::sync_directory;
use crate::store::{Result, StoreError};
use footing_core::organisation::PersonId;
use footing_core::survey::Ballot;

/// A file that is being written.
pub const UNFINISHED: &str = "new";

/// What lies in one box, as the file shows it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Votes {
    /// Empty once the box is sealed.
    pub taken_part: BTreeSet<PersonId>,
    /// Sorted by what was answered.
    pub ballots: Vec<Ballot>,
    /// Of both lists. Boxes of earlier versions have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    checksum: Option<u32>,
}

impl Votes {
    pub fn of(taken_part: BTreeSet<PersonId>, ballots: Vec<Ballot>) -> serde_json::Result<Votes> {
        let checksum = crc32fast::hash(&serde_json::to_vec(&(&taken_part, &ballots))?);
        Ok(Votes { taken_part, ballots, checksum: Some(checksum) })
    }

    fn read(bytes: &[u8]) -> serde_json::Result<Votes> {
        let found: Votes = serde_json::from_slice(bytes)?;
        let votes = Votes::of(found.taken_part, found.ballots)?;
        match found.checksum {
            Some(checksum) if votes.checksum != Some(checksum) => Err(de::Error::custom("its checksum does not fit")),
            _ => Ok(votes),
        }
    }

    pub fn count(&self) -> u32 {
        self.ballots.len() as u32
    }
}

pub struct Folder {
    pub path: PathBuf,
    /// Held open, so that a box can be synced when no descriptor is left.
    pub handle: File,
}

impl Folder {
    pub fn open(dir: &Path, name: &str) -> io::Result<Folder> {
        let path = dir.join(name);
        if !path.is_dir() {
            DirBuilder::new().mode(0o700).create(&path)?;
            sync_directory(dir)?;
        }
        // What a killed process left was never acknowledged, and beside the box it would show who came last.
        for entry in fs::read_dir(&path)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == UNFINISHED) {
                fs::remove_file(path)?;
            }
        }
        let handle = File::open(&path)?;
        // Also for what was renamed and not synced: from now on it can be read, and so counts as written.
        handle.sync_all()?;
        Ok(Folder { path, handle })
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub fn sync(&self) -> Result<()> {
        self.handle.sync_all().map_err(|error| failed(&self.path, &error))
    }

    pub fn names(&self, beginning: &str) -> Result<BTreeSet<String>> {
        names(&self.path, beginning).map_err(|error| failed(&self.path, &error))
    }

    /// A box, which must have at least so many ballots; `None` if it is not there and need not be.
    pub fn read(&self, name: &str, least: u32) -> Result<Option<Votes>> {
        let path = self.join(name);
        look_into(&path, least).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => damaged(&path, &error),
            _ => failed(&path, &error),
        })
    }
}

/// A box, which must have at least so many ballots; `None` if it is not there and need not be.
///
/// # Errors
/// The operating system's, or that the data is invalid.
pub fn look_into(path: &Path, least: u32) -> io::Result<Option<Votes>> {
    let bad = |why: String| io::Error::new(io::ErrorKind::InvalidData, why);
    let votes = match fs::read(path) {
        Ok(bytes) => Some(Votes::read(&bytes).map_err(|error| bad(error.to_string()))?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    match &votes {
        None if least > 0 => Err(bad(format!("it is missing, and had {least} ballots"))),
        Some(votes) if votes.count() < least => {
            Err(bad(format!("it has {} ballots and had {least}: it is an older copy", votes.count())))
        }
        _ => Ok(votes),
    }
}

pub fn names(folder: &Path, beginning: &str) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        if let Ok(name) = entry?.file_name().into_string()
            && name.starts_with(beginning)
            && name.ends_with(".json")
        {
            names.insert(name);
        }
    }
    Ok(names)
}

pub fn damaged(path: &Path, what: &dyn fmt::Display) -> StoreError {
    let path = path.display();
    StoreError::Failed(format!(
        "the ballot box {path} is damaged ({what}); take it from a backup, or if its wave is still open move it away and \
         run `footing doctor --accept-loss`, and the people who file there are asked once more"
    ))
}

pub fn failed(path: &Path, error: &io::Error) -> StoreError {
    let what = format!("{}: {error}", path.display());
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full(what),
        _ => StoreError::Failed(what),
    }
}
