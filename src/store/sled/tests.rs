//! What only a store on a disk can get wrong: faults of the disk and of sled, other processes, other versions.

mod first_layout;

use std::fs::{self, File};
use std::future::poll_fn;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::pin::Pin;
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::task::Poll;

use jiff::civil::date;
use tempfile::{TempDir, tempdir};

use super::codec;
use super::commit::Commit;
use super::inspection::Contents;
use super::key::Key;
use super::log::{Log, SyncError};
use super::migrations::{SCHEMA, SCHEMA_KEY};
use super::tally::StoreTally;
use super::{OpenError, SledStore, records};
use crate::store::vault::Keys;
use crate::store::{AuditLog, Ballots, Health, Occasion, People, Releases, Responses, StoreError};
use footing_core::organisation::audit::{Attributed, AuditEntry};
use footing_core::organisation::{AuditEvent, KeyHash, PersonId};
use footing_core::survey::{Answer, ChoiceId, ContextId, Draft, Entry, ItemId, ResponseId, SurveyId};

#[tokio::test]
async fn a_store_that_is_opened_again_has_everything() {
    let dir = tempdir().unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    for number in 0..200 {
        draft_with_answer(&store, number).await;
    }
    drop(store);
    let store = SledStore::open(dir.path()).unwrap();
    for number in 0..200 {
        assert_has_answer(&store, number).await;
    }
}

#[tokio::test]
async fn a_store_that_was_closed_is_known_by_its_files_and_one_that_was_written_to_is_not() {
    let dir = directory_with_a_draft().await;
    let is_as_closed = || {
        let checksum = super::inspection::checksum(dir.path()).unwrap();
        super::mark::was_closed_as(dir.path(), checksum)
    };
    assert!(is_as_closed());
    let store = SledStore::open(dir.path()).unwrap();
    draft_with_answer(&store, 2).await;
    assert!(!is_as_closed());
    drop(store);
    assert!(is_as_closed());
}

#[tokio::test]
async fn a_snapshot_torn_while_it_was_written_does_not_matter() {
    let dir = directory_with_a_draft().await;
    let torn = dir.path().join("snap.7FFFFFFFFFFFFFFF.generating");
    fs::write(&torn, b"torn").unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    assert_has_answer(&store, 1).await;
    assert!(!torn.exists());
    assert!(!dir.path().join("damaged").exists());
}

#[tokio::test]
async fn a_damaged_snapshot_is_copied_aside_and_made_again_from_the_log() {
    let dir = directory_with_a_draft().await;
    // sled writes a snapshot when it finds something new in its log.
    drop(SledStore::open(dir.path()).unwrap());
    for round in 1_u8..=2 {
        let snapshot = fs::read_dir(dir.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("snap."));
        let damage = vec![round; 100];
        let snapshot = snapshot.unwrap();
        fs::write(&snapshot, &damage).unwrap();
        let log = fs::read(dir.path().join("db")).unwrap();

        let store = SledStore::open(dir.path()).unwrap();
        assert_has_answer(&store, 1).await;

        // There is one copy, of the last time.
        let copy = dir.path().join("damaged");
        assert_eq!(fs::read(copy.join(snapshot.file_name().unwrap())).unwrap(), damage);
        assert_eq!(fs::read(copy.join("db")).unwrap(), log);
        assert!(copy.join("conf").exists());
    }
}

#[tokio::test]
async fn after_a_failed_sync_nothing_is_written_and_everything_can_be_read() {
    let dir = tempdir().unwrap();
    let mut store = SledStore::open(dir.path()).unwrap();
    draft_with_answer(&store, 1).await;
    let mut outcomes = [Err(SyncError::Final("Input/output error".to_owned())), Ok(())].into_iter();
    store.commit = Arc::new(Commit::start(StoreTally::default(), move |_| outcomes.next().unwrap()).unwrap());

    for _ in 0..3 {
        let refused = store.enrol(person(2), KeyHash([2; 32]), date(2026, 1, 1)).await.unwrap_err();
        assert!(matches!(&refused, StoreError::Failed(why) if why.contains("Input/output error")), "{refused}");
        assert!(matches!(store.probe().await, Err(StoreError::Failed(_))));
        // Not even if nothing has to be written.
        store.enrol(person(1), KeyHash([1; 32]), date(2026, 1, 1)).await.unwrap_err();
        assert_has_answer(&store, 1).await;
    }
}

