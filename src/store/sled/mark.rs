//! The mark: a small file beside sled's that says how far the store had come when it last acknowledged something.
//! sled takes a damaged log for one that was being written when the power went, and goes back to where it can still be
//! read. Of that nothing can be seen in the log; so the mark stands outside of it, and a store behind its mark is not opened.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use super::log::sync_directory;
use super::tally::{self, StoreTally};
use crate::store::vault::VaultAge;

pub const NAME: &str = "mark";
const UNFINISHED: &str = "mark.new";

const FORMAT: &[u8; 8] = b"footing1";
const SLOT: usize = FORMAT.len() + tally::LENGTH + 4;

/// Two slots take turns, so that one is whole whenever the power goes; a block apart, so that no disk writes both at once.
const BLOCK: u64 = 4096;

/// Behind the slots stands a checksum of sled's files, written when the store was closed.
const CLOSED: u64 = 2 * BLOCK;

/// And behind that, in two slots that take turns too, how far the vault had come.
const VAULT: u64 = 3 * BLOCK;

pub struct Mark {
    file: File,
    /// The slot that is older.
    turn: u64,
    vault: Option<VaultAge>,
}

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// There is no mark, as in a directory of a Footing that had none.
    Nothing,
    /// The file is there, and neither slot can be read.
    Damaged,
    At(StoreTally),
}

impl Marked {
    /// # Errors
    /// The operating system's.
    pub fn read(dir: &Path) -> io::Result<Marked> {
        let bytes = match fs::read(dir.join(NAME)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Marked::Nothing),
            Err(error) => return Err(error),
        };
        Ok(newest(&bytes).map_or(Marked::Damaged, |(_, tally)| Marked::At(tally)))
    }
}

impl Mark {
    /// Puts a new mark into a directory, in the place of one that is there.
    ///
    /// # Errors
    /// The operating system's.
    pub fn make(dir: &Path, tally: StoreTally) -> io::Result<Mark> {
        let unfinished = dir.join(UNFINISHED);
        let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all_at(&vec![0; (VAULT + 2 * BLOCK) as usize], 0)?;
        file.write_all_at(&slot(tally), 0)?;
        file.sync_all()?;
        fs::rename(&unfinished, dir.join(NAME))?;
        sync_directory(dir)?;
        Ok(Mark { file, turn: 1, vault: None })
    }

    /// Goes on with the mark that is there.
    ///
    /// # Errors
    /// The operating system's.
    pub fn open(dir: &Path) -> io::Result<Mark> {
        let path = dir.join(NAME);
        let newest = newest(&fs::read(&path)?).map_or(1, |(slot, _)| slot);
        Ok(Mark { file: File::options().write(true).open(path)?, turn: 1 - newest, vault: None })
    }

    /// Notes whose vault it is before anything is sealed under its keys.
    ///
    /// # Errors
    /// The operating system's.
    pub fn note_vault(&mut self, vault: VaultAge) -> io::Result<()> {
        self.file.write_all_at(&age(vault), VAULT + vault.keys % 2 * BLOCK)?;
        self.vault = Some(vault);
        self.file.sync_data()
    }

    /// Sets the mark; afterwards it is on the disk.
    ///
    /// # Errors
    /// The operating system's.
    pub fn set(&mut self, tally: StoreTally, vault: VaultAge) -> io::Result<()> {
        if self.vault != Some(vault) {
            self.file.write_all_at(&age(vault), VAULT + vault.keys % 2 * BLOCK)?;
            self.vault = Some(vault);
        }
        self.file.write_all_at(&slot(tally), self.turn * BLOCK)?;
        self.file.sync_data()?;
        self.turn = 1 - self.turn;
        Ok(())
    }
}

/// How far the vault had come when the mark was last set; `None` if it was set by a Footing without one.
pub fn vault_age(dir: &Path) -> Option<VaultAge> {
    let bytes = fs::read(dir.join(NAME)).ok()?;
    let read = |slot: u64| {
        let written = bytes.get((VAULT + slot * BLOCK) as usize..)?.get(..AGE)?;
        let found = VaultAge {
            vault: written[..8].try_into().ok()?,
            keys: u64::from_be_bytes(written[8..16].try_into().ok()?),
        };
        (written == age(found)).then_some(found)
    };
    [0, 1].into_iter().filter_map(read).max_by_key(|age| age.keys)
}

