//! A damaged directory as an administrator meets it: the server says what is wrong and what to do, the doctor says more,
//! and goes on only when told to.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use footing::store::{AuditLog, Ballots, Rosters, SledStore};
use footing::survey::ResponseId;

use super::specimen::{Specimen, files, person};
use crate::support::{Server, footing, run};

/// Flips a bit wherever the draft of a person stands in sled's log, now or before.
fn damage(dir: &Path) {
    let db = dir.join("db");
    let bytes = fs::read(&db).unwrap();
    let draft = ResponseId::from_random(*person(7).as_bytes()).to_string();
    let file = fs::File::options().write(true).open(db).unwrap();
    for (place, found) in (0..).zip(bytes.windows(draft.len())) {
        if found == draft.as_bytes() {
            file.write_all_at(&[found[0] ^ 1], place).unwrap();
        }
    }
}

/// A damaged directory of which something can still be read. Now and then sled gives up on all of it after such damage: then
/// it is refused like any other, and nothing can be saved.
async fn legible() -> Specimen {
    for _ in 0..20 {
        let specimen = Specimen::with(300).await;
        let shown = specimen.dir.path().display().to_string();
        let good = run(&["doctor", &shown]).good();
        assert!(good.contains("everything is there"), "{good}");
        damage(specimen.dir.path());
        let looked = run(&["doctor", &shown]);
        assert_eq!(looked.code, 1, "{looked:?}");
        if !looked.stdout.is_empty() {
            return specimen;
        }
    }
    panic!("of no damaged store anything can be read");
}

#[tokio::test]
async fn a_damaged_store_is_not_served_and_the_doctor_goes_on_with_the_rest_when_told_to() {
    let specimen = legible().await;
    let (dir, shown) = (specimen.dir.path(), specimen.dir.path().display().to_string());
    let before: Vec<Vec<u8>> = files(dir).iter().map(|file| fs::read(file).unwrap()).collect();
    for _ in 0..2 {
        let refusal = Server::refused(footing(), dir);
        assert_eq!(refusal.code, Some(1));
        for part in ["is damaged", "restore a whole backup", "--accept-loss"] {
            assert!(refusal.said.contains(part), "{}", refusal.said);
        }
        let looked = run(&["doctor", &shown]);
        assert_eq!(looked.code, 1, "{looked:?}");
        assert!(looked.stdout.contains("can be read") && looked.stderr.contains("nothing was changed"), "{looked:?}");
        let after: Vec<Vec<u8>> = files(dir).iter().map(|file| fs::read(file).unwrap()).collect();
        assert!(after == before, "it was changed");
    }

    let accepted = run(&["doctor", &shown, "--accept-loss"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
    assert!(accepted.stdout.contains("the damaged files are in"), "{accepted:?}");
    let kept = files(dir).into_iter().find(|file| file.ends_with("db") && file.parent().unwrap() != dir).unwrap();
    assert!(before.contains(&fs::read(kept).unwrap()), "the damaged log is kept as it was");

    let server = Server::start(dir);
    server.health(200);
    assert!(server.stop().success());
    let good = run(&["doctor", &shown]);
    assert_eq!(good.code, 0, "{good:?}");
    let store = SledStore::open(dir).unwrap();
    let log = store.audit_log().await.unwrap();
    assert!(log.last().unwrap().to_string().contains("loss-accepted"), "{:?}", log.last());
    assert!(!store.roster().await.unwrap().1.is_empty());
}

#[tokio::test]
async fn a_ballot_box_that_is_gone_is_named_and_the_doctor_asks_for_it_no_more() {
    let specimen = Specimen::with(4).await;
    let dir = specimen.dir.path();
    let shown = dir.display().to_string();
    let open = fs::read_dir(dir.join("open-ballots")).unwrap().map(|entry| entry.unwrap().path());
    let gone = open.filter(|path| path.extension().is_some_and(|end| end == "json")).min().unwrap();
    fs::remove_file(&gone).unwrap();
    let looked = run(&["doctor", &shown]);
    assert_eq!(looked.code, 1);
    assert!(looked.stdout.contains(gone.to_str().unwrap()) && looked.stdout.contains("missing"), "{looked:?}");
    assert_eq!(run(&["doctor", &shown, "--accept-loss"]).code, 0);
    assert_eq!(run(&["doctor", &shown]).code, 0);
    let store = SledStore::open(dir).unwrap();
    let (wave, survey) = specimen.open_wave();
    store.turnout(wave, &survey).await.unwrap();
}

#[test]
fn a_directory_in_use_and_one_that_is_not_there_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let refused = run(&["doctor", dir.path().to_str().unwrap()]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("another footing is using"), "{refused:?}");
    assert!(server.stop().success());
    let refused = run(&["doctor", "/no/such/directory"]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("there is no directory"), "{refused:?}");
}