#[tokio::test]
async fn a_repeated_write_is_not_acknowledged_before_the_first_is_on_the_disk() {
    let dir = tempdir().unwrap();
    let mut store = SledStore::open(dir.path()).unwrap();
    let (disk_writes, slow_disk) = mpsc::channel();
    let sync = move |_| slow_disk.recv().map_err(|error| SyncError::Final(error.to_string()));
    store.commit = Arc::new(Commit::start(StoreTally::default(), sync).unwrap());

    let click = || store.enrol(person(1), KeyHash([1; 32]), date(2026, 1, 1));
    let (mut first, mut second) = (click(), click());
    assert!(is_pending(&mut first).await);
    assert_eq!(store.person_with_key(KeyHash([1; 32])).await.unwrap(), Some(person(1)));
    assert!(is_pending(&mut second).await);
    disk_writes.send(()).unwrap();
    first.await.unwrap();
    second.await.unwrap();
}

#[tokio::test]
async fn a_full_disk_can_be_opened_and_read_and_is_written_again_when_there_is_room() {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no small disk can be mounted here: {why}"),
    };
    let (dir, others) = (disk.path().join("store"), disk.path().join("others"));
    let ballast = dir.join("ballast");
    fs::write(&others, vec![0; 1 << 19]).unwrap();
    let store = SledStore::open(&dir).unwrap();
    assert!(ballast.exists());

    let (kept, refused) = write_until_refused(&store).await;
    assert!(kept > 100, "{kept}");
    assert!(matches!(refused, StoreError::Full(_)), "{refused}");
    assert!(matches!(store.probe().await, Err(StoreError::Full(_))));
    assert_has_answer(&store, kept - 1).await;
    fill(&others);
    assert_has_answer(&store, kept - 1).await;
    drop(store);

    for _ in 0..3 {
        let store = SledStore::open(&dir).unwrap();
        for number in 0..kept {
            assert_has_answer(&store, number).await;
        }
        // The room that the ballast has left is not for writing.
        assert!(matches!(store.probe().await, Err(StoreError::Full(_))));
        drop(store);
        fill(&others);
    }
    // It lasts for several openings, and is made whole when there is room.
    assert!(ballast.metadata().unwrap().len() < 1 << 20);

    let store = SledStore::open(&dir).unwrap();
    fs::remove_file(others).unwrap();
    store.erase(person(0)).await.unwrap();
    assert!(ballast.metadata().unwrap().len() >= 1 << 20);
    draft_with_answer(&store, 0).await;
    drop(store);
    assert_has_answer(&SledStore::open(&dir).unwrap(), kept - 1).await;
}

#[test]
fn a_disk_too_full_for_a_new_store_is_called_full() {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no small disk can be mounted here: {why}"),
    };
    let dir = disk.path().join("store");
    fs::create_dir(&dir).unwrap();
    fill(&disk.path().join("others"));
    assert!(matches!(SledStore::open(&dir), Err(OpenError::Full(_))));
}

#[tokio::test]
async fn a_directory_in_use_is_not_opened_a_second_time_nor_touched() {
    let dir = tempdir().unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    draft_with_answer(&store, 1).await;
    let unfinished = dir.path().join("snap.0000000000000001.generating");
    fs::write(&unfinished, b"the other one is writing it").unwrap();

    let refused = SledStore::open(dir.path()).unwrap_err();
    assert!(matches!(&refused, OpenError::InUse(_)), "{refused}");
    assert!(refused.to_string().contains("another footing is using"), "{refused}");
    assert!(unfinished.exists());

    drop(store);
    assert_has_answer(&SledStore::open(dir.path()).unwrap(), 1).await;
}

