//! When letters leave, and how many at a time: no more than the settings allow, none while the mail server is in trouble,
//! and one to see whether it still is. Trouble is never a reason to give a letter up, so the pauses only grow to a bound.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::{MailError, Reply, Trouble, TroubleKind};

/// What a mail server may be asked to bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailPace {
    /// At a time, each on a connection of its own.
    pub connections: usize,
    /// A minute; `None` is as many as it takes.
    pub rate: Option<u32>,
}

impl Default for MailPace {
    /// Within what usual relays allow one client: Postfix 50 connections, Exchange 20.
    fn default() -> MailPace {
        MailPace { connections: 16, rate: None }
    }
}

const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// A link for signing in waits for a quarter of an hour, so it gets a few tries; and a login that is refused twelve times
/// an hour locks no account.
const LONGEST_PAUSE: Duration = Duration::from_secs(5 * 60);
/// A server that wanted fewer connections is asked for more after this time.
const CROWDED: Duration = Duration::from_secs(5 * 60);
/// Before the first answer; one of them is kept for links.
const COLD: usize = 2;
/// So many refusals in a row with the same codes, and none taken in between, are not about each address.
const ALIKE: usize = 20;
/// How many requests for a link may wait. With a rate, no more than it lets go in ten of the fifteen minutes they wait.
const PLACES: usize = 10_000;

pub struct PostOffice {
    pace: MailPace,
    state: Mutex<State>,
    bell: Notify,
    /// Requests for links that wait.
    requests: AtomicUsize,
}

#[derive(Default)]
struct State {
    /// When the next letter may leave.
    next: Option<Instant>,
    trouble: Option<Lasting>,
    crowded: Option<(usize, Instant)>,
    /// The server has answered to a letter since there was last nothing to send.
    is_warm: bool,
    refusals: Option<(Reply, usize)>,
}

struct Lasting {
    trouble: Trouble,
    since: Instant,
    pause: Duration,
    until: Instant,
}

/// Trouble as one can tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleNow {
    pub trouble: Trouble,
    pub lasts: Duration,
    /// In how long it is tried again.
    pub next_try: Duration,
}

impl PostOffice {
    pub fn new(pace: MailPace) -> PostOffice {
        PostOffice { pace, state: Mutex::default(), bell: Notify::new(), requests: AtomicUsize::new(0) }
    }

    /// There is something to send.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Returns when it was rung, also if that was before.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }

    /// How many letters may be on their way at the same time just now.
    pub fn desks(&self) -> usize {
        let (mut state, now) = (self.state(), Instant::now());
        if state.crowded.is_some_and(|(_, until)| until <= now) {
            state.crowded = None;
        }
        match (&state.trouble, state.crowded) {
            (Some(lasting), _) if lasting.until > now => 0,
            (Some(_), _) => 1,
            // One goes ahead, so that a server that wants few connections is not asked for many before the first works.
            (None, _) if !state.is_warm => self.pace.connections.min(COLD),
            (None, Some((fewer, _))) => fewer,
            (None, None) => self.pace.connections,
        }
    }

    /// Returns when the next letter may leave by the rate that was set.
    pub async fn turn(&self) {
        let next = self.state().next;
        if let Some(next) = next {
            sleep_until(next).await;
        }
    }

    /// A letter leaves.
    pub fn leaves(&self) {
        if let Some(rate) = self.pace.rate {
            let now = Instant::now();
            let mut state = self.state();
            state.next = Some(state.next.unwrap_or(now).max(now) + Duration::from_secs(60) / rate);
        }
    }

    /// There is nothing to send for a while.
    pub fn rests(&self) {
        self.state().is_warm = false;
    }

    /// What became of a letter.
    pub fn heard(&self, outcome: &Result<(), MailError>) {
        if matches!(outcome, Ok(()) | Err(MailError::Refused(_) | MailError::Later(_))) {
            self.state().is_warm = true;
        }
        match outcome {
            Ok(()) => {
                let mut state = self.state();
                state.refusals = None;
                if let Some(over) = state.trouble.take() {
                    let seconds = over.since.elapsed().as_secs();
                    tracing::info!(seconds, "the mail server takes letters again");
                }
            }
            Err(MailError::Trouble(trouble) | MailError::InDoubt(trouble)) => self.pause(trouble.clone()),
            Err(MailError::Crowded(others)) => {
                self.state().crowded = Some(((*others).max(1), Instant::now() + CROWDED));
                tracing::warn!(connections = others, "the mail server takes no more connections at a time");
            }
            Err(MailError::Refused(reply)) => {
                let refusals = {
                    let mut state = self.state();
                    let before = state.refusals.take();
                    let alike = before.filter(|(other, _)| other.to_string() == reply.to_string());
                    let refusals = alike.map_or(1, |(_, number)| number + 1);
                    state.refusals = Some((reply.clone(), refusals));
                    refusals
                };
                if refusals >= ALIKE {
                    self.pause(Trouble { kind: TroubleKind::Everybody, reply: reply.clone() });
                }
            }
            Err(MailError::Later(_)) => {}
        }
    }

