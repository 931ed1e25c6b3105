//! Why a store was not opened, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use super::migrations::SCHEMA;
use super::space::is_for_want_of_room;
use crate::store::vault::Keys;

#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("another footing is using {0}: stop it first, or give this one a directory of its own")]
    InUse(PathBuf),
    #[error(
        "{dir} was written by a newer Footing (layout {found}, this one knows {SCHEMA}): start the newer one again, \
         or restore a backup from before the update into an empty directory"
    )]
    Newer { dir: PathBuf, found: u32 },
    #[error("the disk of {0} is full: make room there, then start again")]
    Full(PathBuf),
    #[error(
        "the store in {dir} is damaged: {damage}. Keep it, and restore a whole backup into an empty directory. If there is \
         none, `footing doctor {dir}` says what can still be read, and `footing doctor {dir} --accept-loss` goes on with that"
    )]
    Damaged { dir: PathBuf, damage: Damage },
    #[error("the vault {path} cannot be used: {error}; put back the one that belongs to {dir}")]
    Vault { path: PathBuf, dir: PathBuf, error: io::Error },
    #[error("cannot {doing} {path}: {error}; see that its disk is well, and that it belongs to Footing's user")]
    Io { doing: &'static str, path: PathBuf, error: io::Error },
}

/// What is wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("it cannot be read ({0})")]
    Unreadable(String),
    #[error("records are missing or are not as they were last written")]
    Incomplete,
    #[error(
        "{} of {marked} changes that were acknowledged are missing, because a file is damaged or older than the others",
        marked - found
    )]
    Behind { found: u64, marked: u64 },
    #[error("the file `mark` is missing, so that nobody can tell whether everything is there")]
    NoMark,
    #[error("the file `mark` cannot be read, so that nobody can tell whether everything is there")]
    BadMark,
    #[error("the file `db` is missing")]
    NoLog,
    #[error(
        "its vault is not at {}; if it is elsewhere, let `keys` say where, and put it back from its backup if it is gone",
        .0.display()
    )]
    NoVault(PathBuf),
    #[error(
        "the vault at {} is another store's; give this one a place of its own, or put its own vault back there",
        .0.display()
    )]
    OtherVault(PathBuf),
    #[error(
        "the vault at {} is an older copy, which lacks {keys} keys; put the newest one back", .path.display()
    )]
    OldVault { path: PathBuf, keys: u64 },
    #[error("its vault cannot be read: {0}")]
    BadVault(String),
    #[error("the number of its layout is missing or damaged")]
    NoLayout,
}

impl Damage {
    pub fn of(self, dir: &Path) -> OpenError {
        OpenError::Damaged { dir: dir.to_owned(), damage: self }
    }
}

impl OpenError {
    pub fn of_vault(dir: &Path, keys: &Keys, error: io::Error) -> OpenError {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Damage::BadVault(error.to_string()).of(dir),
            _ => OpenError::Vault { path: keys.path(), dir: dir.to_owned(), error },
        }
    }

    pub fn of_sled(dir: &Path, error: ::sled::Error) -> OpenError {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if is_full(&error) {
            return OpenError::Full(dir.to_owned());
        }
        if is_locked(&error) {
            return OpenError::InUse(dir.to_owned());
        }
        match error {
            // A file that ends too early is not the disk's fault.
            ::sled::Error::Io(error) if !matches!(error.kind(), UnexpectedEof | InvalidData | InvalidInput) => {
                cannot("open the store in", dir)(error)
            }
            // sled has more to say, but to people who know its files.
            ::sled::Error::Corruption { .. } => Damage::Unreadable("a checksum does not fit".to_owned()).of(dir),
            ::sled::Error::ReportableBug(why) => Damage::Unreadable(why).of(dir),
            other => Damage::Unreadable(other.to_string()).of(dir),
        }
    }
}

pub fn is_full(error: &::sled::Error) -> bool {
    matches!(error, ::sled::Error::Io(error) if is_for_want_of_room(error))
}

/// sled has no error of its own for this.
pub fn is_locked(error: &::sled::Error) -> bool {
    matches!(error, ::sled::Error::Io(error) if error.to_string().starts_with("could not acquire lock"))
}

pub fn cannot(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OpenError {
    let path = path.to_owned();
    move |error| {
        if is_for_want_of_room(&error) { OpenError::Full(path) } else { OpenError::Io { doing, path, error } }
    }
}