#[tokio::test]
async fn a_store_of_a_newer_footing_is_not_opened_and_not_changed() {
    let dir = directory_with_a_draft().await;
    put(dir.path(), None, SCHEMA_KEY, &codec::encode(&(SCHEMA + 1)).unwrap());
    let refused = SledStore::open(dir.path()).unwrap_err();
    assert!(matches!(refused, OpenError::Newer { found, .. } if found == SCHEMA + 1), "{refused}");
    assert!(refused.to_string().contains("restore a backup"), "{refused}");

    put(dir.path(), None, SCHEMA_KEY, &codec::encode(&SCHEMA).unwrap());
    assert_has_answer(&SledStore::open(dir.path()).unwrap(), 1).await;
}

#[test]
fn records_without_the_number_of_their_layout_are_not_guessed_at() {
    let dir = tempdir().unwrap();
    put(dir.path(), Some(records::NAME), "something", b"else");
    let refused = SledStore::open(dir.path()).unwrap_err();
    assert!(matches!(refused, OpenError::Damaged { .. }), "{refused}");
}

#[tokio::test]
async fn a_damaged_value_is_named_and_can_still_be_erased() {
    let dir = directory_with_a_draft().await;
    let place = Key::draft(person(1), &alone());
    put(dir.path(), Some(records::NAME), &place, b"\x01\0\0\0\0{}");
    let store = SledStore::open(dir.path()).unwrap();
    for failure in [
        store.draft(person(1), &alone()).await.unwrap_err(),
        store.record(person(1), &alone(), response(1), answer(1)).await.unwrap_err(),
        store.open_draft(person(1), draft(1)).await.unwrap_err(),
    ] {
        let StoreError::Failed(why) = &failure else { panic!("{failure}") };
        assert!(why.contains(records::NAME) && why.contains(&place.to_string()), "{why}");
    }
    // It is one value that is damaged, not the store.
    store.probe().await.unwrap();
    drop(store);
    put(dir.path(), Some(records::NAME), Key::response(person(1), None, response(2)), b"\x01\0\0\0\0{}");
    let store = SledStore::open(dir.path()).unwrap();
    store.responses(person(1)).await.unwrap_err();
    store.erase(person(1)).await.unwrap();
    assert_eq!(store.draft(person(1), &alone()).await.unwrap(), None);
    assert_eq!(store.responses(person(1)).await.unwrap(), []);
}

#[tokio::test]
async fn an_audit_log_that_was_written_anew_or_cut_is_not_the_one_that_was_sealed() {
    let entries = |changed: Option<u64>, count: u64| {
        let mut log: Vec<AuditEntry> = Vec::new();
        for number in 1..=count {
            let wave = if changed == Some(number) { "changed".to_owned() } else { number.to_string() };
            let event = AuditEvent::WaveClosed { wave };
            let event = Attributed { at: jiff::Timestamp::UNIX_EPOCH, actor: "anna@example.org".to_owned(), event };
            log.push(AuditEntry::after(log.last(), event));
        }
        log
    };
    for (changed, count, is_sealed) in [(None, 5, true), (Some(2), 5, false), (None, 4, false), (None, 6, false)] {
        let dir = tempdir().unwrap();
        let store = SledStore::open(dir.path()).unwrap();
        for entry in entries(None, 5) {
            let event = Attributed { at: entry.at, actor: entry.actor, event: entry.event };
            store.append(event).await.unwrap();
        }
        // Hashes can be worked out by anyone who can write to the disk, and numbers too.
        let other = entries(changed, count);
        let written = store.change(|records, change| {
            records.keys(&Key::audit_log())?.into_iter().for_each(|key| change.remove(key));
            other.iter().try_for_each(|entry| change.put(Key::audit_entry(entry.number), entry))?;
            change.put(Key::audit_number(), &count)
        });
        written.unwrap();
        let log = store.audit_log().await.unwrap();
        assert!(log.windows(2).all(|pair| pair[1].follows(Some(&pair[0]))), "the chain alone tells nothing");
        assert_eq!(store.audit_log_is_sealed().await.unwrap(), is_sealed, "{changed:?} {count}");
    }
}

