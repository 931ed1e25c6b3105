//! Group commit: one thread syncs for everybody who is waiting, and then tells them all.
//! While a sync runs the next group gathers by itself, so there is no delay to tune, and a lone write waits for nobody.

use std::fmt;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::oneshot;

use crate::store::{Result, StoreError};

pub struct Commit {
    progress: Arc<Progress>,
    /// Both are there until the drop.
    waiters: Option<mpsc::Sender<Waiter>>,
    thread: Option<JoinHandle<()>>,
}

/// Changes are counted, so that everybody knows which sync they have to wait for.
#[derive(Default)]
struct Progress {
    /// How many changes are in memory.
    applied: AtomicU64,
    /// How many of them are on the disk.
    synced: AtomicU64,
    /// Why there will be no more. After a failed fsync the kernel may have thrown the pages away and call the next
    /// fsync a success, so the first failure is the last word until a restart has read what really is on the disk.
    failed: OnceLock<String>,
}

struct Waiter {
    /// The number of changes that must be on the disk.
    for_change: u64,
    done: oneshot::Sender<()>,
}

impl Commit {
    /// Starts the thread that brings what has been applied to the disk by calling `sync`.
    ///
    /// # Errors
    /// The operating system's, if it has no thread to give.
    pub fn start(sync: impl FnMut() -> Result<(), String> + Send + 'static) -> io::Result<Commit> {
        let progress = Arc::new(Progress::default());
        let (waiters, waiting) = mpsc::channel();
        let work = {
            let progress = Arc::clone(&progress);
            move || progress.serve(&waiting, sync)
        };
        let thread = thread::Builder::new().name("commit".into()).spawn(work)?;
        Ok(Commit { progress, waiters: Some(waiters), thread: Some(thread) })
    }

    /// Counts a change that has just entered memory.
    pub fn applied(&self) {
        self.progress.applied.fetch_add(1, Ordering::Release);
    }

    /// Returns when every change applied so far is on the disk.
    pub async fn durable(&self) -> Result<()> {
        let for_change = self.progress.applied.load(Ordering::Acquire);
        if self.progress.synced.load(Ordering::Acquire) >= for_change {
            return Ok(());
        }
        let (done, synced) = oneshot::channel();
        if let Some(waiters) = &self.waiters {
            // A thread that has ended takes no waiter and drops `done`, which is the answer then.
            let _ = waiters.send(Waiter { for_change, done });
        }
        synced.await.map_err(|_| self.failure())
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
    fn serve(&self, waiting: &mpsc::Receiver<Waiter>, mut sync: impl FnMut() -> Result<(), String>) {
        while let Ok(first) = waiting.recv() {
            let mut group = vec![first];
            group.extend(waiting.try_iter());
            // The last sync may have covered some who came while it ran.
            let synced = self.synced.load(Ordering::Acquire);
            if group.iter().any(|waiter| waiter.for_change > synced) && !self.sync(&mut sync) {
                return;
            }
            for waiter in group {
                // Who does not wait any more, because the request was cancelled, needs no answer.
                let _ = waiter.done.send(());
            }
        }
        if self.synced.load(Ordering::Acquire) < self.applied.load(Ordering::Acquire) {
            self.sync(&mut sync);
        }
    }

    fn sync(&self, sync: &mut impl FnMut() -> Result<(), String>) -> bool {
        let applied = self.applied.load(Ordering::Acquire);
        match sync() {
            Ok(()) => self.synced.store(applied, Ordering::Release),
            Err(why) => self.fail(why),
        }
        self.failed.get().is_none()
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

    #[tokio::test(flavor = "multi_thread")]
    async fn changes_made_while_a_sync_runs_share_the_next_one() {
        let (begun, syncs) = mpsc::channel();
        let (go_on, gate) = mpsc::channel();
        let commit = Commit::start(move || {
            begun.send(()).unwrap();
            gate.recv().unwrap();
            Ok(())
        });
        let commit = Arc::new(commit.unwrap());
        let write = || {
            commit.applied();
            let commit = Arc::clone(&commit);
            tokio::spawn(async move { commit.durable().await })
        };

        let first = write();
        syncs.recv().unwrap();
        let others: Vec<_> = (0..20).map(|_| write()).collect();
        go_on.send(()).unwrap();
        first.await.unwrap().unwrap();

        go_on.send(()).unwrap();
        for other in others {
            other.await.unwrap().unwrap();
        }
        assert_eq!(syncs.try_iter().count(), 1);
    }

    #[tokio::test]
    async fn what_is_on_the_disk_already_is_not_synced_again() {
        let count = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&count);
        let commit = Commit::start(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            Ok(())
        });
        let commit = commit.unwrap();
        commit.durable().await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 0);
        commit.applied();
        commit.durable().await.unwrap();
        commit.durable().await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn a_failed_sync_is_never_tried_again() {
        let mut answers = vec![Err("no luck".to_owned()), Ok(())].into_iter();
        let commit = Commit::start(move || answers.next().unwrap()).unwrap();
        for _ in 0..3 {
            commit.applied();
            assert!(commit.durable().await.unwrap_err().to_string().contains("no luck"));
            assert!(commit.check().unwrap_err().to_string().contains("no luck"));
        }
    }

    #[test]
    fn closing_syncs_what_nobody_waited_for() {
        let (synced, syncs) = mpsc::channel();
        let commit = Commit::start(move || synced.send(()).map_err(|error| error.to_string())).unwrap();
        commit.applied();
        drop(commit);
        assert_eq!(syncs.iter().count(), 1);
    }
}
