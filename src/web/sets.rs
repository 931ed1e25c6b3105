//! Sets of every file of a release, written in the background while a page says how far they are. They are kept in memory
//! until a newer release: a set is made from what never changes, so it is never out of date.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

use crate::report::FileError;
use crate::survey::{Language, WaveId};

/// The sets of the newest release, one a language.
#[derive(Clone, Default)]
pub struct Sets {
    known: Arc<Mutex<BTreeMap<(WaveId, Language), Progress>>>,
    /// One at a time: a set keeps a core and some memory busy.
    turn: Arc<tokio::sync::Mutex<()>>,
}

/// How far a set is.
#[derive(Clone, Debug)]
pub enum Progress {
    Waiting,
    /// So many files of so many.
    Writing {
        done: usize,
        all: usize,
    },
    Ready(Bytes),
    Failed,
}

impl Sets {
    pub fn progress(&self, wave: WaveId, language: Language) -> Option<Progress> {
        self.known().get(&(wave, language)).cloned()
    }

    /// Begins a set, unless it is begun or ready. `write` writes it, and says how far it is.
    pub fn begin(
        &self,
        wave: WaveId,
        language: Language,
        write: impl FnOnce(&mut dyn FnMut(usize, usize)) -> Result<Vec<u8>, FileError> + Send + 'static,
    ) {
        {
            let mut known = self.known();
            known.retain(|(of, _), _| *of == wave);
            if known.get(&(wave, language)).is_some_and(|progress| !matches!(progress, Progress::Failed)) {
                return;
            }
            known.insert((wave, language), Progress::Waiting);
        }
        let sets = self.clone();
        tokio::spawn(async move {
            let turn = Arc::clone(&sets.turn);
            let _turn = turn.lock().await;
            let writing = sets.clone();
            let write = move || {
                write(&mut |done, all| {
                    writing.known().insert((wave, language), Progress::Writing { done, all });
                })
            };
            let progress = match tokio::task::spawn_blocking(write).await {
                Ok(Ok(bytes)) => Progress::Ready(bytes.into()),
                failed => {
                    tracing::error!(?failed, "the set of all files was not written");
                    Progress::Failed
                }
            };
            sets.known().insert((wave, language), progress);
        });
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<(WaveId, Language), Progress>> {
        // Whoever panicked while holding it had only put a value in.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
