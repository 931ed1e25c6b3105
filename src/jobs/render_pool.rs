//! Where everything large is made: charts, tables, files, the audit, what a whole roster says. It is done beside the
//! threads that answer requests, and a few at a time, so that nobody's answer waits for it. A request that comes when
//! too many wait already is asked to come back; and what was made of something that never changes is kept.

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use super::entity_tag::EntityTag;
use super::shelf::Shelf;
use super::turnout::Turnout;

/// How many may wait for a place.
const WAITING: usize = 32;
/// For how long they may. A browser's request ends soon after.
const PATIENCE: Duration = Duration::from_secs(15);
/// How far the work gives way to those who answer, as `nice` counts it.
const NICE: i32 = 5;
/// More than a few releases have of files; beyond it all are forgotten, and made once more when asked for.
const MOST_TAGS: usize = 4096;

#[derive(Debug)]
pub struct RenderPool {
    places: Arc<Semaphore>,
    /// Places before the places.
    waiting: Arc<Semaphore>,
    /// Releases and texts do not change while the server runs, so a tag holds until it ends.
    tags: Mutex<HashMap<String, EntityTag>>,
    shelf: Shelf,
    /// How many have taken part, as it was counted last.
    pub turnout: Turnout,
}

/// Why something was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    #[error("too much is being worked on")]
    Busy,
    #[error("the work broke off")]
    Broken,
}

impl Default for RenderPool {
    /// Half of the cores stay free for answers, whatever is made; and beyond four, memory is what gets scarce.
    fn default() -> RenderPool {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        RenderPool {
            places: Arc::new(Semaphore::new((cores / 2).clamp(1, 4))),
            waiting: Arc::new(Semaphore::new(WAITING)),
            tags: Mutex::default(),
            shelf: Shelf::default(),
            turnout: Turnout::default(),
        }
    }
}

impl RenderPool {
    /// Does some work for somebody who waits for it. Once begun it runs to its end, also if they go away.
    ///
    /// Work must not wait for other work here: there may be only one place.
    ///
    /// # Errors
    /// Too much work, or work that breaks off.
    pub async fn make<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> Result<T, NotMade> {
        let waiting = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| NotMade::Busy)?;
        let place = timeout(PATIENCE, Arc::clone(&self.places).acquire_owned()).await.map_err(|_| NotMade::Busy)?;
        drop(waiting);
        begin(place.map_err(|_| NotMade::Broken)?, work).await
    }

    /// Does some work that nobody waits for: it waits for its turn as long as it takes.
    ///
    /// # Errors
    /// Work that breaks off.
    pub async fn make_in_time<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, NotMade> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| NotMade::Broken)?;
        begin(place, work).await
    }

    /// Something that is the same for ever under its name: made once, and then kept for as long as there is room.
    ///
    /// # Errors
    /// As for [`make`](Self::make); the error of the work itself is not kept.
    pub async fn make_once<E: Send + 'static>(
        self: &Arc<Self>,
        name: String,
        work: impl Future<Output = Result<String, E>> + Send + 'static,
    ) -> Result<Result<Arc<str>, E>, NotMade> {
        if let Some(made) = self.shelf.get(&name) {
            return Ok(Ok(made));
        }
        let render_pool = Arc::clone(self);
        let making = async move {
            // An earlier request may have made it.
            if let Some(made) = render_pool.shelf.get(&name) {
                return Ok(made);
            }
            let made: Arc<str> = work.await?.into();
            render_pool.shelf.put(name, Arc::clone(&made));
            Ok(made)
        };
        self.make(making).await
    }

    /// The tag of something that was made before.
    pub fn tag(&self, name: &str) -> Option<EntityTag> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    pub fn know(&self, name: String, tag: EntityTag) {
        let mut tags = self.tags.lock().unwrap_or_else(PoisonError::into_inner);
        if tags.len() >= MOST_TAGS {
            tags.clear();
        }
        tags.insert(name, tag);
    }
}

/// The place is left when the work has ended, not when nobody waits for it any more. What the work waits for, such as
/// the disk, it waits for on the same thread: one of its own, since a thread that gave way cannot take that back.
async fn begin<T: Send + 'static>(
    place: OwnedSemaphorePermit,
    work: impl Future<Output = T> + Send + 'static,
) -> Result<T, NotMade> {
    let runtime = Handle::current();
    let (done, is_done) = oneshot::channel();
    let started = thread::Builder::new().name("render-pool".to_owned()).spawn(move || {
        let _place = place;
        give_way();
        let _ = done.send(runtime.block_on(work));
    });
    started.map_err(|_| NotMade::Busy)?;
    is_done.await.map_err(|_| NotMade::Broken)
}

