//! The first layout: no tally, no mark, and values of up to 100 KiB in one place.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use tempfile::tempdir;

use super::super::key::Key;
use super::super::log::Log;
use super::super::migrations::SCHEMA_KEY;
use super::super::{SledStore, codec, records};
use super::{alone, draft, draft_with_answer, much, person};
use crate::store::Responses;
use footing_core::survey::Draft;

/// Puts drafts into a directory as the first layout had them, so long that sled keeps them in files of their own.
fn first_layout_with_blobs(dir: &Path) -> Vec<Draft> {
    let log = Log::open(dir).unwrap();
    log.db.insert(SCHEMA_KEY, codec::encode(&1).unwrap()).unwrap();
    let tree = log.db.open_tree(records::NAME).unwrap();
    let mut drafts = Vec::new();
    for number in 0..40 {
        let mut draft = draft(number);
        draft.sheet.record(much(900));
        tree.insert(Key::person(person(number)), codec::encode(&date(2026, 1, 1)).unwrap()).unwrap();
        tree.insert(Key::draft(person(number), &alone()), codec::encode(&draft).unwrap()).unwrap();
        drafts.push(draft);
    }
    tree.flush().unwrap();
    drafts
}

fn blobs(dir: &Path) -> Vec<PathBuf> {
    fs::read_dir(dir.join("blobs")).unwrap().map(|blob| blob.unwrap().path()).collect()
}

#[tokio::test]
async fn values_of_the_first_layout_that_sled_kept_in_files_of_their_own_are_found_and_no_new_ones_come() {
    let dir = tempdir().unwrap();
    let drafts = first_layout_with_blobs(dir.path());
    assert!(!blobs(dir.path()).is_empty());
    for opening in 0..3 {
        let store = SledStore::open(dir.path()).unwrap();
        let before = blobs(dir.path());
        for (number, draft) in (0_u16..).zip(&drafts) {
            assert_eq!(store.draft(person(number), &alone()).await.unwrap().as_ref(), Some(draft));
        }
        draft_with_answer(&store, 100 + opening).await;
        drop(store);
        assert!(blobs(dir.path()).iter().all(|blob| before.contains(blob)));
    }
}
