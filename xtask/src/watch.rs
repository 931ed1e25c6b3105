//! `cargo xtask dev`: a debug server that is rebuilt and started again when a file it is made of changes.
//! An error is shown and the last server that could be built stays up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use anyhow::{Context, Result};
use notify_debouncer_mini::new_debouncer;
use notify_debouncer_mini::notify::RecursiveMode;

use crate::server::{self, Profile, Running};
use crate::site;

const FOLDERS: [&str; 3] = ["src", "surveys", "public"];
const MANIFEST: &str = "Cargo.toml";

pub fn dev(arguments: &[String]) -> Result<()> {
    let (sender, changes) = mpsc::channel();
    let mut debouncer = new_debouncer(Duration::from_millis(150), sender).context("cannot watch files")?;
    for folder in FOLDERS {
        let watched = debouncer.watcher().watch(Path::new(folder), RecursiveMode::Recursive);
        watched.with_context(|| format!("cannot watch {folder}/"))?;
    }
    // Editors replace a file rather than write into it, so the manifest is seen through its directory.
    debouncer.watcher().watch(Path::new("."), RecursiveMode::NonRecursive).context("cannot watch Cargo.toml")?;

    let mut seen = Snapshot::take()?;
    let mut running = None;
    rebuild(&mut running, arguments);
    loop {
        match changes.recv_timeout(Duration::from_millis(500)) {
            Ok(_) => {
                let now = Snapshot::take()?;
                let changed = now.differs_from(&seen);
                if let Some(first) = changed.first() {
                    let others =
                        if changed.len() > 1 { format!(" and {} more", changed.len() - 1) } else { String::new() };
                    eprintln!("\nchanged: {}{others}", first.display());
                    seen = now;
                    rebuild(&mut running, arguments);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = running.as_mut().and_then(Running::ended) {
                    eprintln!("\nthe server has ended ({status}); waiting for a change");
                    running = None;
                }
            }
            Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the file watcher has ended"),
        }
    }
}

fn rebuild(running: &mut Option<Running>, arguments: &[String]) {
    if cfg!(windows) {
        // A program that runs cannot be overwritten there.
        *running = None;
    }
    let outcome = site::build().and_then(|site| server::build(Profile::Debug, &site)).and_then(|program| {
        *running = None;
        *running = Some(Running::start(&program, arguments)?);
        Ok(())
    });
    match outcome {
        Ok(()) => eprintln!("\n{}; watching for changes, Ctrl-C ends this", server::address(arguments)),
        Err(error) => eprintln!("\nerror: {error:#}\nwatching for a change that mends it"),
    }
}

/// Times and lengths of the watched files. Events alone will not do: compiling reads the files, which also makes some.
struct Snapshot(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

impl Snapshot {
    fn take() -> Result<Self> {
        let mut snapshot = Self(BTreeMap::new());
        for path in FOLDERS.iter().chain([&MANIFEST]) {
            snapshot.add(Path::new(path)).with_context(|| format!("cannot look at {path}"))?;
        }
        Ok(snapshot)
    }

    fn add(&mut self, path: &Path) -> io::Result<()> {
        // An editor's temporary file may be gone before it is looked at.
        let Ok(about) = fs::metadata(path) else { return Ok(()) };
        if about.is_dir() {
            for entry in fs::read_dir(path)? {
                self.add(&entry?.path())?;
            }
        } else {
            self.0.insert(path.to_owned(), (about.modified().ok(), about.len()));
        }
        Ok(())
    }

    fn differs_from<'a>(&'a self, other: &'a Self) -> Vec<&'a Path> {
        let changed = self.0.iter().filter(|(path, state)| other.0.get(*path) != Some(state));
        let gone = other.0.keys().filter(|path| !self.0.contains_key(*path));
        changed.map(|(path, _)| path.as_path()).chain(gone.map(PathBuf::as_path)).collect()
    }
}
