//! A service manager asks the server to end.

use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::tempdir;

use super::ledger::Ledger;
use crate::support::{Connection, Participant, Server};

#[test]
fn requests_that_were_begun_before_the_end_are_answered_and_kept() {
    let data = tempdir().unwrap();
    let server = Server::start(data.path());
    let mut people: Vec<Participant> = (0..6).map(|number| Participant::new(number, &server).unwrap()).collect();
    for person in &mut people {
        assert_eq!(person.begin().unwrap().status, 303);
        person.begin_answer("which-part", 4).unwrap();
    }
    // A browser keeps its connection open long after the last page; nobody may have to wait for that.
    let mut idle = Connection::open(&server.address).unwrap();
    assert_eq!(idle.get("/", &[]).unwrap().status, 200);

    server.terminate();
    server.wait_until_closed();
    for person in &mut people {
        assert_eq!(person.end_answer("which-part", 4).unwrap().status, 303);
    }
    assert_eq!(server.ended(Duration::from_secs(5)).code(), Some(0));

    let server = Server::start(data.path());
    for number in 0..6 {
        let export = Participant::new(number, &server).unwrap().export();
        assert_eq!(export["drafts"][0]["sheet"]["items"]["which-part"]["value"], 4);
    }
}

#[test]
fn an_end_in_the_middle_of_the_rush_keeps_all_that_was_acknowledged() {
    let data = tempdir().unwrap();
    let mut ledgers: Vec<Ledger> = (0..6).map(Ledger::new).collect();
    let server = Server::start(data.path());
    let acknowledged: Vec<AtomicUsize> = ledgers.iter().map(|_| AtomicUsize::new(0)).collect();
    thread::scope(|scope| {
        let each = ledgers.iter_mut().zip(&acknowledged);
        let workers: Vec<_> = each
            .map(|(ledger, acknowledged)| {
                let server = &server;
                scope.spawn(move || ledger.work(server, acknowledged))
            })
            .collect();
        let all_work = || acknowledged.iter().all(|count| count.load(Ordering::Relaxed) > 10);
        while !all_work() && !workers.iter().any(|worker| worker.is_finished()) {
            thread::sleep(Duration::from_millis(1));
        }
        server.terminate();
    });
    assert_eq!(server.ended(Duration::from_secs(5)).code(), Some(0));
    let server = Server::start(data.path());
    ledgers.iter_mut().for_each(|ledger| ledger.reconcile(&server));
    assert!(ledgers.iter().all(|ledger| ledger.acknowledged > 0));
}

#[test]
fn connections_that_say_nothing_do_not_hold_the_end() {
    let data = tempdir().unwrap();
    let server = Server::start(data.path());
    let host = server.address.strip_prefix("http://").unwrap().to_owned();
    let silent: Vec<TcpStream> = (0..5).map(|_| TcpStream::connect(&host).unwrap()).collect();
    assert_eq!(server.get("/").unwrap().status, 200);
    server.terminate();
    assert_eq!(server.ended(Duration::from_secs(5)).code(), Some(0));
    drop(silent);
}
