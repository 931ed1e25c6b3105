//! Opening: everything that can be wrong with the directory is either repaired here, or said together with what to do.
//! No file is touched before the lock is held, and nothing sled had finished is removed before there is a copy of it.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::thread;
use std::time::Instant;

use super::boxes;
use super::commit::Commit;
use super::inspection::{self, Closing, Contents, Remedy};
use super::lock::{PATIENCE, PAUSE, lock};
use super::log::{Log, SyncError, snapshots, sync_directory};
use super::mark::{self, Mark};
use super::migrations::{SCHEMA, layout, move_on};
use super::open_error::{Damage, OpenError, cannot, is_full, is_locked};
use super::records::Records;
use super::space::Space;
use super::tally::StoreTally;
use super::{SledStore, doctor};
use crate::store::StoreError;
use crate::store::vault::{KeyOwner, Keys, Sample, Vault, VaultAge};

/// The copy that is made before a repair, and its name until it is complete.
const COPY: &str = "damaged";
const UNFINISHED_COPY: &str = "damaged.new";

impl SledStore {
    /// Opens the store in a directory; if there is none, makes one.
    ///
    /// # Errors
    /// Says what is wrong with the directory and what to do.
    pub fn open(dir: &Path) -> Result<SledStore, OpenError> {
        SledStore::open_with(dir, &Keys::beside(dir))
    }

    /// The same, with the vault in a place of its own.
    ///
    /// # Errors
    /// As [`open`](SledStore::open), and what is wrong with the vault.
    pub fn open_with(dir: &Path, keys: &Keys) -> Result<SledStore, OpenError> {
        create_directory(dir).map_err(cannot("create", dir))?;
        let lock = lock(dir)?;
        close_to_others(dir, 0o700).map_err(cannot("close to others (chmod 700)", dir))?;
        close_to_others(&keys.path(), 0o600).map_err(cannot("close to others (chmod 600)", &keys.path()))?;
        doctor::finish(dir).map_err(cannot("put the rebuilt store into", dir))?;
        let space = Space::of(dir);
        let marked = inspection::marked(dir)?;
        let vault = keys.open().map_err(|error| OpenError::of_vault(dir, keys, error))?;
        inspection::check_vault(keys, vault.as_ref(), mark::vault_age(dir)).map_err(|damage| damage.of(dir))?;
        let damaged = inspection::rehearse(dir, &space, marked)?.files(dir).map_err(cannot("read", dir))?;
        if !damaged.is_empty() {
            let copy = copy_aside(dir).map_err(cannot("make a copy for repair in", dir))?;
            damaged.iter().try_for_each(fs::remove_file).map_err(cannot("repair", dir))?;
            tracing::warn!(copy = %copy.display(), ?damaged, "damaged files that can be made anew were removed after making a copy");
        }
        let log = open_log(dir, &space)?;
        let vault = vault.map_or_else(|| keys.make(), Ok).map_err(|error| OpenError::of_vault(dir, keys, error))?;
        let vault = Arc::new(vault);
        let (records, log, mark) = open_records(dir, log, marked, Arc::clone(&vault))?;
        if let Err(full) = space.check() {
            tracing::warn!(%full, "opened for reading");
        }
        boxes::destroy(dir).map_err(cannot("remove the ballot boxes of an earlier version from", dir))?;
        let commit = commit(records.tally(), log, mark, vault).map_err(cannot("start a thread for", dir))?;
        Ok(SledStore {
            records: Arc::new(RwLock::new(records)),
            commit: Arc::new(commit),
            space: Arc::new(space),
            last_read: Mutex::default(),
            reading: Default::default(),
            _closing: Closing(dir.to_owned()),
            lock: Arc::new(lock),
        })
    }
}

/// Starts what brings changes to the disk: new keys before what is sealed under them, the mark after the change, since a
/// store behind its mark is not opened, and at last the keys of what is gone, so that what is acknowledged as erased is.
fn commit(so_far: StoreTally, mut log: Log, mut mark: Mark, vault: Arc<Vault>) -> io::Result<Commit> {
    let of_vault = |error: io::Error| SyncError::Final(format!("the vault: {error}"));
    Commit::start(so_far, move |applied| {
        let age = vault.sync().map_err(of_vault)?;
        log.sync()?;
        mark.set(applied, age).map_err(|error| SyncError::Final(format!("the mark: {error}")))?;
        vault.destroy_forgotten(applied.changes).map_err(of_vault)
    })
}

