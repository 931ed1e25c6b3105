//! The lock of a data directory: one process at a time.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::open_error::{OpenError, cannot};

/// How long to wait for a lock. A file stays locked a moment longer than its store is open: sled's threads let go of it
/// a little later, and a child process only when it has become another program.
pub const PATIENCE: Duration = Duration::from_secs(1);
pub const PAUSE: Duration = Duration::from_millis(5);

/// sled has a lock too, but takes it when snapshots can no longer be removed without harm to another process.
pub fn lock(dir: &Path) -> Result<File, OpenError> {
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
