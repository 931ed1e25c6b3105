//! A process without a file descriptor left, as among a crowd of connections: writes fail or are done, and when there are
//! descriptors again everything goes on by itself.

use std::fs::File;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use footing::store::{Health, SledStore, Store, StoreError};
use footing_core::survey::SurveyId;

use super::specimen::{alone, begin, directory, person, try_vote, vote};
use crate::support::{App, Organisation};

/// Where the child finds its data; without it, the child's part is no test of its own.
const DATA: &str = "FOOTING_DESCRIPTORS_DATA";

#[test]
fn with_no_descriptor_left_no_write_is_the_last_and_nothing_acknowledged_is_lost() {
    let dir = directory();
    let child = Command::new("sh")
        .args(["-c", "ulimit -n 96; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "faults::descriptors::the_part_of_the_process_without_descriptors", "--nocapture"])
        .env(DATA, dir.path())
        .output()
        .unwrap();
    assert!(child.status.success(), "{}", String::from_utf8_lossy(&child.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_part_of_the_process_without_descriptors() {
    let Ok(dir) = std::env::var(DATA) else { return };
    let store = Arc::new(SledStore::open(Path::new(&dir)).unwrap());
    let app = App::on(store.clone(), "http://127.0.0.1:3000").await;
    let organisation = Organisation::founded(&app).await;
    let wave = organisation.open_wave().await;
    let mut acknowledged: Vec<u32> = Vec::new();
    let mut voters = Vec::new();
    for name in ["bo", "cy", "di", "ed", "fi", "hal"] {
        voters.push(organisation.signed_in(&format!("{name}@example.org")).await);
    }
    let mut number = 0;
    for pair in voters.chunks_mut(2) {
        let mut taken = Vec::new();
        while let Ok(file) = File::open("/dev/null") {
            taken.push(file);
        }
        assert!(taken.len() > 10);
        // With none left, then with one, then with some.
        for left in 0..4 {
            taken.truncate(taken.len() - left);
            for _ in 0..20 {
                number += 1;
                match begin(store.as_ref(), number).await {
                    Ok(()) => acknowledged.push(number),
                    Err(StoreError::Failed(_)) => {}
                    Err(other) => panic!("{other}"),
                }
            }
            // A ballot needs a new file, and may be refused.
            try_vote(&mut pair[0], wave, "2").await;
        }
        drop(taken);
        store.probe().await.unwrap();
        number += 1;
        begin(store.as_ref(), number).await.unwrap();
        acknowledged.push(number);
        for voter in pair {
            vote(voter, wave, "3").await;
        }
    }
    // Most need no descriptor at all.
    assert!(acknowledged.len() > 100, "{}", acknowledged.len());
    drop(voters);
    drop(organisation);
    drop((app, store));
    let store: Arc<dyn Store> = Arc::new(SledStore::open(Path::new(&dir)).unwrap());
    for number in acknowledged {
        let draft = store.draft(person(number), &alone()).await.unwrap().unwrap();
        assert_eq!(draft.revision, 1, "{number}");
    }
    let survey = SurveyId::parse("psychological-safety").unwrap();
    let turnout = store.turnout(wave, &survey).await.unwrap();
    assert_eq!(turnout.values().sum::<u32>(), 6, "each once");
}
