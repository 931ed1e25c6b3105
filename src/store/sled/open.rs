//! Opening: everything that can be wrong with the directory is either mended here, or said together with what to do.
//! No file is touched before the lock is held, and nothing sled had finished is removed before there is a copy of it.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use super::ballots::BallotFiles;
use super::commit::Commit;
use super::log::{Log, sync_directory};
use super::records::{self, Records};
use super::space::Space;
use super::{SledStore, codec};

/// How keys and values are laid out. A store of a later layout is not opened.
pub const SCHEMA: u32 = 1;

/// Where the layout's number stands, in sled's default tree: older versions must find it whatever else has changed.
pub const SCHEMA_KEY: &str = "schema";

/// The copy that is made before a repair, and its name until it is complete.
const COPY: &str = "damaged";
const UNFINISHED_COPY: &str = "damaged.new";

/// How long to wait for a lock. A file stays locked a moment longer than its store is open: sled's threads let go of it
/// a little later, and a child process only when it has become another program.
const PATIENCE: Duration = Duration::from_secs(1);
const PAUSE: Duration = Duration::from_millis(5);

/// Why a store was not opened, and what to do about it.
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
    #[error("the store in {dir} is damaged ({what}): restore a backup into an empty directory, and keep this one")]
    Damaged { dir: PathBuf, what: String },
    #[error("cannot {doing} {path}: {error}; see that its disk is well, and that it belongs to Footing's user")]
    Io { doing: &'static str, path: PathBuf, error: io::Error },
}

impl SledStore {
    /// Opens the store in a directory; if there is none, makes one.
    ///
    /// # Errors
    /// Says what is wrong with the directory and what to do.
    pub fn open(dir: &Path) -> Result<SledStore, OpenError> {
        create_directory(dir).map_err(cannot("create", dir))?;
        let lock = lock(dir)?;
        let space = Space::of(dir);
        let mut log = open_log(dir, &space)?;
        let records = open_records(dir, &mut log)?;
        if let Err(full) = space.check() {
            tracing::warn!(%full, "opened for reading");
        }
        let ballots = BallotFiles::open(dir).map_err(cannot("prepare the ballot boxes in", dir))?;
        let commit = Commit::start(move || log.sync().map_err(|error| error.to_string()))
            .map_err(cannot("start a thread for", dir))?;
        let (records, commit) = (Arc::new(RwLock::new(records)), Arc::new(commit));
        Ok(SledStore {
            records,
            ballots: Arc::new(ballots),
            commit,
            space: Arc::new(space),
            last_read: Mutex::default(),
            reading: Default::default(),
            lock: Arc::new(lock),
        })
    }
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

/// sled has a lock too, but takes it when snapshots can no longer be removed without harm to another process.
fn lock(dir: &Path) -> Result<File, OpenError> {
    let path = dir.join("lock");
    let file = File::options().create(true).append(true).open(&path).map_err(cannot("open", &path))?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(OpenError::InUse(dir.to_owned())),
            Err(TryLockError::Error(error)) => return Err(cannot("lock", &path)(error)),
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

/// Opens sled, with one remedy for each of the two troubles it cannot get out of by itself.
pub fn open_log(dir: &Path, space: &Space) -> Result<Log, OpenError> {
    let mut repaired = false;
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
            Err(::sled::Error::Corruption { .. }) if !repaired && has_snapshots(dir)? => {
                // A snapshot only spares reading the whole log; sled makes a new one from that.
                let copy = copy_aside(dir).map_err(cannot("make a copy for repair in", dir))?;
                remove_snapshots(dir).map_err(cannot("repair", dir))?;
                tracing::warn!(copy = %copy.display(), "a damaged snapshot was removed after making a copy");
                repaired = true;
            }
            Err(error) => return Err(open_error(dir, error)),
        }
    }
}

fn has_snapshots(dir: &Path) -> Result<bool, OpenError> {
    Ok(!snapshots(dir).map_err(cannot("read", dir))?.is_empty())
}

