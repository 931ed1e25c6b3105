//! The process is killed in the middle of its work, again and again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tempfile::tempdir;

use super::ledger::Ledger;
use crate::support::{Server, questions};

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
        let acknowledged = &AtomicUsize::new(0);
        thread::scope(|scope| {
            let workers: Vec<_> = ledgers[first..]
                .iter_mut()
                .map(|ledger| {
                    let server = &server;
                    scope.spawn(move || ledger.work(server, acknowledged))
                })
                .collect();
            // Never after the same number, so that the kills fall into different moments; late enough that somebody has
            // answered everything.
            let enough = PEOPLE * (questions().len() + 4) + 7 * kill;
            while acknowledged.load(Ordering::Relaxed) < enough && !workers.iter().all(|worker| worker.is_finished()) {
                thread::sleep(Duration::from_millis(1));
            }
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
