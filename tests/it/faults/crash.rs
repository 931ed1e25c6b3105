//! The process is killed in the middle of its work, again and again.

use std::thread;
use std::time::Duration;

use tempfile::tempdir;

use super::ledger::Ledger;
use crate::support::Server;

const KILLS: usize = 10;
const PEOPLE: usize = 6;

#[test]
fn after_every_kill_each_acknowledged_answer_and_submit_is_there_exactly_once() {
    let data = tempdir().unwrap();
    let mut ledgers: Vec<Ledger> = Vec::new();
    for kill in 0..KILLS {
        let server = Server::start(data.path());
        ledgers.iter_mut().for_each(|ledger| ledger.reconcile(&server));
        let first = ledgers.len();
        ledgers.extend((first..first + PEOPLE).map(Ledger::new));
        thread::scope(|scope| {
            for ledger in &mut ledgers[first..] {
                let server = &server;
                scope.spawn(move || ledger.work(server));
            }
            // Never the same distance, so that the kills fall into different moments.
            thread::sleep(Duration::from_millis(90 + 67 * kill as u64 % 200));
            server.kill();
        });
    }
    let server = Server::start(data.path());
    ledgers.iter_mut().for_each(|ledger| ledger.reconcile(&server));

    // Else the kills met nobody at work.
    let acknowledged: usize = ledgers.iter().map(|ledger| ledger.acknowledged).sum();
    let submitted: usize = ledgers.iter().map(|ledger| ledger.submitted).sum();
    assert!(acknowledged > 20 * KILLS && submitted > 0, "{acknowledged} acknowledged, {submitted} submitted");
}
