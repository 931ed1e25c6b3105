//! Ballot boxes: a small file a group, beside sled and not in it, because sled's log would keep every ballot in the order
//! of casting. A box holds two sorted lists, who took part and what was answered, and a new file takes the place of the
//! old one as a whole: what lies on the disk at any time leads from no name to no ballot.
//!
//! Boxes of open waves stand in a folder of their own, to be left out of backups: two states of one box, a few ballots
//! apart, would tell who answered in between. A store that is restored without them asks those people once more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, File, FileTimes};
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::SledStore;
use super::key::Key;
use super::log::sync_directory;
use super::records::Records;
use crate::disclosure::Wave;
use crate::organisation::{PersonId, TeamId};
use crate::store::{BallotBox, Ballots, Cast, Result, StoreError};
use crate::survey::{Ballot, SurveyId, WaveId};

const OPEN: &str = "open-ballots";
const SEALED: &str = "ballots";
/// A file that is being written.
const UNFINISHED: &str = "new";

/// What lies in one box, as the file shows it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Votes {
    /// Empty once the box is sealed.
    taken_part: BTreeSet<PersonId>,
    /// Sorted by what was answered.
    ballots: Vec<Ballot>,
}

/// The two folders with boxes.
pub struct BallotFiles {
    open: PathBuf,
    sealed: PathBuf,
    /// One change at a time. It is held from the question whether the wave is open until the ballot is in the box, so
    /// that sealing comes before or after, never in between.
    turn: Mutex<()>,
}

impl BallotFiles {
    /// # Errors
    /// The operating system's.
    pub fn open(dir: &Path) -> io::Result<BallotFiles> {
        let files = BallotFiles { open: dir.join(OPEN), sealed: dir.join(SEALED), turn: Mutex::new(()) };
        for folder in [&files.open, &files.sealed] {
            if !folder.is_dir() {
                DirBuilder::new().mode(0o700).create(folder)?;
                sync_directory(dir)?;
            }
            // What a killed process left was never acknowledged, and beside the box it would show who came last.
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.extension().is_some_and(|extension| extension == UNFINISHED) {
                    fs::remove_file(path)?;
                }
            }
            sync_directory(folder)?;
        }
        Ok(files)
    }

    fn cast(&self, records: &RwLock<Records>, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let wave: Option<Wave> = records.read().unwrap_or_else(PoisonError::into_inner).get(&Key::wave(into.wave))?;
        let opened = wave.as_ref().and_then(Wave::open_now).ok_or(StoreError::NotFound)?.opened;
        let path = self.open.join(name(into));
        let mut votes = read(&path)?.unwrap_or_default();
        if !votes.taken_part.insert(person) {
            return Ok(Cast::AlreadyCast);
        }
        let place = votes.ballots.partition_point(|other| *other < ballot);
        votes.ballots.insert(place, ballot);
        // The wave's first day stands for the time of every ballot, also in the file system.
        let days = opened.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
        let day = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * u64::try_from(days).unwrap_or_default());
        write(&path, &votes, day).map_err(failed)?;
        Ok(Cast::Counted)
    }

    fn seal(&self, wave: WaveId) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        for name in self.names(&self.open, &format!("{wave}."))? {
            let (open, sealed) = (self.open.join(&name), self.sealed.join(&name));
            if !sealed.exists() {
                let Some(votes) = read(&open)? else { continue };
                let day = open.metadata().and_then(|file| file.modified()).map_err(failed)?;
                write(&sealed, &Votes { taken_part: BTreeSet::new(), ..votes }, day).map_err(failed)?;
            }
            fs::remove_file(&open).map_err(failed)?;
        }
        sync_directory(&self.open).map_err(failed)
    }

    /// Removes every box of a wave.
    pub fn erase(&self, wave: WaveId) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        for folder in [&self.open, &self.sealed] {
            for name in self.names(folder, &format!("{wave}."))? {
                fs::remove_file(folder.join(name)).map_err(failed)?;
            }
            sync_directory(folder).map_err(failed)?;
        }
        Ok(())
    }

    /// The votes of every box of a survey, by group.
    fn boxes(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Votes>> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let beginning = format!("{wave}.{survey}.");
        let mut boxes = BTreeMap::new();
        for folder in [&self.open, &self.sealed] {
            for name in self.names(folder, &beginning)? {
                let group = name[beginning.len()..].strip_suffix(".json").and_then(TeamId::parse);
                if let (Some(group), Some(votes)) = (group, read(&folder.join(&name))?) {
                    boxes.insert(group, votes);
                }
            }
        }
        Ok(boxes)
    }

    fn names(&self, folder: &Path, beginning: &str) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            if let Ok(name) = entry.map_err(failed)?.file_name().into_string()
                && name.starts_with(beginning)
            {
                names.push(name);
            }
        }
        Ok(names)
    }
}

#[async_trait]
impl Ballots for SledStore {
    async fn cast(&self, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        self.space.check()?;
        let (files, records, into) = (Arc::clone(&self.ballots), Arc::clone(&self.records), into.clone());
        blocking(move || files.cast(&records, &into, person, ballot)).await
    }

    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool> {
        let votes = read(&self.ballots.open.join(name(ballot_box)))?;
        Ok(votes.is_some_and(|votes| votes.taken_part.contains(&person)))
    }

    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
        let (files, survey) = (Arc::clone(&self.ballots), survey.clone());
        let boxes = blocking(move || files.boxes(wave, &survey)).await?;
        Ok(boxes.into_iter().map(|(group, votes)| (group, votes.ballots.len() as u32)).collect())
    }

    async fn seal_ballots(&self, wave: WaveId) -> Result<()> {
        let files = Arc::clone(&self.ballots);
        blocking(move || files.seal(wave)).await
    }
}

/// A sync takes milliseconds: too long for a thread that serves everybody. What was begun ends even if nobody waits.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(StoreError::Failed(error.to_string())))
}

/// Ids and slugs have no dots.
fn name(place: &BallotBox) -> String {
    format!("{}.{}.{}.json", place.wave, place.survey, place.group)
}

fn read(path: &Path) -> Result<Option<Votes>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            let path = path.display();
            StoreError::Failed(format!("the ballot box {path} is damaged ({error}); restore a backup"))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// Puts a new file in the place of the old one; afterwards the new one is on the disk, and nothing of the old one is
/// reachable.
fn write(path: &Path, votes: &Votes, day: SystemTime) -> io::Result<()> {
    let unfinished = path.with_extension(UNFINISHED);
    let written = (|| {
        let mut file = File::create(&unfinished)?;
        file.write_all(&serde_json::to_vec(votes)?)?;
        file.set_times(FileTimes::new().set_accessed(day).set_modified(day))?;
        file.sync_all()?;
        fs::rename(&unfinished, path)
    })();
    if written.is_err() {
        // A box is never left beside a later state of itself.
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    sync_directory(path.parent().unwrap_or(Path::new(".")))
}

fn failed(error: io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full(error.to_string()),
        _ => StoreError::Failed(error.to_string()),
    }
}
