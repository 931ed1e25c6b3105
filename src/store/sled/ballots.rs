//! Ballot boxes: a small file a group, beside sled and not in it, because sled's log would keep every ballot in the
//! order of casting. A box holds two sorted lists, who took part and what was answered, and a new file takes the place
//! of the old one as a whole: nothing in it leads from a name to a ballot. Only of the first who cast, as long as they
//! are alone in their box, and of people who all answered alike, it tells what they answered: an open box is for
//! nobody's eyes.
//!
//! Boxes of open waves stand in a folder of their own, to be left out of backups: two states of one box, a few ballots
//! apart, would tell who answered in between. A store that is restored without them asks those people once more.
//!
//! A box carries a checksum, and how many ballots it had is noted outside of it: of open boxes beside them, and so left
//! out with them, of sealed ones among the records. A box that is damaged, missing or older is named and not counted.

mod counts;
mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, FileTimes};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use async_trait::async_trait;
use jiff::civil::Date;

use self::counts::Counts;
use self::folder::{Folder, UNFINISHED, Votes, damaged, failed, look_into, names};
use super::SledStore;
use super::commit::Commit;
use super::key::Key;
use super::log::sync_directory;
use super::records::Records;
use super::space::Space;
use crate::store::{BallotBox, Ballots, Cast, Result, StoreError};
use footing_core::organisation::{PersonId, TeamId};
use footing_core::survey::{Ballot, SurveyId, WaveId};
use footing_core::wave::Wave;

const OPEN: &str = "open-ballots";
const SEALED: &str = "ballots";

/// The two folders with boxes.
pub struct BallotFiles {
    open: Folder,
    sealed: Folder,
    /// One change at a time, and how many ballots the open boxes must have. It is held from the question whether the
    /// wave is open until the ballot is in the box, so that sealing comes before or after, never in between.
    turn: Mutex<Counts>,
    /// A box has its new name, and whether that is on the disk is unknown until a restart has looked.
    is_doubtful: AtomicBool,
}

/// What a cast looks at and waits for besides the boxes.
struct Surroundings {
    records: Arc<RwLock<Records>>,
    commit: Arc<Commit>,
    space: Arc<Space>,
    /// A cast goes on when its request was cancelled, even while the store is closed: the directory stays locked for
    /// it.
    _lock: Arc<File>,
}

/// How many ballots each sealed box of a wave has, by the names of the boxes.
pub type SealedCounts = BTreeMap<String, u32>;

/// A ballot box that cannot be counted.
pub struct BadBox {
    pub path: PathBuf,
    pub why: String,
}

impl BallotFiles {
    /// # Errors
    /// The operating system's.
    pub fn open(dir: &Path) -> io::Result<BallotFiles> {
        let (open, sealed) = (Folder::open(dir, OPEN)?, Folder::open(dir, SEALED)?);
        let turn = Mutex::new(Counts::open(&open.path)?);
        Ok(BallotFiles { open, sealed, turn, is_doubtful: AtomicBool::new(false) })
    }

    /// The boxes of a directory that cannot be counted, as [`SledStore::examine`] says them.
    pub fn bad_boxes(dir: &Path, sealed: &SealedCounts) -> io::Result<Vec<BadBox>> {
        let counts = match Counts::open(&dir.join(OPEN)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            counts => counts.ok(),
        };
        let count = |name: &str| counts.as_ref().map_or(0, |counts| counts.of(name));
        let is_sealed = |name: &String| dir.join(SEALED).join(name).exists();
        let mut open = names(&dir.join(OPEN), "").unwrap_or_default();
        open.extend(counts.iter().flat_map(|counts| counts.least("").into_keys()).filter(|name| !is_sealed(name)));
        let mut shut = names(&dir.join(SEALED), "").unwrap_or_default();
        shut.extend(sealed.keys().filter(|name| !open.contains(*name)).cloned());
        let open = open.into_iter().map(|name| (dir.join(OPEN).join(&name), count(&name)));
        let shut =
            shut.into_iter().map(|name| (dir.join(SEALED).join(&name), sealed.get(&name).copied().unwrap_or_default()));
        let bad = open.chain(shut).filter_map(|(path, least)| {
            let why = look_into(&path, least).err()?.to_string();
            Some(BadBox { path, why })
        });
        Ok(bad.collect())
    }

