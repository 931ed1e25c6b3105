//! Data directories of earlier versions, kept as they were written: everything is found, and they go on.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use footing::service::Administrator;
use footing::store::{Commitments, People, Promises, SledStore, Waves};
use footing_core::organisation::{Secret, TeamId};
use footing_core::survey::{SurveyId, WaveId};
use footing_core::wave::Stage;
use tempfile::{TempDir, tempdir};

use super::specimen::{SAFETY, begin, vote};
use crate::support::{App, ITEMS, Organisation};

/// Puts the files of an archive into a directory.
fn unpack(archive: &str, dir: &Path) {
    let file = File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stores").join(archive)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).unwrap();
        let to = dir.join(entry.enclosed_name().unwrap());
        if entry.is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            io::copy(&mut entry, &mut File::create(to).unwrap()).unwrap();
        }
    }
}

/// A data directory as some version wrote it: twelve people in the roster, of whom ten handed in about practice and voted
/// in a wave that is released; five cast a ballot in one that is open. Two people besides, on their own, one with a result
/// and one with a draft.
struct Kept {
    archive: &'static str,
    released: &'static str,
    open: &'static str,
    /// Cells of the release that show figures.
    shown: usize,
    /// Ballots in each box: of a wave that was closed, four that lay alone lie with the group above.
    ballots: &'static [usize],
    /// Entries of the audit log.
    events: usize,
    contract: &'static str,
    result: &'static str,
    /// The keys in the browsers of the two.
    finished: &'static str,
    begun: &'static str,
}

/// No mark, no tally, boxes without a checksum.
const FIRST: Kept = Kept {
    archive: "layout-1.zip",
    released: "ec48ca036b700e618a8043bceaba8a76",
    open: "ccc252fb172aa8fb6af9ccb496752510",
    shown: 186,
    ballots: &[5, 5],
    events: 24,
    contract: "eb6228818d11ed99b94e69dd5206c92f0c325a9f212155176a08eeb79dfa3848",
    result: "d37ea840e6f39e8f71b621fa663e1aa4",
    finished: "1e31cde7eb34b611bc6947a16a7f32265aa0c15ae9c9ae3bf8d83b1469142a50",
    begun: "4c5c8f26e41d8ee3ea9408e063680af888cb8299e2b2870d2702fc5361fd0322",
};

/// Surveys without roles. Besides what the first has: a draft of a wave, a promise to a team, and a step that was taken on.
const SECOND: Kept = Kept {
    archive: "layout-2.zip",
    released: "ec48ca036b700e618a8043bceaba8a76",
    open: "e6880867513cf70784bf8220d087731c",
    shown: 42,
    ballots: &[10],
    events: 14,
    contract: "eb6228818d11ed99b94e69dd5206c92f0c325a9f212155176a08eeb79dfa3848",
    result: "1b6f1eec19eec56db9a698a599394182",
    finished: "662244931e2fdcef0459be4c9d7a5904a29138061cc4d51940c8b1bf9c0f512e",
    begun: "944d05d21718b5c132847f8b966331d6d0bbf94515adadeb6ef372fe94f82a00",
};

#[tokio::test]
async fn a_store_of_the_first_layout_has_everything_and_goes_on() {
    has_everything_and_goes_on(&FIRST, 2).await;
}

#[tokio::test]
async fn a_store_of_the_second_layout_has_everything_and_goes_on() {
    let dir = has_everything_and_goes_on(&SECOND, 3).await;
    let store = SledStore::open(dir.path()).unwrap();
    let team = TeamId::parse("8de4e0ea7370e4e60a521379c9edf325").unwrap();
    let promises = store.promises(team).await.unwrap();
    assert_eq!(
        promises.iter().map(|promise| promise.step.as_str()).collect::<Vec<_>>(),
        ["fifteen-minutes-looking-back"]
    );
    let draft = store.wave(WaveId::parse("8608d39e116c966924404d5790b7127e").unwrap()).await.unwrap().unwrap();
    assert!(matches!(draft.stage, Stage::Draft { intent: None, .. }));
    let owner = store.person_with_key(Secret::parse(SECOND.finished).unwrap().hash()).await.unwrap().unwrap();
    let taken = store.commitments(owner).await.unwrap();
    assert_eq!(taken.iter().map(|taken| taken.step.as_str()).collect::<Vec<_>>(), ["sales-practice"]);
}

