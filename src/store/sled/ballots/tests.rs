//! What lies on the disk after ballots were cast, and what is left of a box when something goes wrong.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::json;
use tempfile::{TempDir, tempdir};

use super::super::tally::StoreTally;
use super::super::tests::{SmallDisk, fill, is_pending};
use super::*;
use crate::store::Store;
use crate::store::conformance::{close, opened_wave};
use footing_core::organisation::{EmailAddress, KeyHash, Reach, Session, TeamPath};

/// A store with an open wave, and a box of it.
struct Voting {
    dir: TempDir,
    store: Arc<dyn Store>,
    wave: Wave,
    place: BallotBox,
}

impl Voting {
    async fn begin() -> Voting {
        let dir = tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(SledStore::open(dir.path()).unwrap());
        let wave = opened_wave(&store).await;
        let place = BallotBox { wave: wave.id, survey: survey(), group: TeamId::ORGANISATION };
        Voting { dir, store, wave, place }
    }

    async fn cast(&self, number: u8) -> Result<Cast> {
        self.store.cast(&self.place, person(number), ballot(number)).await
    }

    async fn count(&self) -> u32 {
        let turnout = self.store.turnout(self.wave.id, &survey()).await.unwrap();
        turnout.get(&self.place.group).copied().unwrap_or_default()
    }

    fn open_box(&self) -> PathBuf {
        self.dir.path().join(OPEN).join(name(&self.place))
    }

    fn sealed_box(&self) -> PathBuf {
        self.dir.path().join(SEALED).join(name(&self.place))
    }

    fn open_again(self) -> Voting {
        let Voting { dir, store, wave, place } = self;
        drop(store);
        let store = Arc::new(SledStore::open(dir.path()).unwrap());
        Voting { dir, store, wave, place }
    }
}

/// Neither by person nor by answers in order, and with gaps.
const CASTING_ORDER: [u8; 12] = [7, 2, 30, 11, 4, 29, 1, 16, 23, 9, 18, 5];

