//! A damaged directory as an administrator meets it: the server says what is wrong and what to do, the doctor says more,
//! and goes on only when told to.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::Path;

use footing::store::{AuditLog, BallotBox, Ballots, Cast, Rosters, SledStore};
use footing_core::organisation::TeamId;
use footing_core::survey::{Ballot, ResponseId};

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

#[tokio::test]
async fn a_damaged_store_is_not_served_and_the_doctor_goes_on_with_the_rest_when_told_to() {
    let specimen = Specimen::with(300).await;
    let (dir, shown) = (specimen.dir.path(), specimen.dir.path().display().to_string());
    let good = run(&["doctor", &shown]).good();
    assert!(good.contains("everything is there"), "{good}");
    damage(dir);
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
async fn whatever_bit_of_the_log_is_flipped_the_doctor_goes_on_with_almost_everything() {
    let specimen = Specimen::with(40).await;
    let records = |said: &str| serde_json::from_str::<serde_json::Value>(said).unwrap()["records"].as_u64().unwrap();
    let all = records(&run(&["doctor", specimen.dir.path().to_str().unwrap(), "--json"]).good());
    let log = fs::read(specimen.dir.path().join("db")).unwrap();
    let used = log.iter().rposition(|byte| *byte != 0).unwrap();
    let mut damaged = 0;
    // How much of the log is still in use depends on when sled wrote what: a flip elsewhere damages nothing.
    for trial in 1..=800 {
        if trial > 40 && damaged >= 15 {
            break;
        }
        let copy = specimen.copy();
        let (dir, shown) = (copy.path(), copy.path().display().to_string());
        let bit = (trial * 0x9e37_79b9) % (8 * used);
        let mut bytes = log.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(dir.join("db"), bytes).unwrap();
        let looked = run(&["doctor", &shown]);
        if looked.code == 0 {
            continue;
        }
        damaged += 1;
        let accepted = run(&["doctor", &shown, "--accept-loss", "--json"]).good();
        assert!(records(&accepted) + 20 > all, "bit {bit}: {accepted}, of {all}\n{looked:?}");
        let again = run(&["doctor", &shown]);
        assert!(again.code == 0 && again.stdout.contains("everything is there"), "bit {bit}: {again:?}");
        SledStore::open(dir).unwrap().audit_log().await.unwrap();
    }
    assert!(damaged >= 15, "{damaged}");
}

#[tokio::test]
async fn settings_that_sled_can_make_anew_are_no_damage() {
    let specimen = Specimen::with(4).await;
    fs::write(specimen.dir.path().join("conf"), b"?").unwrap();
    let good = run(&["doctor", specimen.dir.path().to_str().unwrap()]).good();
    assert!(good.contains("everything is there"), "{good}");
    let store = SledStore::open(specimen.dir.path()).unwrap();
    assert_eq!(specimen.count(&store).await.unwrap(), specimen.census);
}

#[tokio::test]
async fn of_a_log_without_one_message_the_doctor_says_so_and_sends_nobody_in_circles() {
    let specimen = Specimen::with(4).await;
    fs::write(specimen.dir.path().join("db"), vec![b'?'; 1 << 20]).unwrap();
    let shown = specimen.dir.path().display().to_string();
    for more in [&["--accept-loss"][..], &[]] {
        let looked = run(&[&["doctor", &shown], more].concat());
        assert_eq!(looked.code, 1);
        assert!(looked.stderr.contains("nothing can be read"), "{looked:?}");
        assert!(!looked.stderr.contains("--accept-loss") && !looked.stderr.contains("panicked"), "{looked:?}");
    }
    let looked = run(&["doctor", &shown, "--json"]);
    assert!(looked.stdout.contains("\"records\":0"), "{looked:?}");
}

#[tokio::test]
async fn without_its_vault_a_store_is_not_served_and_the_doctor_says_how_much_is_sealed_for_good() {
    for damage in [(|vault: &Path| fs::remove_file(vault).unwrap()) as fn(&Path), |vault| {
        let mut bytes = fs::read(vault).unwrap();
        bytes[3 * 128 + 60] ^= 4;
        fs::write(vault, bytes).unwrap();
    }] {
        let specimen = Specimen::with(4).await;
        let dir = specimen.dir.path();
        let shown = dir.display().to_string();
        damage(&dir.join("vault"));
        let refused = SledStore::open(dir).map(drop).unwrap_err().to_string();
        assert!(refused.contains("vault") && refused.contains("--accept-loss"), "{refused}");
        let looked = run(&["doctor", &shown]);
        assert_eq!(looked.code, 1);
        assert!(looked.stdout.contains("records are sealed under keys that are not in the vault"), "{looked:?}");
        assert_eq!(run(&["doctor", &shown, "--accept-loss"]).code, 0);
        assert_eq!(run(&["doctor", &shown]).code, 0);
        let store = SledStore::open(dir).unwrap();
        let (wave, survey) = specimen.open_wave();
        store.turnout(wave, &survey).await.unwrap();
        // The wave goes on.
        let place = BallotBox { wave, survey, group: TeamId::ORGANISATION };
        let ballot = Ballot::from_bytes(&[3; 9]);
        assert_eq!(store.cast(&place, person(1), ballot).await.unwrap(), Cast::Counted);
    }
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
