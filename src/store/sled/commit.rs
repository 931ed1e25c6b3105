//! Group commit: one thread syncs for everybody who is waiting, and then tells them all.
//! While a sync runs the next group gathers by itself, so there is no delay to tune, and a lone write waits for nobody.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use super::log::SyncError;
use super::tally::StoreTally;
use crate::store::{Result, StoreError};

pub struct Commit {
    progress: Arc<Progress>,
    /// Both are there until the drop.
    waiters: Option<mpsc::Sender<Waiter>>,
    thread: Option<JoinHandle<()>>,
}

/// Changes are counted, so that everybody knows which sync they have to wait for.
struct Progress {
    /// What is in memory, after so many changes.
    applied: Mutex<StoreTally>,
    /// How many of them are on the disk.
    synced: AtomicU64,
    /// Why there will be no more. After a failed fsync the kernel may have thrown the pages away and call the next
    /// fsync a success, so the first failure is the last word until a restart has read what really is on the disk.
    failed: OnceLock<String>,
}

struct Waiter {
    /// The number of changes that must be on the disk.
    for_change: u64,
    done: oneshot::Sender<Result<(), String>>,
}

impl Commit {
    /// Starts the thread that brings what has been applied to the disk by calling `sync` with what it comes to. `so_far`
    /// is on the disk.
    ///
    /// # Errors
    /// The operating system's, if it has no thread to give.
    pub fn start(
        so_far: StoreTally,
        sync: impl FnMut(StoreTally) -> Result<(), SyncError> + Send + 'static,
    ) -> io::Result<Commit> {
        let (applied, synced) = (Mutex::new(so_far), AtomicU64::new(so_far.changes));
        let progress = Arc::new(Progress { applied, synced, failed: OnceLock::new() });
        let (waiters, waiting) = mpsc::channel();
        let work = {
            let progress = Arc::clone(&progress);
            move || progress.serve(&waiting, sync)
        };
        let thread = thread::Builder::new().name("commit".into()).spawn(work)?;
        Ok(Commit { progress, waiters: Some(waiters), thread: Some(thread) })
    }

    /// Takes note of a change that has just entered memory, and of what everything comes to with it.
    pub fn applied(&self, tally: StoreTally) {
        *self.progress.applied() = tally;
    }

    /// Returns when every change applied so far is on the disk.
    pub async fn durable(&self) -> Result<()> {
        let for_change = self.progress.applied().changes;
        if self.progress.synced.load(Ordering::Acquire) >= for_change {
            return Ok(());
        }
        let (done, synced) = oneshot::channel();
        if let Some(waiters) = &self.waiters {
            // A thread that has ended takes no waiter and drops `done`, which is the answer then.
            let _ = waiters.send(Waiter { for_change, done });
        }
        match synced.await {
            Ok(outcome) => outcome.map_err(StoreError::Failed),
            Err(_) => Err(self.failure()),
        }
    }

    /// Whether a change may still be made.
    pub fn check(&self) -> Result<()> {
        let ended = self.thread.as_ref().is_none_or(JoinHandle::is_finished);
        if ended || self.progress.failed.get().is_some() { Err(self.failure()) } else { Ok(()) }
    }

    /// Lets no further change be made.
    pub fn fail(&self, why: impl fmt::Display) {
        self.progress.fail(why.to_string());
    }

    fn failure(&self) -> StoreError {
        let why = self.progress.failed.get().map_or("the commit thread has ended", String::as_str);
        StoreError::Failed(format!("{why}; no more is written until Footing is restarted"))
    }
}

/// Closing brings to the disk what nobody waited for, such as a change whose request was cancelled.
impl Drop for Commit {
    fn drop(&mut self) {
        self.waiters = None;
        if let Some(thread) = self.thread.take() {
            // If it panicked, that has been said where it happened.
            let _ = thread.join();
        }
    }
}