#[tokio::test]
async fn a_box_is_a_sorted_list_of_people_and_a_sorted_list_of_ballots_and_nothing_else() {
    let voting = Voting::begin().await;
    for (count, number) in (1..).zip(CASTING_ORDER) {
        voting.cast(number).await.unwrap();
        let cast = &CASTING_ORDER[..count];
        let people: BTreeSet<String> = cast.iter().map(|number| person(*number).to_string()).collect();
        let mut ballots: Vec<Ballot> = cast.iter().map(|number| ballot(*number)).collect();
        ballots.sort();
        let checksum = crc32fast::hash(&serde_json::to_vec(&(&people, &ballots)).unwrap());
        let expected = json!({ "ballots": ballots, "checksum": checksum, "taken_part": people });
        let expected = serde_json::to_string(&expected).unwrap();
        let found = fs::read_to_string(voting.open_box()).unwrap();
        assert_eq!(found.len(), expected.len(), "{found}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&found).unwrap().to_string(), expected);
        assert_eq!(names_in(&voting.dir.path().join(OPEN)), [name(&voting.place)]);
    }
    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    assert!(names_in(&voting.dir.path().join(OPEN)).is_empty());
    let sealed: serde_json::Value = serde_json::from_slice(&fs::read(voting.sealed_box()).unwrap()).unwrap();
    assert_eq!(sealed["taken_part"], json!([]));
    assert_eq!(sealed["ballots"].as_array().unwrap().len(), CASTING_ORDER.len());
}

#[tokio::test]
async fn no_other_file_holds_a_ballot_and_the_box_holds_each_once_and_not_in_the_order_of_casting() {
    let voting = Voting::begin().await;
    for number in CASTING_ORDER {
        voting.cast(number).await.unwrap();
        // What a person does besides: sled has something to write between the ballots.
        let email = EmailAddress::parse("anna@example.org").unwrap();
        let session = Session { person: person(number), email, until: jiff::Timestamp::MAX, reach: Reach::Everything };
        voting.store.keep_session(KeyHash([number; 32]), session).await.unwrap();
    }
    let voting = voting.open_again();
    assert_is_the_only_trace(&voting, &voting.open_box());
    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    let voting = voting.open_again();
    assert_is_the_only_trace(&voting, &voting.sealed_box());
}

#[track_caller]
fn assert_is_the_only_trace(voting: &Voting, ballot_box: &Path) {
    for path in files_in(voting.dir.path()) {
        let bytes = fs::read(&path).unwrap();
        let found = CASTING_ORDER.map(|number| forms_of(number).iter().map(|form| places(&bytes, form)).collect());
        let found: [Vec<Vec<usize>>; 12] = found;
        if path != ballot_box {
            assert!(found.iter().flatten().all(Vec::is_empty), "{} holds a ballot", path.display());
            continue;
        }
        assert!(found.iter().all(|forms| forms[0].len() == 1 && forms[1..].iter().all(Vec::is_empty)), "{found:?}");
        let in_casting_order: Vec<usize> = found.iter().map(|forms| forms[0][0]).collect();
        assert!(!in_casting_order.is_sorted());
        let mut by_answers = CASTING_ORDER;
        by_answers.sort_by_key(|number| ballot(*number));
        let place = |number: u8| places(&bytes, &forms_of(number)[0])[0];
        assert!(by_answers.is_sorted_by_key(|number| place(*number)));
    }
}

/// How a ballot could be written: as JSON, as bytes, as digits.
fn forms_of(number: u8) -> [Vec<u8>; 3] {
    let ballot = ballot(number);
    let values: Vec<u8> = ballot.answers().iter().map(|answer| answer.unwrap_or_default()).collect();
    let digits = values.iter().map(|value| b'0' + value).collect();
    [serde_json::to_vec(&ballot).unwrap(), values, digits]
}

fn places(bytes: &[u8], form: &[u8]) -> Vec<usize> {
    (0..bytes.len()).filter(|place| bytes[*place..].starts_with(form)).collect()
}

#[tokio::test]
async fn the_times_of_a_box_are_those_of_the_first_day() {
    let voting = Voting::begin().await;
    let first_day = voting.wave.open_now().unwrap().opened.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    let first_day = SystemTime::from(first_day);
    for number in CASTING_ORDER {
        voting.cast(number).await.unwrap();
        assert_eq!(voting.open_box().metadata().unwrap().modified().unwrap(), first_day);
    }
    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    assert_eq!(voting.sealed_box().metadata().unwrap().modified().unwrap(), first_day);
}

#[tokio::test]
async fn nobody_else_can_read_a_box() {
    let voting = Voting::begin().await;
    voting.cast(1).await.unwrap();
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    for folder in [OPEN, SEALED] {
        assert_eq!(mode(&voting.dir.path().join(folder)), 0o700);
    }
    assert_eq!(mode(&voting.open_box()), 0o600);
    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    assert_eq!(mode(&voting.sealed_box()), 0o600);
}

#[tokio::test]
async fn a_box_that_was_being_written_when_the_process_died_is_removed_and_the_one_before_counts() {
    let voting = Voting::begin().await;
    voting.cast(1).await.unwrap();
    let counts = voting.open_box().with_file_name(counts::NAME);
    let (before, counted_before) = (fs::read(voting.open_box()).unwrap(), fs::read(&counts).unwrap());
    voting.cast(2).await.unwrap();
    // As after a kill before the rename, with the later state whole or torn.
    let later = fs::read(voting.open_box()).unwrap();
    fs::write(voting.open_box(), &before).unwrap();
    fs::write(&counts, counted_before).unwrap();
    let mut voting = voting;
    for left in [later.as_slice(), &later[..later.len() / 2], b""] {
        let unfinished = [voting.open_box(), voting.sealed_box()].map(|path| path.with_extension(UNFINISHED));
        for path in &unfinished {
            fs::write(path, left).unwrap();
        }
        voting = voting.open_again();
        assert!(unfinished.iter().all(|path| !path.exists()));
        assert_eq!(voting.count().await, 1);
        assert_eq!(fs::read(voting.open_box()).unwrap(), before);
    }
    assert_eq!(voting.cast(2).await.unwrap(), Cast::Counted);
    assert_eq!(voting.count().await, 2);
}

#[tokio::test]
async fn a_damaged_box_is_named_and_kept_as_it_is_and_the_others_are_sealed() {
    let voting = Voting::begin().await;
    let others = ["a", "b", "c"].map(|team| {
        let group = TeamPath::parse(team).unwrap().id();
        BallotBox { group, ..voting.place.clone() }
    });
    for place in others.iter().chain([&voting.place]) {
        voting.store.cast(place, person(1), ballot(1)).await.unwrap();
    }
    let damage = b"{\"taken_part\":[\"";
    fs::write(voting.open_box(), damage).unwrap();
    let assert_named = |outcome: Result<()>| {
        let Err(StoreError::Failed(why)) = outcome else { panic!("{outcome:?}") };
        assert!(why.contains(voting.open_box().to_str().unwrap()), "{why}");
        assert_eq!(fs::read(voting.open_box()).unwrap(), damage);
    };
    assert_named(voting.cast(2).await.map(drop));
    assert_named(voting.store.has_cast(&voting.place, person(1)).await.map(drop));
    assert_named(voting.store.turnout(voting.wave.id, &survey()).await.map(drop));
    // It is one box that is damaged, not the store.
    assert_eq!(voting.store.cast(&others[0], person(2), ballot(2)).await.unwrap(), Cast::Counted);
    voting.store.probe().await.unwrap();

    close(&voting.store, &voting.wave).await;
    assert_named(voting.store.seal_ballots(voting.wave.id).await);
    let sealed: BTreeSet<String> = names_in(&voting.dir.path().join(SEALED)).into_iter().collect();
    assert_eq!(sealed, others.iter().map(name).collect());
    assert_eq!(names_in(&voting.dir.path().join(OPEN)), [name(&voting.place)]);
}

#[tokio::test]
async fn a_box_that_is_missing_or_an_older_copy_is_named_and_takes_no_ballot() {
    let voting = Voting::begin().await;
    for number in [1, 2] {
        voting.cast(number).await.unwrap();
    }
    let older = fs::read(voting.open_box()).unwrap();
    voting.cast(3).await.unwrap();
    let newer = fs::read(voting.open_box()).unwrap();
    let mut voting = voting;
    for (copy, said) in [(Some(&older), "older copy"), (None, "missing")] {
        match copy {
            Some(copy) => fs::write(voting.open_box(), copy).unwrap(),
            None => fs::remove_file(voting.open_box()).unwrap(),
        }
        voting = voting.open_again();
        let turnout = voting.store.turnout(voting.wave.id, &survey()).await;
        for outcome in [voting.cast(4).await.map(drop), turnout.map(drop)] {
            let Err(StoreError::Failed(why)) = outcome else { panic!("{outcome:?}") };
            assert!(why.contains(said) && why.contains(voting.open_box().to_str().unwrap()), "{why}");
        }
    }
    fs::write(voting.open_box(), newer).unwrap();
    let voting = voting.open_again();
    voting.cast(4).await.unwrap();
    assert_eq!(voting.count().await, 4);

    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    let sealed = fs::read(voting.sealed_box()).unwrap();
    for copy in [Some(older.as_slice()), None] {
        match copy {
            Some(copy) => fs::write(voting.sealed_box(), copy).unwrap(),
            None => fs::remove_file(voting.sealed_box()).unwrap(),
        }
        voting.store.ballots(voting.wave.id, &survey()).await.unwrap_err();
        voting.store.seal_ballots(voting.wave.id).await.unwrap();
        voting.store.ballots(voting.wave.id, &survey()).await.unwrap_err();
    }
    fs::write(voting.sealed_box(), sealed).unwrap();
    assert_eq!(voting.count().await, 4);
}

#[tokio::test]
async fn a_store_that_is_restored_without_the_open_boxes_takes_ballots_again() {
    let voting = Voting::begin().await;
    voting.cast(1).await.unwrap();
    fs::remove_dir_all(voting.dir.path().join(OPEN)).unwrap();
    let voting = voting.open_again();
    assert_eq!(voting.count().await, 0);
    assert_eq!(voting.cast(1).await.unwrap(), Cast::Counted);
    assert_eq!(voting.count().await, 1);
}

#[tokio::test]
async fn a_sealing_that_was_cut_short_is_finished_and_counts_nothing_twice() {
    let voting = Voting::begin().await;
    for number in CASTING_ORDER {
        voting.cast(number).await.unwrap();
    }
    let open = fs::read(voting.open_box()).unwrap();
    close(&voting.store, &voting.wave).await;
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    let sealed = fs::read(voting.sealed_box()).unwrap();
    // As after a crash between the new box and the end of the old one.
    fs::write(voting.open_box(), open).unwrap();
    let voting = voting.open_again();
    assert_eq!(voting.count().await, CASTING_ORDER.len() as u32);
    voting.store.seal_ballots(voting.wave.id).await.unwrap();
    assert!(!voting.open_box().exists());
    assert_eq!(fs::read(voting.sealed_box()).unwrap(), sealed);
    assert_eq!(voting.count().await, CASTING_ORDER.len() as u32);
}

#[tokio::test]
async fn a_cast_whose_request_was_cancelled_is_finished_and_counts_once() {
    let voting = Voting::begin().await;
    for number in CASTING_ORDER {
        let mut request = Box::pin(voting.cast(number));
        assert!(is_pending(&mut request).await);
        drop(request);
    }
    for number in CASTING_ORDER {
        // Whether the first was finished or not.
        voting.cast(number).await.unwrap();
        assert!(voting.store.has_cast(&voting.place, person(number)).await.unwrap());
    }
    let voting = voting.open_again();
    assert_eq!(voting.count().await, CASTING_ORDER.len() as u32);
    for number in CASTING_ORDER {
        assert_eq!(voting.cast(number).await.unwrap(), Cast::AlreadyCast);
    }
}

#[tokio::test]
async fn on_a_full_disk_a_ballot_is_refused_and_not_counted_and_whoever_has_cast_is_told_so() {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no small disk can be mounted here: {why}"),
    };
    let (dir, others) = (disk.path().join("store"), disk.path().join("others"));
    let store: Arc<dyn Store> = Arc::new(SledStore::open(&dir).unwrap());
    let wave = opened_wave(&store).await;
    let place = BallotBox { wave: wave.id, survey: survey(), group: TeamId::ORGANISATION };
    store.cast(&place, person(1), ballot(1)).await.unwrap();
    let path = dir.join(OPEN).join(name(&place));
    let before = fs::read(&path).unwrap();

    fill(&others);
    for _ in 0..2 {
        let refused = store.cast(&place, person(2), ballot(2)).await;
        assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
        assert!(!store.has_cast(&place, person(2)).await.unwrap());
        assert_eq!(store.cast(&place, person(1), ballot(1)).await.unwrap(), Cast::AlreadyCast);
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(names_in(&dir.join(OPEN)), [name(&place)]);
    }
    fs::remove_file(others).unwrap();
    assert_eq!(store.cast(&place, person(2), ballot(2)).await.unwrap(), Cast::Counted);
    assert_eq!(store.turnout(wave.id, &survey()).await.unwrap().values().sum::<u32>(), 2);
}