#[tokio::test]
async fn ballots_that_cannot_all_be_opened_are_left_in_their_envelopes_with_their_keys() {
    let dir = tempdir().unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    let (wave, place) = crate::store::conformance::ballots::wave_with_ballots(&store, 6).await;
    let envelope = store.read(|records| Ok(records.keys(&Key::envelopes(wave))?.remove(2))).unwrap();
    let sound = store.read(|records| Ok(records.bytes(&envelope)?.unwrap())).unwrap();
    let put = |bytes: &[u8]| {
        store.change(|_, change| {
            change.put_bytes(envelope.clone(), bytes);
            Ok(())
        })
    };
    put(&sound[..sound.len() - 1]).unwrap();
    for _ in 0..2 {
        let StoreError::Failed(why) = store.open_ballots(wave).await.unwrap_err() else { panic!() };
        assert!(why.contains("does not open"), "{why}");
    }
    put(&sound).unwrap();
    store.open_ballots(wave).await.unwrap();
    assert_eq!(store.ballots(wave, &place.survey).await.unwrap()[&place.group].len(), 6);
    assert!(!store.read(|records| records.has_any(&Key::envelopes(wave))).unwrap());
}

#[tokio::test]
async fn an_opening_that_was_cut_short_is_finished_and_counts_nothing_twice() {
    let dir = tempdir().unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    let (wave, place) = crate::store::conformance::ballots::wave_with_ballots(&store, 6).await;
    let left: Vec<(Key, Vec<u8>)> = store.read(|records| records.list_bytes(&Key::envelopes(wave))).unwrap();
    store.open_ballots(wave).await.unwrap();
    // What a crash after the first step leaves.
    store
        .change(|_, change| {
            left.iter().for_each(|(key, bytes)| change.put_bytes(key.clone(), bytes.clone()));
            Ok(())
        })
        .unwrap();
    drop(store);
    let store = SledStore::open(dir.path()).unwrap();
    store.open_ballots(wave).await.unwrap();
    assert_eq!(store.ballots(wave, &place.survey).await.unwrap()[&place.group].len(), 6);
    assert!(!store.read(|records| records.has_any(&Key::envelopes(wave))).unwrap());
}

#[tokio::test]
async fn a_store_without_its_vault_or_with_an_older_or_anothers_is_refused_and_not_changed() {
    let dir = directory_with_a_draft().await;
    let vault = dir.path().join(crate::store::vault::NAME);
    let older = fs::read(&vault).unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    draft_with_answer(&store, 2).await;
    drop(store);
    let another = directory_with_a_draft().await;
    let others = fs::read(another.path().join("vault")).unwrap();
    for put in [None, Some(older), Some(others)] {
        let newest = fs::read(&vault).unwrap();
        match &put {
            Some(bytes) => fs::write(&vault, bytes).unwrap(),
            None => fs::remove_file(&vault).unwrap(),
        }
        let before = super::inspection::checksum(dir.path()).unwrap();
        let refused = SledStore::open(dir.path()).map(drop).unwrap_err().to_string();
        assert!(refused.contains(vault.to_str().unwrap()), "{refused}");
        assert_eq!(fs::read(&vault).ok(), put, "{refused}");
        assert_eq!(super::inspection::checksum(dir.path()).unwrap(), before);
        fs::write(&vault, newest).unwrap();
        assert_has_answer(&SledStore::open(dir.path()).unwrap(), 2).await;
    }
}

#[tokio::test]
async fn a_new_store_destroys_no_key_in_the_vault_of_another_and_nor_does_the_doctor() {
    let (theirs, new) = (directory_with_a_draft().await, tempdir().unwrap());
    let keys = Keys::in_directory(theirs.path().to_owned());
    let vault = fs::read(theirs.path().join("vault")).unwrap();
    let refused = SledStore::open_with(new.path(), &keys).map(drop).unwrap_err().to_string();
    assert!(refused.contains("another store's"), "{refused}");
    let ours = directory_with_a_draft().await;
    for refused in [
        SledStore::open_with(ours.path(), &keys).map(drop).unwrap_err(),
        SledStore::accept_loss(ours.path(), &keys, jiff::Timestamp::UNIX_EPOCH).map(drop).unwrap_err(),
    ] {
        assert!(refused.to_string().contains("another store's"), "{refused}");
    }
    assert_eq!(fs::read(theirs.path().join("vault")).unwrap(), vault);
    assert_has_answer(&SledStore::open(theirs.path()).unwrap(), 1).await;
    assert_has_answer(&SledStore::open(ours.path()).unwrap(), 1).await;
}