    /// Moves boxes that cannot be counted away, and expects them no more.
    pub fn take_out(dir: &Path, to: &Path, boxes: &[BadBox]) -> io::Result<()> {
        for bad in boxes {
            let to = to.join(bad.path.strip_prefix(dir).unwrap_or(&bad.path));
            fs::create_dir_all(to.parent().unwrap_or(dir))?;
            match fs::rename(&bad.path, &to) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => sync_directory(to.parent().unwrap_or(dir))?,
            }
        }
        let folder = dir.join(OPEN);
        if !folder.is_dir() {
            return Ok(());
        }
        let is_bad = |name: &str| boxes.iter().any(|bad| bad.path == folder.join(name));
        Counts::open(&folder)?.forget(is_bad, &File::open(&folder)?)
    }

    fn turn(&self) -> MutexGuard<'_, Counts> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cast(&self, around: &Surroundings, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let mut counts = self.turn();
        around.commit.check()?;
        let opened = opened(&around.records, into.wave)?.ok_or(StoreError::NotFound)?;
        let name = name(into);
        let path = self.open.join(&name);
        let Votes { mut taken_part, mut ballots, .. } = self.open.read(&name, counts.of(&name))?.unwrap_or_default();
        let count = ballots.len() as u32;
        // What needs a new file comes first, so that nothing is left half done for want of a descriptor.
        counts.make_place(&name, &self.open.handle).map_err(|error| failed(&self.open.join(counts::NAME), &error))?;
        if !taken_part.insert(person) {
            if counts.of(&name) < count {
                counts.raise(&name, count).map_err(|error| failed(&path, &error))?;
            }
            return Ok(Cast::AlreadyCast);
        }
        {
            // Making the ballast is for one at a time, and changes of the records make it too.
            let _no_change = around.records.read().unwrap_or_else(PoisonError::into_inner);
            around.space.check()?;
        }
        let place = ballots.partition_point(|other| *other < ballot);
        ballots.insert(place, ballot);
        // The wave's first day stands for the time of every ballot, also in the file system.
        let days = opened.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days());
        let day = SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * u64::try_from(days).unwrap_or_default());
        let votes = Votes::of(taken_part, ballots).map_err(|error| damaged(&path, &error))?;
        self.put(&self.open, &name, &votes, day, &around.commit)?;
        counts.raise(&name, count + 1).map_err(|error| failed(&path, &error))?;
        Ok(Cast::Counted)
    }

    /// A person who is found is on the disk: a change that can be seen and is not synced yet is waited for, or else a
    /// second click would be acknowledged before the first.
    fn has_cast(&self, place: &BallotBox, person: PersonId) -> Result<bool> {
        let name = name(place);
        let is_in = |votes: Option<Votes>| votes.is_some_and(|votes| votes.taken_part.contains(&person));
        if !is_in(self.open.read(&name, 0)?) {
            return Ok(false);
        }
        let counts = self.turn();
        if self.is_doubtful.load(Ordering::Relaxed) {
            let why = "whether the last ballot is on the disk is unknown until Footing is restarted";
            return Err(StoreError::Failed(why.to_owned()));
        }
        Ok(is_in(self.open.read(&name, counts.of(&name))?))
    }

    /// The ballots of every box of a survey, by group.
    pub fn ballots(
        &self,
        wave: WaveId,
        survey: &SurveyId,
        sealed: &SealedCounts,
    ) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        Ok(self.boxes(wave, survey, sealed)?.into_iter().map(|(group, votes)| (group, votes.ballots)).collect())
    }

    /// How many ballots the open boxes of a closed wave have, of those that are well; and whether all are.
    fn count(&self, around: &Surroundings, wave: WaveId) -> Result<(SealedCounts, Result<()>)> {
        let counts = self.turn();
        if opened(&around.records, wave)?.is_some() {
            return Err(StoreError::Conflict);
        }
        let (mut counted, mut outcome) = (SealedCounts::new(), Ok(()));
        let beginning = format!("{wave}.");
        for name in self.open_names(&counts.least(&beginning), &beginning)? {
            match self.open.read(&name, counts.of(&name)) {
                Ok(votes) => drop(votes.map(|votes| counted.insert(name, votes.count()))),
                Err(error) => outcome = outcome.and(Err(error)),
            }
        }
        Ok((counted, outcome))
    }

    /// Seals the boxes that were counted.
    fn seal(&self, around: &Surroundings, counted: &SealedCounts) -> Result<()> {
        let mut counts = self.turn();
        let mut outcome = Ok(());
        for (name, count) in counted {
            outcome = outcome.and(self.seal_box(name, *count, &around.commit));
        }
        self.open.sync()?;
        outcome?;
        let forgotten = counts.forget(|name| counted.contains_key(name), &self.open.handle);
        forgotten.map_err(|error| failed(&self.open.path, &error))
    }

    fn seal_box(&self, name: &str, count: u32, commit: &Commit) -> Result<()> {
        let open = self.open.join(name);
        // A crash may have left both; the sealed one is complete, or it would not have its name.
        if !self.sealed.join(name).exists() {
            let Some(votes) = self.open.read(name, count)? else { return Ok(()) };
            let day = open.metadata().and_then(|file| file.modified()).map_err(|error| failed(&open, &error))?;
            let votes = Votes::of(BTreeSet::new(), votes.ballots).map_err(|error| damaged(&open, &error))?;
            self.put(&self.sealed, name, &votes, day, commit)?;
        }
        fs::remove_file(&open).map_err(|error| failed(&open, &error))
    }

    /// Puts a new file in the place of the old one; afterwards the new one is on the disk, and nothing of the old one
    /// is reachable.
    fn put(&self, folder: &Folder, name: &str, votes: &Votes, day: SystemTime, commit: &Commit) -> Result<()> {
        let path = folder.join(name);
        let unfinished = path.with_extension(UNFINISHED);
        let written = (|| {
            let mut file = File::options().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
            file.write_all(&serde_json::to_vec(votes)?)?;
            file.set_times(FileTimes::new().set_accessed(day).set_modified(day))?;
            file.sync_all()?;
            fs::rename(&unfinished, &path)
        })();
        if let Err(error) = written {
            // A box is never left beside a later state of itself.
            let _ = fs::remove_file(&unfinished);
            return Err(failed(&path, &error));
        }
        folder.handle.sync_all().map_err(|error| {
            // The ballot can be seen and is perhaps not on the disk: a person who repeats it must not be told that it
            // is.
            let error = format!("{}: {error}", path.display());
            self.is_doubtful.store(true, Ordering::Relaxed);
            commit.fail(&error);
            StoreError::Failed(error)
        })
    }

    /// Removes every box of a wave that still is as it was seen.
    fn erase(&self, records: &RwLock<Records>, closed: &Wave) -> Result<()> {
        let mut counts = self.turn();
        let there: Option<Wave> = records.read().unwrap_or_else(PoisonError::into_inner).get(&Key::wave(closed.id))?;
        if there.as_ref() != Some(closed) {
            return Err(StoreError::Conflict);
        }
        let beginning = format!("{}.", closed.id);
        let forgotten = counts.forget(|name| name.starts_with(&beginning), &self.open.handle);
        forgotten.map_err(|error| failed(&self.open.path, &error))?;
        for folder in [&self.open, &self.sealed] {
            for name in folder.names(&beginning)? {
                let path = folder.join(&name);
                fs::remove_file(&path).map_err(|error| failed(&path, &error))?;
            }
            folder.sync()?;
        }
        Ok(())
    }

    /// The votes of every box of a survey, by group. Nobody who casts a ballot waits for it: each box is whole, since
    /// it is replaced by a rename, and one that is sealed meanwhile is found among the sealed ones, which come last.
    fn boxes(&self, wave: WaveId, survey: &SurveyId, sealed: &SealedCounts) -> Result<BTreeMap<TeamId, Votes>> {
        let beginning = format!("{wave}.{survey}.");
        let least = self.turn().least(&beginning);
        let group = |name: &str| name[beginning.len()..].strip_suffix(".json").and_then(TeamId::parse);
        let mut boxes = BTreeMap::new();
        for name in self.open_names(&least, &beginning)? {
            let found = self.open.read(&name, least.get(&name).copied().unwrap_or_default());
            if !self.sealed.join(&name).exists()
                && let (Some(group), Some(votes)) = (group(&name), found?)
            {
                boxes.insert(group, votes);
            }
        }
        let noted = sealed.keys().filter(|name| name.starts_with(&beginning));
        for name in self.sealed.names(&beginning)?.iter().chain(noted) {
            // One that was counted to be sealed may not have come to it.
            let Some(group) = group(name).filter(|group| !boxes.contains_key(group)) else { continue };
            if let Some(votes) = self.sealed.read(name, sealed.get(name).copied().unwrap_or_default())? {
                boxes.insert(group, votes);
            }
        }
        Ok(boxes)
    }

    /// The open boxes that are there or must be. One that is sealed need not be open.
    fn open_names(&self, least: &SealedCounts, beginning: &str) -> Result<BTreeSet<String>> {
        let mut names = self.open.names(beginning)?;
        names.extend(least.keys().filter(|name| !self.sealed.join(name).exists()).cloned());
        Ok(names)
    }
}

