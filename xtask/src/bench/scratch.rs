//! A directory for everything a measurement writes: on the disk of the build, not in a `/tmp` that may be memory.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

use anyhow::{Context, Result};

/// Removed with the value.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn make() -> Result<Scratch> {
        let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        let target = fs::canonicalize(&target).with_context(|| format!("there is no {}", target.display()))?;
        let path = target.join(format!("bench-{}", process::id()));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("could not remove {}: {error}", self.0.display());
        }
    }
}
