//! sled's files, and what it takes until they are really on the disk.
//! sled's own flush ends with `sync_file_range`, which neither writes metadata nor empties the disk's cache.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use ::sled::Db;

/// sled's default is 1 GiB; its working set here is the people who are answering just now.
const CACHE: u64 = 64 << 20;

pub struct Log {
    pub db: Db,
    /// A handle of our own on sled's file: fsync goes by the file, whoever has written to it.
    file: File,
    blobs: PathBuf,
    synced_blobs: BTreeSet<OsString>,
}

impl Log {
    /// Opens sled and brings to the disk what a killed process may have left in the kernel's memory, since from now on
    /// it can be read and so counts as written.
    pub fn open(dir: &Path) -> ::sled::Result<Log> {
        // sled's flusher is left out: it would sync behind our back, and stop for good at the first error.
        let db = ::sled::Config::new().path(dir).cache_capacity(CACHE).flush_every_ms(None).open()?;
        let file = File::open(dir.join("db"))?;
        let mut log = Log { db, file, blobs: dir.join("blobs"), synced_blobs: BTreeSet::new() };
        log.sync()?;
        // Written at the first opening and never synced by sled: without it the log cannot be read.
        File::open(dir.join("conf"))?.sync_all()?;
        sync_directory(dir)?;
        Ok(log)
    }

    /// Brings every change made so far to the disk.
    pub fn sync(&mut self) -> ::sled::Result<()> {
        self.db.flush()?;
        let synced = self.sync_files();
        if synced.is_err() {
            // When sled closes and its fsync fails, it panics. A handle that is never dropped keeps it from closing; of
            // a failed flush it knows itself, and closes quietly.
            std::mem::forget(self.db.clone());
        }
        Ok(synced?)
    }

    fn sync_files(&mut self) -> io::Result<()> {
        // Before the log, which points to them.
        self.sync_new_blobs()?;
        // The size of the file is among the metadata that fdatasync does write; nothing else of it is needed.
        self.file.sync_data()
    }

    /// sled packs up to 16 values into a page, and puts a page that is larger than a quarter of a segment into a file of
    /// its own, which it writes once and does not sync. Long answers under neighbouring keys are enough for that.
    fn sync_new_blobs(&mut self) -> io::Result<()> {
        let mut present = BTreeSet::new();
        let mut any_new = false;
        for entry in fs::read_dir(&self.blobs)? {
            let name = entry?.file_name();
            if !self.synced_blobs.contains(&name) {
                match File::open(self.blobs.join(&name)).and_then(|blob| blob.sync_all()) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue, // collected meanwhile
                    synced => synced?,
                }
                any_new = true;
            }
            present.insert(name);
        }
        self.synced_blobs = present;
        if any_new { sync_directory(&self.blobs) } else { Ok(()) }
    }
}

/// Makes the names in a directory last: a file whose name is lost is lost, however well it was synced.
pub fn sync_directory(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
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
        log.sync().unwrap_err();
        drop(log);
        let still_open = Log::open(dir.path()).err().unwrap();
        assert!(still_open.to_string().contains("lock"), "{still_open}");
    }
}