    fn pause(&self, trouble: Trouble) {
        let (mut state, now) = (self.state(), Instant::now());
        let (since, pause) = match &state.trouble {
            // Of several letters that met the same trouble, the first one counts.
            Some(lasting) if lasting.until > now => return,
            Some(lasting) => (lasting.since, (2 * lasting.pause).min(LONGEST_PAUSE)),
            None => (now, FIRST_PAUSE),
        };
        tracing::error!(%trouble, seconds = pause.as_secs(), "no letter leaves; it is tried again");
        state.trouble = Some(Lasting { trouble, since, pause, until: now + pause });
    }

    pub fn trouble(&self) -> Option<TroubleNow> {
        let (state, now) = (self.state(), Instant::now());
        state.trouble.as_ref().map(|lasting| TroubleNow {
            trouble: lasting.trouble.clone(),
            lasts: now - lasting.since,
            next_try: lasting.until.saturating_duration_since(now),
        })
    }

    /// How long nothing leaves.
    pub fn pause_left(&self) -> Duration {
        self.trouble().map(|trouble| trouble.next_try).unwrap_or_default()
    }

    /// Whether one more request for a link can be kept and answered in time.
    pub fn has_room(&self) -> bool {
        let places = self.pace.rate.map_or(PLACES, |rate| PLACES.min(10 * rate as usize));
        self.requests.load(Ordering::Relaxed) < places
    }

    /// How many requests for links were found waiting.
    pub fn requests_are(&self, number: usize) {
        self.requests.store(number, Ordering::Relaxed);
    }

    pub fn request_came(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.ring();
    }

    pub fn request_went(&self) {
        // Never below nothing.
        let _ = self.requests.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |number| number.checked_sub(1));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(pace: MailPace) -> PostOffice {
        PostOffice::new(pace)
    }

    fn trouble() -> Result<(), MailError> {
        Err(MailError::Trouble(Trouble { kind: TroubleKind::Login, reply: Reply::of_ours("535") }))
    }

    fn refused(codes: &str) -> Result<(), MailError> {
        Err(MailError::Refused(Reply::of_ours(codes)))
    }

    async fn pass(seconds: u64) {
        tokio::time::advance(Duration::from_secs(seconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn in_trouble_nothing_leaves_then_one_letter_sees_whether_it_lasts() {
        let office = office(MailPace::default());
        assert_eq!(office.desks(), COLD);
        office.heard(&Ok(()));
        assert_eq!(office.desks(), 16);
        office.heard(&trouble());
        assert_eq!(office.desks(), 0);
        pass(10).await;
        assert_eq!(office.desks(), 1);
        office.heard(&Ok(()));
        assert_eq!((office.desks(), office.trouble()), (16, None));
    }

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_to_a_bound_and_begin_anew_when_the_trouble_is_over() {
        let office = office(MailPace::default());
        for expected in [10, 20, 40, 80, 160, 300, 300] {
            // Sixteen letters on their way meet the same trouble; it is one.
            (0..16).for_each(|_| office.heard(&trouble()));
            assert_eq!(office.pause_left().as_secs(), expected);
            pass(expected).await;
        }
        assert_eq!(office.trouble().unwrap().lasts.as_secs(), 910);
        office.heard(&Ok(()));
        office.heard(&trouble());
        assert_eq!(office.pause_left().as_secs(), 10);
    }

    #[tokio::test(start_paused = true)]
    async fn refusing_everybody_is_trouble_and_refusing_some_is_not() {
        let office = office(MailPace::default());
        for number in 0..100 {
            office.heard(&refused(if number % 2 == 0 { "550 5.1.1" } else { "550 5.2.1" }));
        }
        for _ in 0..5 {
            (0..ALIKE - 1).for_each(|_| office.heard(&refused("550 5.1.1")));
            office.heard(&Ok(()));
        }
        assert_eq!(office.trouble(), None);
        (0..ALIKE).for_each(|_| office.heard(&refused("554 5.7.1")));
        assert_eq!(office.trouble().unwrap().trouble.kind, TroubleKind::Everybody);
    }

    #[tokio::test(start_paused = true)]
    async fn letters_leave_at_the_rate_that_was_set() {
        let office = office(MailPace { connections: 3, rate: Some(30) });
        let begun = Instant::now();
        for expected in [0, 2, 4, 6] {
            office.turn().await;
            office.leaves();
            assert_eq!(begun.elapsed().as_secs(), expected);
        }
        // Who was quiet for a while has saved nothing up.
        pass(600).await;
        office.turn().await;
        office.leaves();
        let again = Instant::now();
        office.turn().await;
        assert_eq!(again.elapsed().as_secs(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_wants_fewer_connections_is_asked_for_more_after_a_while() {
        let office = office(MailPace::default());
        office.heard(&Ok(()));
        office.heard(&Err(MailError::Crowded(3)));
        assert_eq!((office.desks(), office.trouble()), (3, None));
        pass(300).await;
        assert_eq!(office.desks(), 16);
    }

    #[test]
    fn no_more_requests_are_taken_than_can_be_answered_in_time() {
        let all = |rate| {
            let office = office(MailPace { connections: 1, rate });
            (0..).take_while(|_| office.has_room()).inspect(|_| office.request_came()).count()
        };
        assert_eq!((all(None), all(Some(30))), (10_000, 300));
    }
}
