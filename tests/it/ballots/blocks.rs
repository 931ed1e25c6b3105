//! The raw disk: a wave of sixty and an erasure on a small file system in a file, which is then searched block by block, also
//! where files have been. What is looked for is what an attacker would need: answers in the clear, names, and each key that
//! ever stood in the vault.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use footing::store::{People, Responses, SledStore};
use footing_core::organisation::PersonId;
use tempfile::{TempDir, tempdir};

use super::attacks;
use super::evidence::{Evidence, Seized};
use super::voting::Voting;
use super::{assert_finds, assert_nobody_is_found, forms_of, record};

/// A file system in a file.
struct Disk {
    dir: TempDir,
}

impl Disk {
    /// `Err` with the reason where this machine has no way to mount one.
    fn mount() -> Result<Disk, String> {
        let dir = tempdir().unwrap();
        let disk = Disk { dir };
        fs::create_dir(disk.mounted()).unwrap();
        fs::File::create(disk.image()).unwrap().set_len(96 << 20).unwrap();
        run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(disk.image()))?;
        run(Command::new("mount").args(["-o", "loop"]).arg(disk.image()).arg(disk.mounted()))?;
        Ok(disk)
    }

    fn image(&self) -> PathBuf {
        self.dir.path().join("image")
    }

    fn mounted(&self) -> PathBuf {
        self.dir.path().join("mounted")
    }

    /// Every block with something on it, once everything is.
    fn blocks(&self) -> Vec<u8> {
        run(Command::new("umount").arg(self.mounted())).unwrap();
        let image = fs::read(self.image()).unwrap();
        image.chunks(4096).filter(|block| block.iter().any(|byte| *byte != 0)).flatten().copied().collect()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = run(Command::new("umount").args(["--quiet", "--lazy"]).arg(self.mounted()));
    }
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn occurs(blocks: &[u8], what: &[u8]) -> bool {
    memchr::memmem::find(blocks, what).is_some()
}

/// The keys that a copy of the vault has of one kind, or of one owner.
fn keys(vault: &[u8], is_it: impl Fn(u8, &[u8]) -> bool) -> Vec<[u8; 32]> {
    let slots = vault.chunks_exact(128).skip(3).filter(|slot| is_it(slot[0], &slot[1..17]));
    slots.map(|slot| slot[25..57].try_into().unwrap()).collect()
}

fn vaults(voting: &Voting) -> impl Iterator<Item = &[u8]> {
    let files = voting.careless_copies.iter().flat_map(|copy| &copy.files);
    files.filter(|file| file.name == "vault").map(|file| file.bytes.as_slice())
}

#[tokio::test]
async fn no_block_of_the_disk_has_a_sheet_a_name_or_a_key_that_was_destroyed_or_leads_to_a_ballot() {
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no file system in a file can be mounted here: {why}"),
    };
    let data = disk.mounted().join("data");
    let voting = Voting::hold_in(&data).await;
    let gone = voting.end.casts[7].person;
    erase(&data, gone).await;
    let blocks = disk.blocks();

    // What is looked for was there, and something that stays is found.
    let copies: Vec<&[u8]> = vaults(&voting).collect();
    assert_eq!(copies.len(), 20);
    let of_voting = keys(copies[10], |kind, _| kind == 5 || kind == 6);
    assert_eq!(of_voting.len(), 2);
    let of_the_erased: Vec<_> =
        copies.iter().flat_map(|vault| keys(vault, |kind, id| kind == 2 && id == gone.as_bytes())).collect();
    assert!(!of_the_erased.is_empty());
    let others = keys(copies[19], |kind, id| kind == 2 && id != gone.as_bytes());
    assert!(others.len() > 50 && others.iter().all(|key| occurs(&blocks, key)));
    for key in of_voting.iter().chain(&of_the_erased) {
        assert!(!occurs(&blocks, key), "a key that was destroyed is on the disk");
    }

    // What a sheet and a row of the roster look like in the clear.
    for marker in [r#""agreed-place":"#, r#""sheet":"#, r#""staff":"#, "Person 1"] {
        assert!(!occurs(&blocks, marker.as_bytes()), "{marker}");
    }
    for cast in &voting.end.casts {
        let found = memchr::memmem::find(&blocks, cast.email.as_bytes());
        let around = found.map(|place| blocks[place.saturating_sub(200)..place + 60].escape_ascii().to_string());
        assert_eq!(around, None, "{}", cast.email);
    }
    let image = Seized { name: "blocks".to_owned(), bytes: blocks, modified: SystemTime::UNIX_EPOCH };
    let evidence = Evidence { files: vec![image], copies: Vec::new(), ..voting.end.clone() };
    assert_nobody_is_found("the raw disk", &evidence, &voting.truth);
}

async fn erase(data: &Path, person: PersonId) {
    let store = SledStore::open(data).unwrap();
    assert!(!store.responses(person).await.unwrap().is_empty());
    store.erase(person).await.unwrap();
}

#[tokio::test]
async fn a_record_that_was_kept_in_the_order_of_casting_and_removed_is_found_in_free_blocks() {
    let disk = match Disk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no file system in a file can be mounted here: {why}"),
    };
    let voting = super::voting().await;
    let lines: Vec<Vec<u8>> = record(voting).iter().map(|(_, ballot)| forms_of(ballot)[0].clone()).collect();
    let journal = disk.mounted().join("journal");
    fs::write(&journal, lines.join(&b'\n')).unwrap();
    fs::File::open(&journal).unwrap().sync_all().unwrap();
    fs::remove_file(journal).unwrap();
    let image = Seized { name: "blocks".to_owned(), bytes: disk.blocks(), modified: SystemTime::UNIX_EPOCH };
    let evidence = Evidence { files: vec![image], copies: Vec::new(), ..voting.end.clone() };
    assert_finds(attacks::by_order, &evidence, &voting.truth);
}
