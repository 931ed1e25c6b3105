//! Every file of a release, written in the background while a page says how far they are. They are kept in memory
//! until a newer release: a set is made from what never changes, so it is never out of date.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;

use footing_core::survey::{Language, WaveId};

use super::render_pool::RenderPool;

/// The sets of the newest release, one a language.
#[derive(Clone, Default)]
pub struct ExportBundles(Arc<Mutex<BTreeMap<(WaveId, Language), Progress>>>);

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

impl ExportBundles {
    pub fn progress(&self, wave: WaveId, language: Language) -> Option<Progress> {
        self.known().get(&(wave, language)).cloned()
    }

    /// Begins a set, unless it is begun or ready. `write` writes it, and says how far it is.
    pub fn begin<F>(
        &self,
        render_pool: &Arc<RenderPool>,
        wave: WaveId,
        language: Language,
        write: impl FnOnce(Box<dyn FnMut(usize, usize) + Send>) -> F + Send + 'static,
    ) where
        F: Future<Output = Option<Vec<u8>>> + Send + 'static,
    {
        {
            let mut known = self.known();
            known.retain(|(of, _), _| *of == wave);
            if known.get(&(wave, language)).is_some_and(|progress| !matches!(progress, Progress::Failed)) {
                return;
            }
            known.insert((wave, language), Progress::Waiting);
        }
        let (sets, writing, render_pool) = (self.clone(), self.clone(), Arc::clone(render_pool));
        let say = move |done, all| {
            writing.known().insert((wave, language), Progress::Writing { done, all });
        };
        tokio::spawn(async move {
            let progress = match render_pool.make_in_time(async move { write(Box::new(say)).await }).await {
                Ok(Some(bytes)) => Progress::Ready(bytes.into()),
                Ok(None) | Err(_) => {
                    tracing::error!("the set of all files was not written");
                    Progress::Failed
                }
            };
            sets.known().insert((wave, language), progress);
        });
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<(WaveId, Language), Progress>> {
        // A thread that panicked while holding it had only put a value in.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Begins a set that ends in this way, waits for it, and says how it ended.
    async fn begun(
        bundles: &ExportBundles,
        wave: WaveId,
        written: Option<Vec<u8>>,
        times: &Arc<AtomicUsize>,
    ) -> Progress {
        let counted = Arc::clone(times);
        bundles.begin(&Arc::new(RenderPool::default()), wave, Language::En, move |_| async move {
            counted.fetch_add(1, Ordering::SeqCst);
            written
        });
        loop {
            match bundles.progress(wave, Language::En) {
                Some(progress @ (Progress::Ready(_) | Progress::Failed)) => return progress,
                _ => tokio::task::yield_now().await,
            }
        }
    }

    #[tokio::test]
    async fn a_set_is_written_once_again_after_a_failure_and_given_up_for_a_newer_release() {
        let (bundles, times) = (ExportBundles::default(), Arc::new(AtomicUsize::new(0)));
        let [older, newer] = [1, 2].map(|bits| WaveId::from_random([bits; 16]));
        assert!(matches!(begun(&bundles, older, None, &times).await, Progress::Failed));
        let ready = begun(&bundles, older, Some(b"set".to_vec()), &times).await;
        assert!(matches!(ready, Progress::Ready(bytes) if bytes == "set"));
        assert!(matches!(begun(&bundles, older, Some(b"other".to_vec()), &times).await, Progress::Ready(_)));
        assert_eq!(times.load(Ordering::SeqCst), 2, "what is ready is not written again");

        assert!(matches!(begun(&bundles, newer, Some(b"new".to_vec()), &times).await, Progress::Ready(_)));
        assert!(bundles.progress(older, Language::En).is_none(), "nobody asks for it any more");
    }
}
