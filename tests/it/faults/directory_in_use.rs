//! Two servers are given the same data directory.

use tempfile::tempdir;

use crate::support::{Participant, Server, footing};

#[test]
fn a_second_server_on_a_directory_says_who_uses_it_and_leaves_the_first_alone() {
    let data = tempdir().unwrap();
    let first = Server::start(data.path());
    let mut person = Participant::new(1, &first).unwrap();
    person.begin().unwrap();
    for _ in 0..2 {
        let refusal = Server::refused(footing(), data.path());
        assert_eq!(refusal.code, Some(1), "{}", refusal.said);
        let who = format!("footing: another footing is using {}", data.path().display());
        assert!(refusal.said.contains(&who), "{}", refusal.said);
    }
    assert_eq!(person.answer("which-part", 2).unwrap().status, 303);
    assert_eq!(first.stop().code(), Some(0));

    let next = Server::start(data.path());
    let export = Participant::new(1, &next).unwrap().export();
    assert_eq!(export["drafts"][0]["sheet"]["items"]["which-part"]["value"], 2);
}
