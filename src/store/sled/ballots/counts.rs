//! How many ballots each open box had when its last one was acknowledged: a box that is missing, or an older copy of itself,
//! is noticed. Nothing else is noted, and by what a box is called, not by when it was begun.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

pub const NAME: &str = "counts";
const UNFINISHED: &str = "counts.new";

/// A checksum, the count, the name's length and the name; a disk writes so little at once.
const SLOT: usize = 128;
const HEADER: usize = 9;

/// The file begins with so many slots, and doubles when half of them are taken.
const FEWEST: usize = 64;

pub struct Counts {
    folder: PathBuf,
    /// Held open, so that a count can be raised when no descriptor is left.
    file: Option<File>,
    places: BTreeMap<String, usize>,
    counts: BTreeMap<String, u32>,
}

impl Counts {
    /// # Errors
    /// The operating system's.
    pub fn open(folder: &Path) -> io::Result<Counts> {
        let path = folder.join(NAME);
        let mut counts =
            Counts { folder: folder.to_owned(), file: None, places: BTreeMap::new(), counts: BTreeMap::new() };
        match fs::read(&path) {
            Ok(bytes) => {
                // A slot that cannot be read was being written, or is damaged: then only its box can no longer be missed.
                for (place, slot) in bytes.chunks_exact(SLOT).enumerate() {
                    if let Some((name, count)) = read(slot) {
                        counts.places.insert(name.clone(), place);
                        counts.counts.insert(name, count);
                    }
                }
                counts.file = Some(File::options().write(true).open(path)?);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        Ok(counts)
    }

    /// How many ballots a box must have at least.
    pub fn of(&self, name: &str) -> u32 {
        self.counts.get(name).copied().unwrap_or_default()
    }

    /// The boxes with such a beginning that must have ballots, and how many at least.
    pub fn least(&self, beginning: &str) -> BTreeMap<String, u32> {
        let counts = self.counts.iter().filter(|(name, count)| **count > 0 && name.starts_with(beginning));
        counts.map(|(name, count)| (name.clone(), *count)).collect()
    }

    /// Makes a place for a box; what needs a new file is done here.
    ///
    /// # Errors
    /// The operating system's. Then nothing has changed.
    pub fn make_place(&mut self, name: &str, folder: &File) -> io::Result<()> {
        if self.places.contains_key(name) {
            return Ok(());
        }
        let mut counts = self.counts.clone();
        counts.insert(name.to_owned(), 0);
        self.replace(counts, folder)
    }

    /// Sets the count of a box that has a place; afterwards it is on the disk.
    ///
    /// # Errors
    /// The operating system's.
    pub fn raise(&mut self, name: &str, count: u32) -> io::Result<()> {
        let (Some(file), Some(place)) = (&self.file, self.places.get(name)) else {
            return Err(io::Error::other("the box has no place among the counts"));
        };
        file.write_all_at(&slot(name, count), (place * SLOT) as u64)?;
        file.sync_data()?;
        self.counts.insert(name.to_owned(), count);
        Ok(())
    }

    /// Drops boxes that are there no more.
    ///
    /// # Errors
    /// The operating system's. Then nothing has changed.
    pub fn forget(&mut self, is_gone: impl Fn(&str) -> bool, folder: &File) -> io::Result<()> {
        let mut counts = self.counts.clone();
        counts.retain(|name, _| !is_gone(name));
        if counts.len() == self.counts.len() { Ok(()) } else { self.replace(counts, folder) }
    }

    fn replace(&mut self, counts: BTreeMap<String, u32>, folder: &File) -> io::Result<()> {
        let mut capacity = FEWEST;
        while capacity < 2 * counts.len() {
            capacity *= 2;
        }
        let mut bytes = vec![0; capacity * SLOT];
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut taken = vec![false; capacity];
        for (name, count) in &counts {
            // At a place that follows from the name, or the next free one.
            let wanted = crc32fast::hash(name.as_bytes()) as usize % capacity;
            let Some(place) = (wanted..capacity).chain(0..wanted).find(|place| !taken[*place]) else { continue };
            taken[place] = true;
            bytes[place * SLOT..][..SLOT].copy_from_slice(&slot(name, *count));
            places.insert(name.clone(), place);
        }
        let unfinished = self.folder.join(UNFINISHED);
        let file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
        file.write_all_at(&bytes, 0)?;
        file.sync_all()?;
        fs::rename(&unfinished, self.folder.join(NAME))?;
        folder.sync_all()?;
        *self = Counts { folder: self.folder.clone(), file: Some(file), places, counts };
        Ok(())
    }
}

fn slot(name: &str, count: u32) -> [u8; SLOT] {
    let mut slot = [0; SLOT];
    let name = &name.as_bytes()[..name.len().min(SLOT - HEADER)];
    slot[4..8].copy_from_slice(&count.to_be_bytes());
    slot[8] = name.len() as u8;
    slot[HEADER..][..name.len()].copy_from_slice(name);
    let checksum = crc32fast::hash(&slot[4..]);
    slot[..4].copy_from_slice(&checksum.to_be_bytes());
    slot
}

fn read(slot: &[u8]) -> Option<(String, u32)> {
    let (checksum, rest) = slot.split_first_chunk::<4>()?;
    let (count, rest) = rest.split_first_chunk::<4>()?;
    let (length, name) = rest.split_first()?;
    let name = str::from_utf8(name.get(..usize::from(*length))?).ok()?;
    let is_whole = u32::from_be_bytes(*checksum) == crc32fast::hash(&slot[4..]) && !name.is_empty();
    is_whole.then(|| (name.to_owned(), u32::from_be_bytes(*count)))
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    fn name(number: usize) -> String {
        format!("{number:032x}.a-survey-with-a-name-as-long-as-any-may-be-at-mo.{number:032x}.json")
    }

    #[test]
    fn counts_are_found_again_however_many_boxes_there_are() {
        let dir = tempdir().unwrap();
        let folder = File::open(dir.path()).unwrap();
        let mut counts = Counts::open(dir.path()).unwrap();
        for number in 0..200 {
            counts.make_place(&name(number), &folder).unwrap();
            counts.raise(&name(number), number as u32 + 1).unwrap();
        }
        let forgotten: std::collections::BTreeSet<String> =
            (0..200).filter(|number| number % 3 == 0).map(name).collect();
        counts.forget(|name| forgotten.contains(name), &folder).unwrap();
        let counts = Counts::open(dir.path()).unwrap();
        for number in 0..200 {
            assert_eq!(counts.of(&name(number)), if number % 3 == 0 { 0 } else { number as u32 + 1 });
        }
        assert_eq!(counts.least("").len(), 133);
        assert_eq!(counts.least(&name(1)), BTreeMap::from([(name(1), 2)]));
    }

    #[test]
    fn the_file_does_not_tell_which_box_was_begun_first() {
        let bytes = |order: [usize; 3]| {
            let dir = tempdir().unwrap();
            let folder = File::open(dir.path()).unwrap();
            let mut counts = Counts::open(dir.path()).unwrap();
            order.iter().for_each(|number| counts.make_place(&name(*number), &folder).unwrap());
            order.iter().for_each(|number| counts.raise(&name(*number), 1).unwrap());
            fs::read(dir.path().join(NAME)).unwrap()
        };
        assert_eq!(bytes([1, 2, 3]), bytes([3, 1, 2]));
    }

    #[test]
    fn a_flipped_bit_takes_the_count_of_one_box_and_changes_none() {
        let dir = tempdir().unwrap();
        let folder = File::open(dir.path()).unwrap();
        let mut counts = Counts::open(dir.path()).unwrap();
        counts.make_place(&name(1), &folder).unwrap();
        counts.raise(&name(1), 7).unwrap();
        let path = dir.path().join(NAME);
        let whole = fs::read(&path).unwrap();
        let slot = whole.chunks(SLOT).position(|slot| read(slot).is_some()).unwrap() * SLOT;
        for bit in 8 * slot..8 * (slot + SLOT) {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, flipped).unwrap();
            assert_eq!(Counts::open(dir.path()).unwrap().of(&name(1)), 0);
        }
    }
}
