//! Data directories of earlier versions, kept as they were written: everything is found, and they go on.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::Arc;

use footing::service::Administrator;
use footing::store::SledStore;
use footing_core::survey::{SurveyId, WaveId};
use tempfile::tempdir;

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
            io::copy(&mut entry, &mut File::create(to).unwrap()).unwrap();
        }
    }
}

/// Twelve people in the roster: ten handed in everything in a wave that is released, five cast a ballot in one that is open.
/// Two people besides, on their own, one with a result and one with a draft. No mark, no tally, boxes without a checksum.
#[tokio::test]
async fn a_store_of_the_first_layout_has_everything_and_goes_on() {
    let dir = tempdir().unwrap();
    unpack("layout-1.zip", dir.path());
    let wave = |id: &str| WaveId::parse(id).unwrap();
    let (released, open) = (wave("ec48ca036b700e618a8043bceaba8a76"), wave("ccc252fb172aa8fb6af9ccb496752510"));
    let (safety, practice) = (SurveyId::parse(SAFETY).unwrap(), SurveyId::parse("team-practice").unwrap());
    for opening in 0..3_u32 {
        let store = Arc::new(SledStore::open(dir.path()).unwrap());
        let app = App::on(store.clone(), "http://127.0.0.1:3000").await;
        let organisation = Organisation { app: &app, by: Administrator::at_the_command_line() };
        let kept = &app.context.store;
        assert_eq!(kept.roster().await.unwrap().1.len(), 12);
        assert_eq!(kept.waves().await.unwrap().len(), 2);
        let log = kept.audit_log().await.unwrap();
        assert!(log.len() >= 24 && log.windows(2).all(|pair| pair[1].follows(Some(&pair[0]))));
        let release = kept.release(released).await.unwrap().unwrap();
        assert_eq!((release.rows().len(), release.shown()), (6, 186));
        assert_eq!(kept.linked_answers(released, &practice).await.unwrap().len(), 10);
        let sealed = kept.ballots(released, &safety).await.unwrap();
        assert_eq!(sealed.values().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
        assert_eq!(kept.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 5 + opening);

        // People on their own have their keys in their browsers.
        let visit = |key: &str| {
            let mut visit = app.visit();
            visit.cookies.push(("footing".into(), key.into()));
            visit
        };
        let mut finished = visit("1e31cde7eb34b611bc6947a16a7f32265aa0c15ae9c9ae3bf8d83b1469142a50");
        let result = finished.get("/s/ai-proficiency/result/d37ea840e6f39e8f71b621fa663e1aa4").await;
        assert_eq!(result.status, 200, "{}", result.text());
        let mut begun = visit("4c5c8f26e41d8ee3ea9408e063680af888cb8299e2b2870d2702fc5361fd0322");
        assert!(begun.get(&format!("/s/ai-proficiency/q/{}", ITEMS[0])).await.has_checked_answer());

        // New answers: on one's own, in the wave, and a ballot.
        begin(store.as_ref(), opening).await.unwrap();
        let (email, answer) = (["ed", "fi", "ida"][opening as usize].to_owned() + "@example.org", "3");
        organisation.answers_about_practice(open, &email, 3).await;
        vote(&mut organisation.signed_in(&email).await, open, answer).await;
        // Who had cast one cannot cast another.
        vote(&mut organisation.signed_in("bo@example.org").await, open, answer).await;
        assert_eq!(kept.turnout(open, &safety).await.unwrap().values().sum::<u32>(), 6 + opening);
    }
}