fn remove_snapshots(dir: &Path) -> io::Result<()> {
    snapshots(dir)?.into_iter().try_for_each(fs::remove_file)
}

fn snapshots(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut snapshots = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b"snap.") {
            snapshots.push(entry.path());
        }
    }
    Ok(snapshots)
}

/// Copies sled's files into a directory beside them, in the place of an earlier copy.
fn copy_aside(dir: &Path) -> io::Result<PathBuf> {
    let (copy, unfinished) = (dir.join(COPY), dir.join(UNFINISHED_COPY));
    remove_directory(&unfinished)?;
    if let Err(error) = copy_files(dir, &unfinished) {
        // The likeliest reason is a full disk.
        remove_directory(&unfinished)?;
        return Err(error);
    }
    remove_directory(&copy)?;
    fs::rename(&unfinished, &copy)?;
    sync_directory(dir)?;
    Ok(copy)
}

fn copy_files(dir: &Path, copy: &Path) -> io::Result<()> {
    fs::create_dir_all(copy.join("blobs"))?;
    let mut files = snapshots(dir)?;
    files.extend([dir.join("db"), dir.join("conf")]);
    for blob in fs::read_dir(dir.join("blobs"))? {
        files.push(blob?.path());
    }
    for file in files {
        let to = copy.join(file.strip_prefix(dir).unwrap_or(&file));
        fs::copy(&file, &to)?;
        File::open(&to)?.sync_all()?;
    }
    sync_directory(&copy.join("blobs"))?;
    sync_directory(copy)
}

fn remove_directory(dir: &Path) -> io::Result<()> {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    }
}

/// Opens the tree everything is in, if its layout is one this Footing knows.
fn open_records(dir: &Path, log: &mut Log) -> Result<Records, OpenError> {
    let failed = |error| open_error(dir, error);
    let damaged = |what: String| OpenError::Damaged { dir: dir.to_owned(), what };
    let schema = log.db.get(SCHEMA_KEY).map_err(failed)?;
    let schema = schema.map(|bytes| codec::decode::<u32>(&bytes)).transpose();
    match schema.map_err(|damage| damaged(format!("the number of its layout: {damage}")))? {
        Some(SCHEMA) => Ok(Records::new(log.db.open_tree(records::NAME).map_err(failed)?)),
        Some(found) => Err(OpenError::Newer { dir: dir.to_owned(), found }),
        None => {
            let tree = log.db.open_tree(records::NAME).map_err(failed)?;
            if !tree.is_empty() {
                return Err(damaged("it has records, but no number of their layout".to_owned()));
            }
            let number = codec::encode(&SCHEMA).map_err(|error| damaged(error.to_string()))?;
            log.db.insert(SCHEMA_KEY, number).map_err(failed)?;
            log.sync().map_err(failed)?;
            Ok(Records::new(tree))
        }
    }
}

fn open_error(dir: &Path, error: ::sled::Error) -> OpenError {
    if is_full(&error) {
        return OpenError::Full(dir.to_owned());
    }
    if is_locked(&error) {
        return OpenError::InUse(dir.to_owned());
    }
    match error {
        ::sled::Error::Io(error) => cannot("open the store in", dir)(error),
        other => OpenError::Damaged { dir: dir.to_owned(), what: other.to_string() },
    }
}

fn is_full(error: &::sled::Error) -> bool {
    use io::ErrorKind::{QuotaExceeded, StorageFull};
    matches!(error, ::sled::Error::Io(error) if matches!(error.kind(), StorageFull | QuotaExceeded))
}

/// sled has no error of its own for this.
fn is_locked(error: &::sled::Error) -> bool {
    matches!(error, ::sled::Error::Io(error) if error.to_string().starts_with("could not acquire lock"))
}

fn cannot(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OpenError {
    let path = path.to_owned();
    move |error| OpenError::Io { doing, path, error }
}
