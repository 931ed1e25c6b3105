//! What the disk itself can do: one small record after another, each brought to the disk before the next. Nobody who
//! keeps their word can acknowledge faster than this without letting several answers share a sync.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::figures::Samples;

pub const RECORD: usize = 512;

pub fn append_and_sync(scratch: &Path, time: Duration) -> Result<Samples> {
    let path = scratch.join("appended");
    let file = File::options().create(true).append(true).open(&path);
    let mut file = file.with_context(|| format!("cannot write {}", path.display()))?;
    let mut times = Vec::new();
    let start = Instant::now();
    while start.elapsed() < time {
        let begun = Instant::now();
        file.write_all(&[0x5a; RECORD])?;
        file.sync_data()?;
        times.push(begun.elapsed());
    }
    Ok(Samples::new(times, start.elapsed()))
}