#[async_trait]
impl Ballots for SledStore {
    async fn cast(&self, into: &BallotBox, person: PersonId, ballot: Ballot) -> Result<Cast> {
        let (files, around, into) = (Arc::clone(&self.ballots), self.around_ballots(), into.clone());
        let cast = blocking(move || files.cast(&around, &into, person, ballot)).await?;
        // An acknowledged ballot must not outlast the opening of its wave, which may have been seen before it is
        // synced.
        self.commit.durable().await?;
        Ok(cast)
    }

    async fn has_cast(&self, ballot_box: &BallotBox, person: PersonId) -> Result<bool> {
        let (files, place) = (Arc::clone(&self.ballots), ballot_box.clone());
        blocking(move || files.has_cast(&place, person)).await
    }

    async fn turnout(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, u32>> {
        let (files, survey, sealed) = (Arc::clone(&self.ballots), survey.clone(), self.sealed_counts(wave)?);
        let boxes = blocking(move || files.boxes(wave, &survey, &sealed)).await?;
        Ok(boxes.into_iter().map(|(group, votes)| (group, votes.ballots.len() as u32)).collect())
    }

    async fn seal_ballots(&self, wave: WaveId) -> Result<()> {
        // A box must not be sealed whose wave is found open after a crash.
        self.commit.durable().await?;
        let (files, around) = (Arc::clone(&self.ballots), self.around_ballots());
        let (counted, outcome) = blocking(move || files.count(&around, wave)).await?;
        // Before the first box is sealed, so that none can go missing unnoticed.
        self.write(|records, change| {
            let before: SealedCounts = records.get(&Key::sealed_counts(wave))?.unwrap_or_default();
            let mut after = before.clone();
            after.extend(counted.clone());
            if after == before { Ok(()) } else { change.put(Key::sealed_counts(wave), &after) }
        })
        .await?;
        // A box that cannot be sealed keeps no other from being sealed.
        let (files, around) = (Arc::clone(&self.ballots), self.around_ballots());
        blocking(move || files.seal(&around, &counted)).await.and(outcome)
    }
}

impl SledStore {
    /// Removes every box of a wave, unless it is not as it was seen any more.
    pub(super) async fn erase_boxes(&self, closed: &Wave) -> Result<()> {
        let (files, records, closed) = (Arc::clone(&self.ballots), Arc::clone(&self.records), closed.clone());
        blocking(move || files.erase(&records, &closed)).await
    }

    /// How many ballots the sealed boxes of a wave must have; nothing is known of a wave that an earlier version
    /// sealed.
    pub(super) fn sealed_counts(&self, wave: WaveId) -> Result<SealedCounts> {
        Ok(self.read(|records| records.get(&Key::sealed_counts(wave)))?.unwrap_or_default())
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

/// Whether a directory has a box in it.
pub fn are_in(dir: &Path) -> bool {
    [OPEN, SEALED].iter().any(|folder| names(&dir.join(folder), "").is_ok_and(|names| !names.is_empty()))
}

#[cfg(test)]
mod tests;