impl Progress {
    fn serve(&self, waiting: &mpsc::Receiver<Waiter>, mut sync: impl FnMut(StoreTally) -> Result<(), SyncError>) {
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter());
            // The last sync may have covered some who came while it ran.
            let synced = self.synced.load(Ordering::Acquire);
            let mut outcome = Ok(());
            if group.iter().any(|waiter| waiter.for_change > synced) {
                outcome = self.sync(&mut sync);
            }
            if self.failed.get().is_some() {
                return;
            }
            for waiter in group {
                let outcome = if waiter.for_change <= synced { Ok(()) } else { outcome.clone() };
                // Who does not wait any more, because the request was cancelled, needs no answer.
                let _ = waiter.done.send(outcome);
            }
        }
        if self.failed.get().is_none() && self.synced.load(Ordering::Acquire) < self.applied().changes {
            // Nobody waits to be told.
            let _ = self.sync(&mut sync);
        }
    }

    /// A failure that is not final is one of this group: the next one brings its changes to the disk too.
    fn sync(&self, sync: &mut impl FnMut(StoreTally) -> Result<(), SyncError>) -> Result<(), String> {
        let applied = *self.applied();
        match sync(applied) {
            Ok(()) => self.synced.store(applied.changes, Ordering::Release),
            Err(SyncError::Final(why)) => self.fail(why),
            Err(SyncError::NotNow(why)) => {
                tracing::warn!(%why, "what was written is not known to be on the disk; the next write tries again");
                return Err(why);
            }
        }
        Ok(())
    }

    fn applied(&self) -> MutexGuard<'_, StoreTally> {
        self.applied.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, why: String) {
        tracing::error!(%why, "the store takes no more writes until Footing is restarted");
        // The first reason stays; later ones follow from it.
        let _ = self.failed.set(why);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(changes: u64) -> StoreTally {
        StoreTally { changes, ..StoreTally::default() }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn changes_made_while_a_sync_runs_share_the_next_one() {
        let (begun, syncs) = mpsc::channel();
        let (go_on, gate) = mpsc::channel();
        let commit = Commit::start(tally(0), move |applied| {
            begun.send(applied).unwrap();
            gate.recv().unwrap();
            Ok(())
        });
        let commit = Arc::new(commit.unwrap());
        let write = |changes| {
            commit.applied(tally(changes));
            let commit = Arc::clone(&commit);
            tokio::spawn(async move { commit.durable().await })
        };

        let first = write(1);
        assert_eq!(syncs.recv().unwrap(), tally(1));
        let others: Vec<_> = (2..22).map(write).collect();
        go_on.send(()).unwrap();
        first.await.unwrap().unwrap();

        go_on.send(()).unwrap();
        for other in others {
            other.await.unwrap().unwrap();
        }
        assert_eq!(syncs.try_iter().collect::<Vec<_>>(), [tally(21)]);
    }

    #[tokio::test]
    async fn what_is_on_the_disk_already_is_not_synced_again() {
        let count = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&count);
        let commit = Commit::start(tally(3), move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        let commit = commit.unwrap();
        commit.durable().await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 0);
        commit.applied(tally(4));
        commit.durable().await.unwrap();
        commit.durable().await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_failed_sync_is_never_tried_again() {
        let mut answers = vec![Err(SyncError::Final("no luck".to_owned())), Ok(())].into_iter();
        let commit = Commit::start(tally(0), move |_| answers.next().unwrap()).unwrap();
        for changes in 1..4 {
            commit.applied(tally(changes));
            assert!(commit.durable().await.unwrap_err().to_string().contains("no luck"));
            assert!(commit.check().unwrap_err().to_string().contains("no luck"));
        }
    }

    #[tokio::test]
    async fn a_sync_that_could_not_be_tried_fails_one_group_and_the_next_one_covers_it() {
        let (synced, syncs) = mpsc::channel();
        let mut answers = vec![Err(SyncError::NotNow("too many open files".to_owned())), Ok(())].into_iter();
        let commit = Commit::start(tally(0), move |applied| {
            synced.send(applied).unwrap();
            answers.next().unwrap()
        });
        let commit = commit.unwrap();
        commit.applied(tally(1));
        assert!(commit.durable().await.unwrap_err().to_string().contains("too many open files"));
        commit.check().unwrap();
        // Nobody who repeats the first is told that it is on the disk before it is.
        commit.durable().await.unwrap();
        assert_eq!(syncs.try_iter().collect::<Vec<_>>(), [tally(1), tally(1)]);
    }

    #[test]
    fn closing_syncs_what_nobody_waited_for() {
        let (synced, syncs) = mpsc::channel();
        let sync = move |applied| synced.send(applied).map_err(|error| SyncError::Final(error.to_string()));
        let commit = Commit::start(tally(0), sync).unwrap();
        commit.applied(tally(1));
        drop(commit);
        assert_eq!(syncs.iter().collect::<Vec<_>>(), [tally(1)]);
    }
}