#[tokio::test]
async fn an_older_copy_that_is_looked_at_with_todays_vault_leaves_the_newest_store_everything() {
    let dir = directory_with_a_draft().await;
    let older = copy_without_vault(dir.path());
    let store = SledStore::open(dir.path()).unwrap();
    // One comes, and one erases and begins again: under another key.
    draft_with_answer(&store, 2).await;
    store.erase(person(1)).await.unwrap();
    draft_with_answer(&store, 1).await;
    drop(store);
    let keys = Keys::in_directory(dir.path().to_owned());
    let looked_at = SledStore::open_with(older.path(), &keys).unwrap();
    assert_eq!(
        looked_at.drafts(person(1)).await.unwrap(),
        [],
        "what was erased is, and is nothing that cannot be read"
    );
    drop(looked_at);
    let store = SledStore::open(dir.path()).unwrap();
    assert_has_answer(&store, 1).await;
    assert_has_answer(&store, 2).await;
}

/// Sled's files and the mark, as a backup has them.
fn copy_without_vault(dir: &Path) -> TempDir {
    let copy = tempdir().unwrap();
    super::inspection::copy_files(dir, copy.path(), super::inspection::Remedy::default()).unwrap();
    fs::copy(dir.join("mark"), copy.path().join("mark")).unwrap();
    copy
}

#[tokio::test]
async fn what_is_erased_is_sealed_for_good_in_every_copy_of_the_store() {
    let dir = directory_with_a_draft().await;
    draft_with_answer(&SledStore::open(dir.path()).unwrap(), 2).await;
    let copy = copy_without_vault(dir.path());
    let store = SledStore::open(dir.path()).unwrap();
    store.erase(person(1)).await.unwrap();
    drop(store);
    // The backup with today's vault is a whole store, without what was erased.
    let copy = copy.path();
    fs::copy(dir.path().join("vault"), copy.join("vault")).unwrap();
    let restored = SledStore::open(copy).unwrap();
    assert_eq!(restored.drafts(person(1)).await.unwrap(), []);
    assert_has_answer(&restored, 2).await;
    drop(restored);
    assert!(SledStore::examine(copy, &Keys::beside(copy)).unwrap().faults.is_empty());
}

#[tokio::test]
async fn no_piece_of_a_large_value_is_left_when_it_is_made_smaller_or_erased() {
    let dir = tempdir().unwrap();
    let store = SledStore::open(dir.path()).unwrap();
    for number in [1, 2] {
        let kept = draft_with_answer(&store, number).await;
        store.record(person(number), &alone(), kept.id, much(3000)).await.unwrap();
    }
    store.record(person(1), &alone(), response(1), much(1)).await.unwrap();
    store.erase(person(2)).await.unwrap();
    drop(store);
    let log = Log::open(dir.path()).unwrap();
    let pieces = log.db.open_tree(records::NAME).unwrap().scan_prefix("piece/").count();
    assert_eq!(pieces, 0);
}

#[test]
fn a_new_directory_is_closed_to_others() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("new").join("store");
    drop(SledStore::open(&dir).unwrap());
    for made in [dir.parent().unwrap(), &dir] {
        assert_eq!(made.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[tokio::test]
async fn a_directory_and_a_vault_that_others_could_read_are_closed_to_them() {
    let dir = directory_with_a_draft().await;
    let vault = dir.path().join("vault");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&vault, fs::Permissions::from_mode(0o644)).unwrap();
    drop(SledStore::open(dir.path()).unwrap());
    assert_eq!((mode(dir.path()), mode(&vault)), (0o700, 0o600));
}

#[test]
fn a_place_that_is_no_directory_is_named() {
    let parent = tempdir().unwrap();
    let dir = parent.path().join("file");
    fs::write(&dir, b"").unwrap();
    let refused = SledStore::open(&dir).unwrap_err().to_string();
    assert!(refused.contains(dir.to_str().unwrap()), "{refused}");
}

/// A disk of 4 MiB that goes away with the value.
pub(super) struct SmallDisk(TempDir);

impl SmallDisk {
    pub(super) fn mount() -> Result<Self, String> {
        let dir = tempdir().unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "none"]).arg(dir.path()).output();
        let mount = mount.map_err(|error| error.to_string())?;
        if !mount.status.success() {
            return Err(String::from_utf8_lossy(&mount.stderr).into_owned());
        }
        Ok(SmallDisk(dir))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("--lazy").arg(self.path()).status().unwrap();
    }
}