/// Lets nobody else look into a directory or a file that was there already, as a volume of a container, or a copy that was
/// restored.
fn close_to_others(path: &Path, mode: u32) -> io::Result<()> {
    let permissions = match path.metadata() {
        Ok(found) => found.permissions(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if permissions.mode() & 0o077 != 0 {
        fs::set_permissions(path, Permissions::from_mode(mode))?;
        tracing::warn!(path = %path.display(), "others could look into it, and cannot any more");
    }
    Ok(())
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
    let mut gave_up_ballast = false;
    loop {
        // Each time: the attempt that met a full disk has left one too.
        remove_unfinished_snapshots(dir).map_err(cannot("clean up", dir))?;
        match Log::open(dir) {
            Ok(log) => {
                if gave_up_ballast {
                    // sled needs some room each time, and somebody else would take it.
                    space.keep_what_is_left();
                }
                return Ok(log);
            }
            Err(error) if is_locked(&error) && Instant::now() < deadline => thread::sleep(PAUSE),
            Err(error) if is_full(&error) && space.release_ballast() => {
                gave_up_ballast = true;
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
fn open_records(
    dir: &Path,
    mut log: Log,
    marked: Option<StoreTally>,
    vault: Arc<Vault>,
) -> Result<(Records, Log, Mark), OpenError> {
    let contents = Contents::of(dir, &log)?;
    contents.check(marked).map_err(|damage| damage.of(dir))?;
    // Before the first tally: a store that has one and no mark has lost it.
    let mark = match marked {
        Some(_) => Mark::open(dir),
        None => Mark::make(dir, StoreTally::default()),
    };
    let mut mark = mark.map_err(cannot("open the mark in", dir))?;
    // Before the first key is made: a vault with keys that nobody has noted is another store's.
    let noted = mark::vault_age(dir).unwrap_or_else(|| vault.age());
    mark.note_vault(noted).map_err(cannot("set the mark in", dir))?;
    let mut records = Records::new(contents.tree, contents.found, vault);
    let from = match contents.said {
        Some(_) => layout(&log).map_err(|error| OpenError::of_sled(dir, error))?.unwrap_or(1),
        // A new store, one of the first layout, or one that was not moved to the end.
        None => 1,
    };
    if contents.said.is_none() || from < SCHEMA {
        move_on(dir, &mut records, &log, from).map_err(|error| OpenError::of_sled(dir, error))?;
    }
    settle(dir, &mut records, noted)?;
    if marked != Some(records.tally()) {
        let age = records.vault().sync().map_err(cannot("write to the vault of", dir))?;
        log.sync().map_err(|error| cannot("write to the store in", dir)(io::Error::other(error.to_string())))?;
        mark.set(records.tally(), age).map_err(cannot("set the mark in", dir))?;
    }
    tidy_up(dir, &records, noted)?;
    Ok((records, log, mark))
}

/// In a backup that is older than the vault there are records of people and waves that were erased since: those go.
fn settle(dir: &Path, records: &mut Records, noted: VaultAge) -> Result<(), OpenError> {
    let unreadable = |error: StoreError| Damage::Unreadable(error.to_string()).of(dir);
    let keys = records.all_keys().map_err(unreadable)?;
    // This one is never destroyed.
    if inspection::needed(&keys).contains(&KeyOwner::Store) && !records.vault().has(KeyOwner::Store) {
        return Err(Damage::BadVault("the store's own key is missing".to_owned()).of(dir));
    }
    let change = inspection::erased_since(records, &keys, noted.keys).map_err(unreadable)?;
    if change.is_empty() {
        return Ok(());
    }
    tracing::warn!("records of people or waves that were erased after this copy of the store was made were removed");
    records.lay_out(change).and_then(|layout| records.apply(layout)).map_err(unreadable)
}

/// Destroys the keys that nobody needs any more: a crash may have come between a change and the end of its keys.
fn tidy_up(dir: &Path, records: &Records, noted: VaultAge) -> Result<(), OpenError> {
    let unreadable = |error: StoreError| Damage::Unreadable(error.to_string()).of(dir);
    let mut samples = BTreeMap::new();
    for owner in records.vault().pairs() {
        samples.extend(sample(records, owner).map_err(unreadable)?.map(|sample| (owner, sample)));
    }
    let needed = inspection::needed(&records.all_keys().map_err(unreadable)?);
    records.vault().sweep(&needed, &samples, noted.keys).map_err(cannot("tidy up the vault of", dir))
}

/// Something that is sealed for an owner.
fn sample(records: &Records, owner: KeyOwner) -> Result<Option<Sample>, StoreError> {
    for (key, written) in records.all_written()? {
        if let Some(sealed_for) = key.sealed_for().filter(|of| of.first == owner || of.second == Some(owner)) {
            return Ok(Some((sealed_for, key.as_ref().to_vec(), written)));
        }
    }
    Ok(None)
}
