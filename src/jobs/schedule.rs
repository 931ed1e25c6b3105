//! What has to be done without anybody asking: letters that are due, waves whose last day is over, answers whose time
//! is over, sessions that have ended, beginnings that nobody went on with. Each job goes its own way: one that hangs,
//! breaks off or fails stops no other, and one wave stops no other wave.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::service::{Context, ServiceError, WaveTrouble, courier, participant, retention, sign_in, wave};

use footing_core::survey::WaveId;

use super::render_pool::RenderPool;
use super::troubles::Troubles;

/// The jobs come every five minutes.
const SELDOM: Duration = Duration::from_secs(300);
/// What takes longer than this hangs, and is begun anew.
const LONGEST: Duration = Duration::from_secs(3600);

/// What is done by the calendar, and with what.
pub struct Schedule {
    pub context: Context,
    pub render_pool: Arc<RenderPool>,
    pub troubles: Troubles,
    /// Hears how many people have begun and handed nothing in.
    pub unfinished_are: Arc<dyn Fn(usize) + Send + Sync>,
}

impl Schedule {
    /// Does the jobs for as long as the task runs.
    pub async fn run(self) {
        let Schedule { context, render_pool, troubles, unfinished_are } = self;
        let mut jobs = JoinSet::new();
        // It waits for letters itself, and for as long as there are any it has no end.
        jobs.spawn(courier::run(context.clone()));
        let of = context.clone();
        jobs.spawn(every(SELDOM, "forgetting beginnings", move || beginnings(of.clone(), Arc::clone(&unfinished_are))));
        let of = context.clone();
        jobs.spawn(every(SELDOM, "forgetting sessions", move || sessions(of.clone())));
        let waves = Waves { context, render_pool, troubles, busy: Arc::default() };
        let of = waves.clone();
        jobs.spawn(every(SELDOM, "closing waves", move || closings(of.clone())));
        jobs.spawn(every(SELDOM, "erasing answers", move || erasures(waves.clone())));
        while jobs.join_next().await.is_some() {}
    }
}

/// Does a job again and again, with a pause after each time. Should it break off, or hang, it is begun anew.
async fn every<F>(pause: Duration, name: &'static str, job: impl Fn() -> F)
where
    F: Future<Output = Result<(), ServiceError>> + Send + 'static,
{
    loop {
        // In a task of its own, so that a panic ends this time and not the job; and it ends with this one.
        let mut once = JoinSet::new();
        once.spawn(timeout(LONGEST, job()));
        match once.join_next().await {
            Some(Ok(Ok(Ok(())))) | None => {}
            Some(Ok(Ok(Err(error)))) => tracing::error!(%error, "{name} failed; it is tried again"),
            Some(Ok(Err(_))) => tracing::error!("{name} hangs; it is begun anew"),
            Some(Err(error)) => tracing::error!(%error, "{name} broke off; it is tried again"),
        }
        sleep(pause).await;
    }
}

async fn beginnings(context: Context, unfinished_are: Arc<dyn Fn(usize) + Send + Sync>) -> Result<(), ServiceError> {
    participant::forget_unfinished(&context).await.map(|unfinished| unfinished_are(unfinished))
}

async fn sessions(context: Context) -> Result<(), ServiceError> {
    sign_in::forget_expired(&context).await.map(drop)
}

/// What the calendar does with waves needs.
#[derive(Clone)]
struct Waves {
    context: Context,
    render_pool: Arc<RenderPool>,
    troubles: Troubles,
    /// Those that something is being done with: one that hangs is not begun a second time.
    busy: Arc<Mutex<BTreeSet<(WaveId, Task)>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    Close,
    Erase,
}

impl Task {
    /// What it is to an administrator when it fails for a reason that says no more.
    fn trouble(self) -> WaveTrouble {
        match self {
            Task::Close => WaveTrouble::Store,
            Task::Erase => WaveTrouble::Erasing,
        }
    }

    /// Whether a trouble is over once this is done.
    fn ends(self, trouble: WaveTrouble) -> bool {
        (trouble == WaveTrouble::Erasing) == (self == Task::Erase)
    }
}

async fn closings(waves: Waves) -> Result<(), ServiceError> {
    for id in wave::due(&waves.context).await? {
        let context = waves.context.clone();
        waves.take_up(id, Task::Close, async move { wave::close_due(&context, id).await.map(drop) });
    }
    Ok(())
}

async fn erasures(waves: Waves) -> Result<(), ServiceError> {
    for id in retention::due_today(&waves.context).await? {
        let context = waves.context.clone();
        waves.take_up(id, Task::Erase, async move { retention::erase_due(&context, id).await });
    }
    Ok(())
}

impl Waves {
    /// Does something with one wave, beside all others, and remembers what came of it.
    fn take_up(&self, id: WaveId, task: Task, work: impl Future<Output = Result<(), ServiceError>> + Send + 'static) {
        if !self.busy().insert((id, task)) {
            return;
        }
        let waves = self.clone();
        tokio::spawn(async move {
            let trouble = match waves.render_pool.make_in_time(work).await {
                Ok(Ok(())) => None,
                Ok(Err(error)) => {
                    tracing::error!(wave = %id, %error, ?task, "this was due and could not be done; it is tried again");
                    Some(match &error {
                        ServiceError::NotReleasable(obstacle) => WaveTrouble::of(obstacle),
                        _ => task.trouble(),
                    })
                }
                Err(error) => {
                    tracing::error!(wave = %id, %error, ?task, "this was due and could not be done; it is tried again");
                    Some(task.trouble())
                }
            };
            match trouble {
                None => waves.troubles.forget(id, |trouble| task.ends(trouble)),
                Some(trouble) => waves.troubles.note(id, trouble),
            }
            waves.busy().remove(&(id, task));
        });
    }

    fn busy(&self) -> MutexGuard<'_, BTreeSet<(WaveId, Task)>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
