//! The ballot boxes of layout 2: a file a group, with two sorted lists, who took part and what was answered. They are read
//! once, when a store is moved on, and then overwritten and removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::log::sync_directory;
use crate::store::BallotBox;
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Ballot, SurveyId, WaveId};

/// Of waves that had not closed, and of those that had.
const FOLDERS: [&str; 2] = ["open-ballots", "ballots"];
/// How many ballots each open box had.
const COUNTS: &str = "counts";
const SLOT: usize = 128;

/// What lay in one box.
#[derive(Debug, Serialize, Deserialize)]
pub struct OldBox {
    /// Empty in a wave that was closed.
    pub taken_part: BTreeSet<PersonId>,
    pub ballots: Vec<Ballot>,
    checksum: Option<u32>,
    #[serde(skip)]
    is_closed: bool,
}

impl OldBox {
    /// Whether it is of a wave that was closed.
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }
}

/// Whether a directory has a box in it.
pub fn are_in(dir: &Path) -> bool {
    FOLDERS.iter().any(|folder| names(&dir.join(folder)).is_ok_and(|names| !names.is_empty()))
}

/// Every box of a directory; of one that stands in both folders, the closed one. `closed` says how many ballots the boxes
/// of closed waves had, by their names.
///
/// # Errors
/// The operating system's; a box that is damaged, missing, or an older copy of itself.
pub fn read(dir: &Path, closed: &BTreeMap<String, u32>) -> io::Result<Vec<(BallotBox, OldBox)>> {
    let [open_folder, closed_folder] = FOLDERS.map(|folder| dir.join(folder));
    let closed_names: BTreeSet<String> = names(&closed_folder)?.into_iter().chain(closed.keys().cloned()).collect();
    let least = counts(&open_folder)?;
    let mut boxes = Vec::new();
    for name in names(&open_folder)?.into_iter().chain(least.keys().cloned()).collect::<BTreeSet<_>>() {
        if !closed_folder.join(&name).exists() {
            let count = least.get(&name).copied().unwrap_or_default();
            boxes.extend(read_box(&open_folder.join(&name), count)?.map(|found| (name, found)));
        }
    }
    for name in closed_names {
        // One that was counted to be closed may not have come to it.
        if !boxes.iter().any(|(open, _)| *open == name) {
            let count = closed.get(&name).copied().unwrap_or_default();
            let found = read_box(&closed_folder.join(&name), count)?;
            boxes.extend(found.map(|found| (name, OldBox { is_closed: true, ..found })));
        }
    }
    Ok(boxes.into_iter().filter_map(|(name, found)| Some((place(&name)?, found))).collect())
}

/// Overwrites every box, and removes it with its folder.
///
/// # Errors
/// The operating system's.
pub fn destroy(dir: &Path) -> io::Result<()> {
    for folder in FOLDERS.map(|folder| dir.join(folder)).into_iter().filter(|folder| folder.is_dir()) {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let file = File::options().write(true).open(&path)?;
            file.write_all_at(&vec![0; file.metadata()?.len() as usize], 0)?;
            file.sync_all()?;
            fs::remove_file(path)?;
        }
        sync_directory(&folder)?;
        fs::remove_dir(&folder)?;
        sync_directory(dir)?;
    }
    Ok(())
}

fn read_box(path: &Path, least: u32) -> io::Result<Option<OldBox>> {
    let bad = |why: &str| {
        let what = format!("the ballot box {}: {why}; take it from a backup", path.display());
        Err(io::Error::new(io::ErrorKind::InvalidData, what))
    };
    let found: OldBox = match fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(found) => found,
            Err(error) => return bad(&error.to_string()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound && least == 0 => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return bad("it is missing"),
        Err(error) => return Err(error),
    };
    let checksum = crc32fast::hash(&serde_json::to_vec(&(&found.taken_part, &found.ballots))?);
    if found.checksum.is_some_and(|said| said != checksum) {
        return bad("its checksum does not fit");
    }
    if (found.ballots.len() as u32) < least {
        return bad("it is an older copy of itself");
    }
    Ok(Some(found))
}

fn place(name: &str) -> Option<BallotBox> {
    let mut parts = name.strip_suffix(".json")?.split('.');
    let (wave, survey, group) = (parts.next()?, parts.next()?, parts.next()?);
    Some(BallotBox { wave: WaveId::parse(wave)?, survey: SurveyId::parse(survey)?, group: TeamId::parse(group)? })
}

fn names(folder: &Path) -> io::Result<BTreeSet<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(error),
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        names.extend(entry?.file_name().into_string().ok().filter(|name| name.ends_with(".json")));
    }
    Ok(names)
}

/// A checksum, the count, the name's length and the name, slot by slot.
fn counts(folder: &Path) -> io::Result<BTreeMap<String, u32>> {
    let bytes = match fs::read(folder.join(COUNTS)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let read = |slot: &[u8]| {
        let (checksum, rest) = slot.split_first_chunk::<4>()?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let (length, name) = rest.split_first()?;
        let name = str::from_utf8(name.get(..usize::from(*length))?).ok()?;
        let is_whole = u32::from_be_bytes(*checksum) == crc32fast::hash(&slot[4..]) && !name.is_empty();
        let count = u32::from_be_bytes(*count);
        (is_whole && count > 0).then(|| (name.to_owned(), count))
    };
    Ok(bytes.chunks_exact(SLOT).filter_map(read).collect())
}