/// Lets this thread have a processor only where the others leave one. Elsewhere than on Linux that would be the whole
/// process.
fn give_way() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{getpriority_process, setpriority_process};
        let given = getpriority_process(None).and_then(|own| setpriority_process(None, own.max(NICE)));
        if let Err(error) = given {
            tracing::debug!(%error, "heavy work does not give way");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn render_pool() -> Arc<RenderPool> {
        let (places, waiting) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(2)));
        Arc::new(RenderPool { places, waiting, ..RenderPool::default() })
    }

    /// Work that has begun and goes on until the sender is dropped.
    async fn stuck(render_pool: &Arc<RenderPool>) -> (mpsc::Sender<()>, tokio::task::JoinHandle<Result<(), NotMade>>) {
        let (end, ended) = mpsc::channel::<()>();
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let render_pool = Arc::clone(render_pool);
        let work = async move {
            let _ = begun.send(());
            let _ = ended.recv();
        };
        let working = tokio::spawn(async move { render_pool.make(work).await });
        has_begun.await.unwrap();
        (end, working)
    }

    #[tokio::test]
    async fn work_that_is_stuck_stops_nothing_else_on_the_only_thread_there_is() {
        let render_pool = render_pool();
        let (end, working) = stuck(&render_pool).await;
        assert_eq!(tokio::spawn(async { 7 }).await.unwrap(), 7);
        drop(end);
        assert_eq!(working.await.unwrap(), Ok(()));
    }

    #[tokio::test]
    async fn who_comes_when_too_many_wait_is_asked_to_come_back_and_the_others_have_their_turn() {
        let render_pool = render_pool();
        let (end, working) = stuck(&render_pool).await;
        let wait = || {
            let render_pool = Arc::clone(&render_pool);
            tokio::spawn(async move { render_pool.make(async { 7 }).await })
        };
        let waiting = [wait(), wait()];
        while render_pool.waiting.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(render_pool.make(async { 8 }).await, Err(NotMade::Busy));
        drop(end);
        for waited in waiting {
            assert_eq!(waited.await.unwrap(), Ok(7));
        }
        assert_eq!(working.await.unwrap(), Ok(()));
        assert_eq!(render_pool.make(async { 8 }).await, Ok(8));
    }

    #[tokio::test]
    async fn a_place_is_left_when_the_work_has_ended_and_not_when_nobody_waits_any_more() {
        let render_pool = render_pool();
        let (end, working) = stuck(&render_pool).await;
        working.abort();
        let _ = working.await;
        assert_eq!(render_pool.places.available_permits(), 0);
        drop(end);
        assert_eq!(render_pool.make_in_time(async { 7 }).await, Ok(7));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn work_gives_way_to_the_threads_that_answer_and_to_nobody_after_it() {
        let priority = || rustix::process::getpriority_process(None).unwrap();
        let before = priority();
        assert_eq!(render_pool().make(async move { priority() }).await, Ok(before.max(NICE)));
        assert_eq!(tokio::task::spawn_blocking(priority).await.unwrap(), before);
        assert_eq!(priority(), before);
    }

    #[tokio::test]
    async fn work_that_panics_leaves_its_place() {
        let render_pool = render_pool();
        assert_eq!(render_pool.make(async { panic!("planted") }).await, Err::<(), _>(NotMade::Broken));
        assert_eq!(render_pool.make(async { 7 }).await, Ok(7));
    }

    #[tokio::test]
    async fn what_never_changes_is_made_once_and_failures_are_made_again() {
        let render_pool = render_pool();
        let failed = render_pool.make_once("a".to_owned(), async { Err(7) }).await;
        assert_eq!(failed.unwrap().unwrap_err(), 7);
        for _ in 0..2 {
            let made = render_pool.make_once::<u8>("a".to_owned(), async { Ok("first".to_owned()) }).await;
            assert_eq!(&*made.unwrap().unwrap(), "first");
        }
        let made = render_pool.make_once::<u8>("a".to_owned(), async { Ok("second".to_owned()) }).await;
        assert_eq!(&*made.unwrap().unwrap(), "first");
    }

    #[test]
    fn a_tag_is_known_until_there_are_far_too_many() {
        let render_pool = RenderPool::default();
        render_pool.know("a".to_owned(), EntityTag::of(b"a"));
        assert_eq!(render_pool.tag("a"), Some(EntityTag::of(b"a")));
        (0..MOST_TAGS).for_each(|number| render_pool.know(number.to_string(), EntityTag::of(b"b")));
        assert_eq!(render_pool.tag("a"), None);
    }
}