async fn has_everything_and_goes_on(kept: &Kept, waves: usize) -> TempDir {
    let dir = tempdir().unwrap();
    unpack(kept.archive, dir.path());
    let wave = |id: &str| WaveId::parse(id).unwrap();
    let (released, open) = (wave(kept.released), wave(kept.open));
    let (safety, practice) = (SurveyId::parse(SAFETY).unwrap(), SurveyId::parse("team-practice").unwrap());
    for opening in 0..3_u32 {
        let store = Arc::new(SledStore::open(dir.path()).unwrap());
        let app = App::on(store.clone(), "http://127.0.0.1:3000").await;
        let organisation = Organisation { app: &app, by: Administrator::at_the_command_line() };
        let there = &app.context.store;
        assert_eq!(there.roster().await.unwrap().1.len(), 12);
        assert_eq!(there.waves().await.unwrap().len(), waves);
        let log = there.audit_log().await.unwrap();
        assert!(log.len() >= kept.events && log.windows(2).all(|pair| pair[1].follows(Some(&pair[0]))));
        let contract = there.wave(released).await.unwrap().unwrap().opening().unwrap().hash;
        assert_eq!(contract.to_string(), kept.contract);
        let release = there.release(released).await.unwrap().unwrap();
        assert_eq!((release.rows().len(), release.shown()), (6, kept.shown));
        assert_eq!(there.linked_answers(released, &practice).await.unwrap().len(), 10);
        let sealed = there.ballots(released, &safety).await.unwrap();
        assert_eq!(sealed.values().map(Vec::len).collect::<Vec<_>>(), kept.ballots);
        assert_eq!(there.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 5 + opening);

        // People on their own have their keys in their browsers.
        let visit = |key: &str| {
            let mut visit = app.visit();
            visit.cookies.push(("footing".into(), key.into()));
            visit
        };
        let mut finished = visit(kept.finished);
        let result = finished.get(&format!("/s/ai-proficiency/result/{}", kept.result)).await;
        assert_eq!(result.status, 200, "{}", result.text());
        let mut begun = visit(kept.begun);
        assert!(begun.get(&format!("/s/ai-proficiency/q/{}", ITEMS[0])).await.has_checked_answer());

        // New answers: on one's own, in the wave, and a ballot.
        begin(store.as_ref(), opening).await.unwrap();
        let (email, answer) = (["ed", "fi", "ida"][opening as usize].to_owned() + "@example.org", "3");
        organisation.answers_about_practice(open, &email, 3).await;
        vote(&mut organisation.signed_in(&email).await, open, answer).await;
        // Who had cast one cannot cast another.
        vote(&mut organisation.signed_in("bo@example.org").await, open, answer).await;
        assert_eq!(there.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 6 + opening);
    }
    dir
}

/// With a vault, roles by address, and snapshots in which those who lead count in the team above. Twelve people are in the
/// roster, one of them administers; ten handed in and voted in a wave that is released, five voted in one that is open.
#[tokio::test]
async fn a_store_of_the_third_layout_has_everything_and_its_roles_are_those_of_people() {
    let dir = tempdir().unwrap();
    unpack("layout-3.zip", dir.path());
    let [released, open] =
        ["41291db8296fabc5c9539f213c8595e5", "6cb74254a078f1d71d7be10c268522df"].map(|id| WaveId::parse(id).unwrap());
    let (safety, practice) = (SurveyId::parse(SAFETY).unwrap(), SurveyId::parse("team-practice").unwrap());
    for opening in 0..2_u32 {
        let app = App::on(Arc::new(SledStore::open(dir.path()).unwrap()), "http://127.0.0.1:3000").await;
        let organisation = Organisation { app: &app, by: Administrator::at_the_command_line() };
        let there = &app.context.store;
        let members = there.roster().await.unwrap().1;
        let ada = members.iter().find(|member| member.email.to_string() == "ada@example.org").unwrap();
        let grants = there.grants().await.unwrap();
        assert!(grants.iter().any(|grant| grant.person == ada.person), "the role is Ada's");
        let outside = grants.iter().filter(|grant| members.iter().all(|member| member.person != grant.person));
        assert_eq!(outside.count(), 1, "and one is somebody's who is in no roster");
        for email in ["ada@example.org", "admin@example.org"] {
            assert_eq!(organisation.signed_in(email).await.get("/admin").await.status, 200, "{email}");
        }
        assert_eq!((members.len(), there.waves().await.unwrap().len()), (12, 2));
        assert!(there.audit_log().await.unwrap().len() >= 28);
        assert!(there.release(released).await.unwrap().unwrap().shown() > 0);
        assert_eq!(there.linked_answers(released, &practice).await.unwrap().len(), 10);
        assert_eq!(there.ballots(released, &safety).await.unwrap().values().map(Vec::len).sum::<usize>(), 10);
        // Ballots of the open wave, and what its contract says of those who lead, stay as they were.
        assert_eq!(there.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 5 + opening);
        assert!(!there.wave(open).await.unwrap().unwrap().opening().unwrap().contract.leaders_apart);
        let email = ["ed", "fi"][opening as usize].to_owned() + "@example.org";
        vote(&mut organisation.signed_in(&email).await, open, "3").await;
        vote(&mut organisation.signed_in("bo@example.org").await, open, "3").await;
        assert_eq!(there.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 6 + opening);
    }
}
