//! Ballot boxes: a small file a group, beside sled and not in it, because sled's log would keep every ballot in the order
//! of casting. A box holds two sorted lists, who took part and what was answered, and a new file takes the place of the
//! old one as a whole: nothing in it leads from a name to a ballot. Only of the first who cast, as long as they are alone
//! in their box, and of people who all answered alike, it tells what they answered: an open box is for nobody's eyes.
//!
//! Boxes of open waves stand in a folder of their own, to be left out of backups: two states of one box, a few ballots
//! apart, would tell who answered in between. A store that is restored without them asks those people once more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, File, FileTimes};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::SledStore;
use super::commit::Commit;
use super::key::Key;
use super::log::sync_directory;
use super::records::Records;
use super::space::Space;
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
    /// A box has its new name, and whether that is on the disk is unknown until a restart has looked.
    is_doubtful: AtomicBool,
}

/// What a cast looks at and waits for besides the boxes.
struct Surroundings {
    records: Arc<RwLock<Records>>,
    commit: Arc<Commit>,
    space: Arc<Space>,
    /// A cast goes on when its request was cancelled, even while the store is closed: the directory stays locked for it.
    _lock: Arc<File>,
}

impl BallotFiles {
    /// # Errors
    /// The operating system's.
    pub fn open(dir: &Path) -> io::Result<BallotFiles> {
        let files = BallotFiles {
            open: dir.join(OPEN),
            sealed: dir.join(SEALED),
            turn: Mutex::new(()),
            is_doubtful: AtomicBool::new(false),
        };
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
            // Also for what was renamed and not synced: from now on it can be read, and so counts as written.
            sync_directory(folder)?;
        }
        Ok(files)
    }

    fn cast(&self, around: &Surroundings, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        around.commit.check()?;
        let opened = opened(&around.records, into.wave)?.ok_or(StoreError::NotFound)?;
        let path = self.open.join(name(into));
        let mut votes = read(&path)?.unwrap_or_default();
        if !votes.taken_part.insert(person) {
            return Ok(Cast::AlreadyCast);
        }
        {
            // Making the ballast is for one at a time, and changes of the records make it too.
            let _no_change = around.records.read().unwrap_or_else(PoisonError::into_inner);
            around.space.check()?;
        }
        let place = votes.ballots.partition_point(|other| *other < ballot);
        votes.ballots.insert(place, ballot);
        // The wave's first day stands for the time of every ballot, also in the file system.
        let days = opened.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
        let day = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * u64::try_from(days).unwrap_or_default());
        self.put(&path, &votes, day, &around.commit)?;
        Ok(Cast::Counted)
    }

    /// Whoever is found is on the disk: a change that can be seen and is not synced yet is waited for, or else a second
    /// click would be acknowledged before the first.
    fn has_cast(&self, place: &BallotBox, person: PersonId) -> Result<bool> {
        let path = self.open.join(name(place));
        let is_in = |votes: Option<Votes>| votes.is_some_and(|votes| votes.taken_part.contains(&person));
        if !is_in(read(&path)?) {
            return Ok(false);
        }
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_doubtful.load(Ordering::Relaxed) {
            let why = "whether the last ballot is on the disk is unknown until Footing is restarted";
            return Err(StoreError::Failed(why.to_owned()));
        }
        Ok(is_in(read(&path)?))
    }

    /// The ballots of every box of a survey, by group.
    pub fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        Ok(self.boxes(wave, survey)?.into_iter().map(|(group, votes)| (group, votes.ballots)).collect())
    }

    /// A box that cannot be sealed keeps no other from being sealed.
    fn seal(&self, around: &Surroundings, wave: WaveId) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if opened(&around.records, wave)?.is_some() {
            return Err(StoreError::Conflict);
        }
        let mut outcome = Ok(());
        for name in self.names(&self.open, &format!("{wave}."))? {
            outcome = outcome.and(self.seal_box(&name, &around.commit));
        }
        sync_directory(&self.open).map_err(|error| failed(&self.open, &error))?;
        outcome
    }

    fn seal_box(&self, name: &str, commit: &Commit) -> Result<()> {
        let (open, sealed) = (self.open.join(name), self.sealed.join(name));
        // A crash may have left both; the sealed one is complete, or it would not have its name.
        if !sealed.exists() {
            let Some(votes) = read(&open)? else { return Ok(()) };
            let day = open.metadata().and_then(|file| file.modified()).map_err(|error| failed(&open, &error))?;
            self.put(&sealed, &Votes { taken_part: BTreeSet::new(), ..votes }, day, commit)?;
        }
        fs::remove_file(&open).map_err(|error| failed(&open, &error))
    }

    /// Puts a new file in the place of the old one; afterwards the new one is on the disk, and nothing of the old one is
    /// reachable.
    fn put(&self, path: &Path, votes: &Votes, day: SystemTime, commit: &Commit) -> Result<()> {
        let unfinished = path.with_extension(UNFINISHED);
        let written = (|| {
            let mut file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
            file.write_all(&serde_json::to_vec(votes)?)?;
            file.set_times(FileTimes::new().set_accessed(day).set_modified(day))?;
            file.sync_all()?;
            fs::rename(&unfinished, path)
        })();
        if let Err(error) = written {
            // A box is never left beside a later state of itself.
            let _ = fs::remove_file(&unfinished);
            return Err(failed(path, &error));
        }
        sync_directory(path.parent().unwrap_or(Path::new("."))).map_err(|error| {
            // The ballot can be seen and is perhaps not on the disk: whoever repeats it must not be told that it is.
            let error = format!("{}: {error}", path.display());
            self.is_doubtful.store(true, Ordering::Relaxed);
            commit.fail(&error);
            StoreError::Failed(error)
        })
    }

    /// Removes every box of a wave that still is as it was seen.
    fn erase(&self, records: &RwLock<Records>, closed: &Wave) -> Result<()> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let there: Option<Wave> = records.read().unwrap_or_else(PoisonError::into_inner).get(&Key::wave(closed.id))?;
        if there.as_ref() != Some(closed) {
            return Err(StoreError::Conflict);
        }
        for folder in [&self.open, &self.sealed] {
            for name in self.names(folder, &format!("{}.", closed.id))? {
                let path = folder.join(name);
                fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
            }
            sync_directory(folder).map_err(|error| failed(folder, &error))?;
        }
        Ok(())
    }

    /// The votes of every box of a survey, by group. Nobody who casts a ballot waits for it: each box is whole, since it is
    /// replaced by a rename, and one that is sealed meanwhile is found among the sealed ones, which come last.
    fn boxes(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Votes>> {
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
        for entry in fs::read_dir(folder).map_err(|error| failed(folder, &error))? {
            if let Ok(name) = entry.map_err(|error| failed(folder, &error))?.file_name().into_string()
                && name.starts_with(beginning)
                && name.ends_with(".json")
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
        let (files, around, into) = (Arc::clone(&self.ballots), self.around_ballots(), into.clone());
        let cast = blocking(move || files.cast(&around, &into, person, ballot)).await?;
        // An acknowledged ballot must not outlast the opening of its wave, which may have been seen before it is synced.
        self.commit.durable().await?;
        Ok(cast)
    }

    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool> {
        let (files, place) = (Arc::clone(&self.ballots), ballot_box.clone());
        blocking(move || files.has_cast(&place, person)).await
    }

    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
        let (files, survey) = (Arc::clone(&self.ballots), survey.clone());
        let boxes = blocking(move || files.boxes(wave, &survey)).await?;
        Ok(boxes.into_iter().map(|(group, votes)| (group, votes.ballots.len() as u32)).collect())
    }

    async fn seal_ballots(&self, wave: WaveId) -> Result<()> {
        // A box must not be sealed whose wave is found open after a crash.
        self.commit.durable().await?;
        let (files, around) = (Arc::clone(&self.ballots), self.around_ballots());
        blocking(move || files.seal(&around, wave)).await
    }
}