#[test]
fn a_box_that_does_not_fit_on_the_disk_leaves_the_one_before_and_no_trace() {
    let disk = match SmallDisk::mount() {
        Ok(disk) => disk,
        Err(why) => return eprintln!("skipped: no small disk can be mounted here: {why}"),
    };
    let files = BallotFiles::open(disk.path()).unwrap();
    let (path, others) = (files.open.join("box.json"), disk.path().join("others"));
    let commit = Commit::start(StoreTally::default(), |_| Ok(())).unwrap();
    let put = |people: u8| {
        let votes = Votes::of((0..people).map(person).collect(), (0..people).map(ballot).collect()).unwrap();
        files.put(&files.open, "box.json", &votes, SystemTime::UNIX_EPOCH, &commit)
    };
    put(1).unwrap();
    let before = fs::read(&path).unwrap();
    fill(&others);
    let refused = put(200);
    assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(!path.with_extension(UNFINISHED).exists());
    commit.check().unwrap();
}

#[tokio::test]
async fn a_store_that_takes_no_more_writes_takes_no_ballots_either() {
    let dir = tempdir().unwrap();
    let store = Arc::new(SledStore::open(dir.path()).unwrap());
    let same: Arc<dyn Store> = store.clone();
    let wave = opened_wave(&same).await;
    let place = BallotBox { wave: wave.id, survey: survey(), group: TeamId::ORGANISATION };
    store.cast(&place, person(1), ballot(1)).await.unwrap();
    store.commit.fail("Input/output error");
    for number in [1, 2] {
        let refused = store.cast(&place, person(number), ballot(number)).await;
        assert!(matches!(&refused, Err(StoreError::Failed(why)) if why.contains("restarted")), "{refused:?}");
    }
    assert_eq!(store.turnout(wave.id, &survey()).await.unwrap().values().sum::<u32>(), 1);
}

/// Besides how many ballots each box has.
fn names_in(dir: &Path) -> Vec<String> {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != counts::NAME).collect()
}

fn files_in(dir: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![dir.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

fn survey() -> SurveyId {
    SurveyId::parse("survey").unwrap()
}

/// The larger the number, the earlier the person stands in a sorted list.
fn person(number: u8) -> PersonId {
    PersonId::from_random([255 - number; 16])
}

/// Twenty answers that no other number gives, in no order that goes with the numbers.
fn ballot(number: u8) -> Ballot {
    let answer = |place: u64| {
        let mixed = (u64::from(number) * 20 + place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        1 + (mixed ^ mixed >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9) % 5
    };
    serde_json::from_value(json!((0..20).map(answer).collect::<Vec<_>>())).unwrap()
}
