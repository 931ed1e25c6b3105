//! Room on the disk: writing stops while there still is some, and a ballast file makes room for opening.
//! sled writes even when it opens, so that on a full disk it could not so much as be read.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::store::{Result, StoreError};

const MIB: u64 = 1 << 20;

/// What a write leaves free: two of sled's segments, one that is being filled and the next.
const RESERVE: u64 = MIB;

/// To open, sled fills up its last segment of half a MiB, and writes a snapshot beside the old one. A snapshot was 0.3 %
/// of its log when this was measured; the ballast has five times that.
const LOG_PER_BALLAST: u64 = 64;

/// For the small files beside the log.
const ELBOW_ROOM: u64 = 64 << 10;

pub struct Space {
    dir: PathBuf,
    log: PathBuf,
    ballast: PathBuf,
    ballast_in_place: AtomicU64,
}

impl Space {
    pub fn of(dir: &Path) -> Space {
        let ballast = dir.join("ballast");
        let in_place = ballast.metadata().map_or(0, |file| file.len());
        Space { dir: dir.to_owned(), log: dir.join("db"), ballast, ballast_in_place: AtomicU64::new(in_place) }
    }

    /// Whether there is room for another write. Makes the ballast, or what is missing of it, as soon as there is room
    /// for that too.
    pub fn check(&self) -> Result<()> {
        let failed = |error: io::Error| StoreError::Failed(error.to_string());
        let missing = self.missing_ballast().map_err(failed)?;
        let (free, needed) = (self.free().map_err(failed)?, RESERVE + missing);
        if free < needed {
            let (dir, free, needed) = (self.dir.display(), free >> 10, needed >> 10);
            return Err(StoreError::Full(format!(
                "{dir} has {free} KiB left, and {needed} KiB are needed; once there is room, writing goes on by itself"
            )));
        }
        if missing > 0 {
            // Room that was promised and not given, as under a quota, is no room; anything else passes.
            self.add_ballast(missing).map_err(|error| {
                let what = error.to_string();
                if is_for_want_of_room(&error) { StoreError::Full(what) } else { StoreError::Failed(what) }
            })?;
        }
        Ok(())
    }

    /// Whether there is room for so many bytes that will go away again, and for writing besides.
    pub fn has_room_for(&self, bytes: u64) -> bool {
        self.free().is_ok_and(|free| free >= bytes.saturating_add(2 * RESERVE))
    }

    /// Gives up the ballast for the sake of opening. Says whether there was any.
    pub fn release_ballast(&self) -> bool {
        self.ballast_in_place.store(0, Ordering::Relaxed);
        fs::remove_file(&self.ballast).is_ok()
    }

    /// Makes a ballast of what the last one has left.
    pub fn keep_what_is_left(&self) {
        let left = self.free().map_or(0, |free| free.saturating_sub(ELBOW_ROOM));
        // Without it, opening is refused until there is room.
        let _ = self.add_ballast(left.min(MIB));
    }

    fn free(&self) -> io::Result<u64> {
        let disk = rustix::fs::statvfs(&self.dir)?;
        // Some file systems have no size, and then no free space either.
        Ok(if disk.f_blocks == 0 { u64::MAX } else { disk.f_bavail.saturating_mul(disk.f_frsize) })
    }

    fn missing_ballast(&self) -> io::Result<u64> {
        let log = fs::metadata(&self.log)?.len();
        let wanted = MIB + log / LOG_PER_BALLAST / MIB * MIB;
        Ok(wanted.saturating_sub(self.ballast_in_place.load(Ordering::Relaxed)))
    }

    /// Written rather than allocated, since not every file system can do that.
    fn add_ballast(&self, missing: u64) -> io::Result<()> {
        let written = File::options().create(true).append(true).open(&self.ballast).and_then(|mut file| {
            io::copy(&mut io::repeat(0).take(missing), &mut file)?;
            file.sync_all()
        });
        match written {
            Ok(()) => drop(self.ballast_in_place.fetch_add(missing, Ordering::Relaxed)),
            // Half a ballast would be taken for room to write.
            Err(_) => drop(self.release_ballast()),
        }
        written
    }
}

pub fn is_for_want_of_room(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