impl SledStore {
    /// Removes every box of a wave, unless it is not as it was seen any more.
    pub(super) async fn erase_boxes(&self, closed: &Wave) -> Result<()> {
        let (files, records, closed) = (Arc::clone(&self.ballots), Arc::clone(&self.records), closed.clone());
        blocking(move || files.erase(&records, &closed)).await
    }

    fn around_ballots(&self) -> Surroundings {
        Surroundings {
            records: Arc::clone(&self.records),
            commit: Arc::clone(&self.commit),
            space: Arc::clone(&self.space),
            _lock: Arc::clone(&self.lock),
        }
    }
}

/// A sync takes milliseconds: too long for a thread that serves everybody. What was begun ends even if nobody waits.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let ended = tokio::task::spawn_blocking(work).await;
    ended.unwrap_or_else(|error| Err(StoreError::Failed(error.to_string())))
}

/// The day a wave was opened, while it takes answers.
fn opened(records: &RwLock<Records>, wave: WaveId) -> Result<Option<Date>> {
    let wave: Option<Wave> = records.read().unwrap_or_else(PoisonError::into_inner).get(&Key::wave(wave))?;
    Ok(wave.as_ref().and_then(Wave::open_now).map(|opening| opening.opened))
}

/// Ids and slugs have no dots.
fn name(place: &BallotBox) -> String {
    format!("{}.{}.{}.json", place.wave, place.survey, place.group)
}

fn read(path: &Path) -> Result<Option<Votes>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            let path = path.display();
            StoreError::Failed(format!(
                "the ballot box {path} is damaged ({error}); take it from a backup, or if its wave is still open move it \
                 away, and the people who file there are asked once more"
            ))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, &error)),
    }
}

fn failed(path: &Path, error: &io::Error) -> StoreError {
    let what = format!("{}: {error}", path.display());
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full(what),
        _ => StoreError::Failed(what),
    }
}

#[cfg(test)]
mod tests;
