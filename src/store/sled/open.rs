//! Opening: everything that can be wrong with the directory is either repaired here, or said together with what to do.
//! No file is touched before the lock is held, and nothing sled had finished is removed before there is a copy of it.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Instant;

use super::ballots::BallotFiles;
use super::commit::Commit;
use super::inspection::{self, Closing, Contents, Remedy};
use super::lock::{PATIENCE, PAUSE, lock};
use super::log::{Log, SyncError, snapshots, sync_directory};
use super::mark::Mark;
use super::migrations::{SCHEMA, layout, move_on};
use super::open_error::{OpenError, cannot, is_full, is_locked};
use super::records::Records;
use super::space::Space;
use super::tally::StoreTally;
use super::{SledStore, doctor};

/// The copy that is made before a repair, and its name until it is complete.
const COPY: &str = "damaged";
const UNFINISHED_COPY: &str = "damaged.new";

impl SledStore {
    /// Opens the store in a directory; if there is none, makes one.
    ///
    /// # Errors
    /// Says what is wrong with the directory and what to do.
    pub fn open(dir: &Path) -> Result<SledStore, OpenError> {
        create_directory(dir).map_err(cannot("create", dir))?;
        let lock = lock(dir)?;
        doctor::finish(dir).map_err(cannot("put the rebuilt store into", dir))?;
        let space = Space::of(dir);
        let marked = inspection::marked(dir)?;
        let damaged = inspection::rehearse(dir, &space, marked)?.files(dir).map_err(cannot("read", dir))?;
        if !damaged.is_empty() {
            let copy = copy_aside(dir).map_err(cannot("make a copy for repair in", dir))?;
            damaged.iter().try_for_each(fs::remove_file).map_err(cannot("repair", dir))?;
            tracing::warn!(copy = %copy.display(), ?damaged, "damaged files that can be made anew were removed after making a copy");
        }
        let log = open_log(dir, &space)?;
        let (records, log, mark) = open_records(dir, log, marked)?;
        if let Err(full) = space.check() {
            tracing::warn!(%full, "opened for reading");
        }
        let ballots = BallotFiles::open(dir).map_err(cannot("prepare the ballot boxes in", dir))?;
        let commit = commit(records.tally(), log, mark).map_err(cannot("start a thread for", dir))?;
        Ok(SledStore {
            records: Arc::new(RwLock::new(records)),
            ballots: Arc::new(ballots),
            commit: Arc::new(commit),
            space: Arc::new(space),
            last_read: Mutex::default(),
            reading: Default::default(),
            _closing: Closing(dir.to_owned()),
            lock: Arc::new(lock),
        })
    }
}

/// Starts what brings changes to the disk: first the change, then the mark, since a store behind its mark is not opened.
fn commit(so_far: StoreTally, mut log: Log, mut mark: Mark) -> io::Result<Commit> {
    Commit::start(so_far, move |applied| {
        log.sync()?;
        mark.set(applied).map_err(|error| SyncError::Final(format!("the mark: {error}")))
    })
}

/// Creates a directory that nobody else can look into, and those it is in.
fn create_directory(dir: &Path) -> io::Result<()> {
    if dir.is_dir() {
        return Ok(());
    }
    let parent = match dir.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    create_directory(parent)?;
    DirBuilder::new().mode(0o700).create(dir)?;
    sync_directory(parent)
}

/// Opens sled, with a remedy for each of the two troubles it cannot get out of by itself.
pub fn open_log(dir: &Path, space: &Space) -> Result<Log, OpenError> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        // Each time: the attempt that met a full disk has left one too.
        remove_unfinished_snapshots(dir).map_err(cannot("clean up", dir))?;
        match Log::open(dir) {
            Ok(log) => return Ok(log),
            Err(error) if is_locked(&error) && Instant::now() < deadline => thread::sleep(PAUSE),
            Err(error) if is_full(&error) && space.release_ballast() => {
                tracing::warn!(dir = %dir.display(), "the disk is full: the ballast was given up to open the store");
            }
            Err(error) => return Err(OpenError::of_sled(dir, error)),
        }
    }
}

/// sled writes a snapshot to `snap.….generating` and renames it. After a crash in between it takes the torn file for
/// its newest snapshot and will not open again, although the one before is still there.
fn remove_unfinished_snapshots(dir: &Path) -> io::Result<()> {
    for snapshot in snapshots(dir)? {
        if snapshot.extension().is_some_and(|extension| extension == "generating") {
            fs::remove_file(snapshot)?;
        }
    }
    Ok(())
}

/// Copies sled's files into a directory beside them, in the place of an earlier copy.
fn copy_aside(dir: &Path) -> io::Result<PathBuf> {
    let (copy, unfinished) = (dir.join(COPY), dir.join(UNFINISHED_COPY));
    let copied =
        inspection::copy_files(dir, &unfinished, Remedy::default()).and_then(|()| inspection::sync_copy(&unfinished));
    if let Err(error) = copied {
        // The likeliest reason is a full disk.
        let _ = fs::remove_dir_all(&unfinished);
        return Err(error);
    }
    inspection::remove(&copy)?;
    fs::rename(&unfinished, &copy)?;
    sync_directory(dir)?;
    Ok(copy)
}

/// The tree everything is in, once it has proved complete, and the mark it has reached.
fn open_records(dir: &Path, mut log: Log, marked: Option<StoreTally>) -> Result<(Records, Log, Mark), OpenError> {
    let contents = Contents::of(dir, &log)?;
    contents.check(marked).map_err(|damage| damage.of(dir))?;
    // Before the first tally: a store that has one and no mark has lost it.
    let mark = match marked {
        Some(_) => Mark::open(dir),
        None => Mark::make(dir, StoreTally::default()),
    };
    let mut mark = mark.map_err(cannot("open the mark in", dir))?;
    let mut records = Records::new(contents.tree, contents.found);
    let from = match contents.said {
        Some(_) => layout(&log).map_err(|error| OpenError::of_sled(dir, error))?.unwrap_or(1),
        // A new store, one of the first layout, or one that was not moved to the end.
        None => 1,
    };
    if contents.said.is_none() || from < SCHEMA {
        move_on(&mut records, &log, from).map_err(|error| OpenError::of_sled(dir, error))?;
        log.sync().map_err(|error| cannot("write to the store in", dir)(io::Error::other(error.to_string())))?;
    }
    if marked != Some(records.tally()) {
        mark.set(records.tally()).map_err(cannot("set the mark in", dir))?;
    }
    Ok((records, log, mark))
}