/// Lets a future run as far as it gets by itself.
pub(super) async fn is_pending<T>(future: &mut (impl Future<Output = T> + Unpin)) -> bool {
    poll_fn(|context| Poll::Ready(Pin::new(&mut *future).poll(context).is_pending())).await
}

async fn write_until_refused(store: &SledStore) -> (u16, StoreError) {
    for number in 0.. {
        if let Err(refused) = try_draft_with_answer(store, number).await {
            return (number, refused);
        }
    }
    unreachable!("a small disk becomes full")
}

/// Adds to a file until the disk takes not one byte more.
pub(super) fn fill(path: &Path) {
    let mut file = File::options().create(true).append(true).open(path).unwrap();
    for size in [1 << 16, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}

/// Puts a value past the store, as a fault or another version might, with the tally that goes with it.
fn put(dir: &Path, tree: Option<&str>, key: impl AsRef<[u8]>, value: &[u8]) {
    let log = Log::open(dir).unwrap();
    let contents = Contents::of(dir, &log);
    let opened = log.db.open_tree(tree.unwrap_or("__sled__default")).unwrap();
    let before = opened.insert(&key, value).unwrap();
    if let (Some(_), Ok(Contents { said: Some(mut tally), .. })) = (tree, contents) {
        tally.changes += 1;
        before.inspect(|before| tally.take_out(key.as_ref(), codec::body(before)));
        tally.add(key.as_ref(), codec::body(value));
        opened.insert(Key::tally(), codec::seal_with_tally(tally, b"")).unwrap();
    }
    log.db.flush().unwrap();
}

async fn directory_with_a_draft() -> TempDir {
    let dir = tempdir().unwrap();
    draft_with_answer(&SledStore::open(dir.path()).unwrap(), 1).await;
    dir
}

async fn draft_with_answer(store: &SledStore, number: u16) -> Draft {
    try_draft_with_answer(store, number).await.unwrap()
}

async fn try_draft_with_answer(store: &SledStore, number: u16) -> Result<Draft, StoreError> {
    let key = KeyHash([number.to_be_bytes(); 16].concat().try_into().unwrap());
    store.enrol(person(number), key, date(2026, 1, 1)).await?;
    store.open_draft(person(number), draft(number)).await?;
    store.record(person(number), &alone(), response(number), answer(number)).await
}

async fn assert_has_answer(store: &SledStore, number: u16) {
    let draft = store.draft(person(number), &alone()).await.unwrap().unwrap();
    let mut expected = Draft { revision: 1, ..self::draft(number) };
    expected.sheet.record(answer(number));
    assert_eq!(draft, expected);
}

fn person(number: u16) -> PersonId {
    PersonId::from_random([number.to_be_bytes(); 8].concat().try_into().unwrap())
}

fn response(number: u16) -> ResponseId {
    ResponseId::from_random([number.to_be_bytes(); 8].concat().try_into().unwrap())
}

fn survey() -> SurveyId {
    SurveyId::parse("survey").unwrap()
}

fn alone() -> Occasion {
    Occasion { survey: survey(), wave: None }
}

fn answer(number: u16) -> Entry {
    Entry::Item(ItemId::parse("item").unwrap(), Answer::Value((number % 5) as u8))
}

fn draft(number: u16) -> Draft {
    Draft {
        id: response(number),
        survey: survey(),
        version: 1,
        wave: None,
        opened: date(2026, 11, 21),
        revision: 0,
        sheet: Default::default(),
    }
}

/// Fifty bytes each.
fn much(choices: usize) -> Entry {
    let choice = |number| ChoiceId::parse(&format!("{number:048}")).unwrap();
    Entry::Context(ContextId::parse("tasks").unwrap(), (0..choices).map(choice).collect())
}