/// Notes a checksum of sled's files, for the next opening to see that nothing has happened to them.
///
/// # Errors
/// The operating system's.
pub fn note_closed(dir: &Path, checksum: u32) -> io::Result<()> {
    let file = File::options().write(true).open(dir.join(NAME))?;
    file.write_all_at(&closed(checksum), CLOSED)
}

/// Whether the store was closed with this checksum of its files.
pub fn was_closed_as(dir: &Path, checksum: u32) -> bool {
    let noted = fs::read(dir.join(NAME)).unwrap_or_default();
    noted.get(CLOSED as usize..).is_some_and(|noted| noted.starts_with(&closed(checksum)))
}

fn slot(tally: StoreTally) -> [u8; SLOT] {
    sealed([FORMAT.as_slice(), &tally.to_bytes()].concat())
}

const AGE: usize = 8 + 8 + 4;

fn age(VaultAge { vault, keys }: VaultAge) -> [u8; AGE] {
    sealed([vault.as_slice(), &keys.to_be_bytes()].concat())
}

fn closed(checksum: u32) -> [u8; 8] {
    sealed(checksum.to_be_bytes().to_vec())
}

fn sealed<const N: usize>(mut bytes: Vec<u8>) -> [u8; N] {
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes.try_into().unwrap_or([0; N])
}

/// The whole slot that has come further, and what it says.
fn newest(bytes: &[u8]) -> Option<(u64, StoreTally)> {
    let read = |number: u64| {
        let bytes = bytes.get((number * BLOCK) as usize..)?.get(..SLOT)?;
        let tally = StoreTally::from_bytes(&bytes[FORMAT.len()..SLOT - 4])?;
        (bytes == slot(tally)).then_some((number, tally))
    };
    [0, 1].into_iter().filter_map(read).max_by_key(|(_, tally)| tally.changes)
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    const AGE_OF_VAULT: VaultAge = VaultAge { vault: *b"ourvault", keys: 3 };

    fn tally(changes: u64) -> StoreTally {
        StoreTally { changes, records: 5, digest: 77 }
    }

    #[test]
    fn how_far_the_vault_had_come_is_said_too() {
        let dir = tempdir().unwrap();
        let mut mark = Mark::make(dir.path(), tally(0)).unwrap();
        assert_eq!(vault_age(dir.path()), None);
        for keys in 3..7 {
            let age = VaultAge { keys, ..AGE_OF_VAULT };
            mark.set(tally(keys), age).unwrap();
            assert_eq!(vault_age(dir.path()), Some(age));
        }
    }

    #[test]
    fn a_mark_is_where_it_was_last_set_also_after_it_was_opened_again() {
        let dir = tempdir().unwrap();
        assert_eq!(Marked::read(dir.path()).unwrap(), Marked::Nothing);
        let mut mark = Mark::make(dir.path(), tally(0)).unwrap();
        for changes in 1..10 {
            mark.set(tally(changes), AGE_OF_VAULT).unwrap();
            assert_eq!(Marked::read(dir.path()).unwrap(), Marked::At(tally(changes)));
            if changes % 4 == 0 {
                mark = Mark::open(dir.path()).unwrap();
            }
        }
    }

    #[test]
    fn whatever_bit_is_flipped_and_wherever_it_is_cut_the_mark_says_what_it_said_one_of_the_last_two_times_or_nothing()
    {
        let dir = tempdir().unwrap();
        let mut mark = Mark::make(dir.path(), tally(6)).unwrap();
        mark.set(tally(7), AGE_OF_VAULT).unwrap();
        let whole = fs::read(dir.path().join(NAME)).unwrap();
        let said = |bytes: &[u8]| newest(bytes).map(|(_, tally)| tally);
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!([Some(tally(6)), Some(tally(7))].contains(&said(&flipped)), "{bit}");
        }
        for length in 0..whole.len() {
            assert!([None, Some(tally(6)), Some(tally(7))].contains(&said(&whole[..length])), "{length}");
        }
    }

    #[test]
    fn a_store_that_was_closed_is_known_by_the_checksum_of_its_files() {
        let dir = tempdir().unwrap();
        let mut mark = Mark::make(dir.path(), tally(1)).unwrap();
        assert!(!was_closed_as(dir.path(), 5));
        note_closed(dir.path(), 5).unwrap();
        assert!(was_closed_as(dir.path(), 5));
        assert!(!was_closed_as(dir.path(), 6));
        mark.set(tally(2), AGE_OF_VAULT).unwrap();
        assert_eq!(Marked::read(dir.path()).unwrap(), Marked::At(tally(2)));
    }
}
