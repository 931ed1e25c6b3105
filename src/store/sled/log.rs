//! sled's files, and what it takes until they are really on the disk.
//! sled's own flush ends with `sync_file_range`, which neither writes metadata nor empties the disk's cache.

use std::any::Any;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStringExt;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;

use ::sled::Db;
use rustix::fs::Dir;

/// sled's default is 1 GiB; its working set here is the people who are answering just now.
const CACHE: u64 = 64 << 20;

pub struct Log {
    pub db: Db,
    /// A handle of our own on sled's file: fsync goes by the file, no matter who has written to it. This and the next
    /// two are held open, so that a process without a descriptor left can still bring to the disk what it has written.
    file: File,
    blobs: File,
    list_of_blobs: Dir,
    blobs_path: PathBuf,
    synced_blobs: BTreeSet<OsString>,
}

/// Why a sync brought nothing to the disk.
#[derive(Debug)]
pub enum SyncError {
    /// Writing or syncing failed. The kernel may have thrown the pages away and call the next attempt a success, so
    /// there must not be one.
    Final(String),
    /// Nothing was tried that cannot be tried again.
    NotNow(String),
}

impl Log {
    /// Opens sled and brings to the disk what a killed process may have left in the kernel's memory, since from now on
    /// it can be read and so counts as written.
    pub fn open(dir: &Path) -> ::sled::Result<Log> {
        // sled's flusher is left out: it would sync behind our back, and stop for good at the first error.
        let db = guarded(|| ::sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None).open())?;
        let blobs_path = dir.join("blobs");
        let (file, blobs) = (File::open(dir.join("db"))?, File::open(&blobs_path)?);
        let list_of_blobs = Dir::read_from(&blobs).map_err(io::Error::from)?;
        let mut log = Log { db, file, blobs, list_of_blobs, blobs_path, synced_blobs: BTreeSet::new() };
        log.sync().map_err(|error| io::Error::other(error.to_string()))?;
        // Written at the first opening and never synced by sled: without it the log cannot be read.
        File::open(dir.join("conf"))?.sync_all()?;
        sync_directory(dir)?;
        Ok(log)
    }

    /// Brings every change made so far to the disk.
    pub fn sync(&mut self) -> Result<(), SyncError> {
        guarded(|| self.db.flush()).map_err(|error| SyncError::Final(error.to_string()))?;
        let synced = self.sync_files();
        if matches!(synced, Err(SyncError::Final(_))) {
            // When sled closes and its fsync fails, it panics. A handle that is never dropped keeps it from closing; of
            // a failed flush it knows itself, and closes quietly.
            std::mem::forget(self.db.clone());
        }
        synced
    }

    fn sync_files(&mut self) -> Result<(), SyncError> {
        // Before the log, which points to them.
        self.sync_new_blobs()?;
        // The size of the file is among the metadata that fdatasync does write; nothing else of it is needed.
        self.file.sync_data().map_err(broken)
    }

    /// sled puts a page that is larger than a quarter of a segment into a file of its own, which it writes once and
    /// does not sync. Values are kept so small that no page should be; should one be, it is not lost.
    fn sync_new_blobs(&mut self) -> Result<(), SyncError> {
        let mut present = BTreeSet::new();
        let mut any_new = false;
        for name in self.names_of_blobs().map_err(not_now)? {
            if !self.synced_blobs.contains(&name) {
                match File::open(self.blobs_path.join(&name)) {
                    Ok(blob) => blob.sync_all().map_err(broken)?,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue, // collected meanwhile
                    Err(error) => return Err(not_now(error)),
                }
                any_new = true;
            }
            present.insert(name);
        }
        if any_new {
            self.blobs.sync_all().map_err(broken)?;
        }
        self.synced_blobs = present;
        Ok(())
    }

    fn names_of_blobs(&mut self) -> io::Result<Vec<OsString>> {
        self.list_of_blobs.rewind();
        let mut names = Vec::new();
        while let Some(entry) = self.list_of_blobs.read() {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            if name != "." && name != ".." {
                names.push(name);
            }
        }
        Ok(names)
    }
}

fn broken(error: io::Error) -> SyncError {
    SyncError::Final(error.to_string())
}

fn not_now(error: io::Error) -> SyncError {
    SyncError::NotNow(error.to_string())
}

impl std::fmt::Display for SyncError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (SyncError::Final(why) | SyncError::NotNow(why)) = self;
        f.write_str(why)
    }
}

/// Does something with sled, which panics where it meets what it does not expect, for example in a damaged file.
pub fn guarded<T>(work: impl FnOnce() -> ::sled::Result<T>) -> ::sled::Result<T> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                print(panic);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    // Nothing of ours is left half done: what sled was asked for is a whole, and after a failed change no other
    // follows.
    let outcome = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    outcome.unwrap_or_else(|panic| Err(::sled::Error::ReportableBug(said(panic.as_ref()))))
}

thread_local! {
    /// Whether a panic on this thread becomes an error, and so need not be printed.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// The first line of what a panic said.
fn said(panic: &(dyn Any + Send)) -> String {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    said.and_then(|said| said.lines().next()).unwrap_or("it gave up").to_owned()
}

/// Makes the names in a directory last: a file whose name is lost is lost, however well it was synced.
pub fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// sled's files in a directory: its log, its settings, snapshots and blobs.
pub fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = snapshots(dir)?;
    files.extend(["db", "conf"].map(|name| dir.join(name)).into_iter().filter(|file| file.exists()));
    match fs::read_dir(dir.join("blobs")) {
        Ok(blobs) => blobs.into_iter().try_for_each(|blob| blob.map(|blob| files.push(blob.path())))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    files.sort();
    Ok(files)
}

/// Every snapshot in a directory, finished or not, the newest last.
pub fn snapshots(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut snapshots = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(b"snap.") {
            snapshots.push(entry.path());
        }
    }
    snapshots.sort();
    Ok(snapshots)
}

#[cfg(test)]
mod tests {
    use tempfile::tempdir;

    use super::*;

    #[test]
    fn a_sync_covers_the_files_sled_puts_large_pages_into() {
        let dir = tempdir().unwrap();
        let mut log = Log::open(dir.path()).unwrap();
        for round in 0..4_u8 {
            for neighbour in 0..16_u8 {
                log.db.insert([neighbour], vec![round; 50_000]).unwrap();
            }
            log.sync().unwrap();
            let mut present = fs::read_dir(dir.path().join("blobs")).unwrap().map(|blob| blob.unwrap().file_name());
            assert!(present.all(|blob| log.synced_blobs.contains(&blob)));
        }
        assert!(!log.synced_blobs.is_empty());
    }

    #[test]
    fn after_a_failed_fsync_sled_is_not_closed() {
        let dir = tempdir().unwrap();
        let mut log = Log::open(dir.path()).unwrap();
        // A device that cannot be synced.
        log.file = File::open("/dev/null").unwrap();
        assert!(matches!(log.sync(), Err(SyncError::Final(_))));
        drop(log);
        let still_open = Log::open(dir.path()).err().unwrap();
        assert!(still_open.to_string().contains("lock"), "{still_open}");
    }

    #[test]
    fn what_sled_panics_about_becomes_an_error_in_one_line() {
        let failed = guarded::<()>(|| panic!("no such page\nbacktrace")).unwrap_err();
        assert!(matches!(failed, ::sled::Error::ReportableBug(why) if why == "no such page"));
    }
}
