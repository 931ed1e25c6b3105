//! The places for connections: how many there are, who holds them, and who gives one up when somebody new comes and all
//! are taken.
//!
//! First goes who has never asked for anything, the longest silent before others: a real client asks within moments.
//! Then goes a connection that asks for nothing just now, then one that takes or sends its bytes slowly, from the
//! network that holds the most places; so nobody is kept out by a network that holds more than their own. A request
//! that is worked on is never cut off. Behind a proxy all come from one network, and share its places.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use super::network::Network;

/// How soon to look again whether a place has become free.
const SOON: Duration = Duration::from_millis(20);
/// How often it is said that all places are taken.
const SELDOM: Duration = Duration::from_secs(60);
/// One in so many leaves at once, so that not everybody who comes looks through all places.
const IN_A_BATCH: usize = 16;

/// Everybody who is connected.
pub struct Crowd {
    most: usize,
    places: Mutex<HashMap<u64, Arc<Seat>>>,
    numbers: AtomicU64,
    freed: Notify,
    begun: Instant,
    said: Mutex<Option<Instant>>,
}

/// One connection, as far as others have to know it.
pub struct Seat {
    network: Network,
    stage: AtomicU8,
    /// When it last did what counts, in milliseconds.
    quiet_since: AtomicU64,
    leave: Notify,
    begun: Instant,
}

/// How far a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Stage {
    /// It has not asked for anything yet.
    Silent,
    /// It has been answered, and asks for nothing just now.
    Idle,
    /// The body of its request is under way.
    Receiving,
    /// Its request is worked on.
    Working,
    /// The answer is under way.
    Sending,
    /// It was asked to leave.
    Leaving,
}

const STAGES: [Stage; 6] =
    [Stage::Silent, Stage::Idle, Stage::Receiving, Stage::Working, Stage::Sending, Stage::Leaving];

/// The right to be connected; the place is free again when this is dropped.
pub struct Held {
    pub place: Arc<Seat>,
    number: u64,
    crowd: Arc<Crowd>,
}

impl Crowd {
    pub fn new(most: usize) -> Crowd {
        Crowd {
            most,
            places: Mutex::default(),
            numbers: AtomicU64::default(),
            freed: Notify::new(),
            begun: Instant::now(),
            said: Mutex::default(),
        }
    }

    /// A place for somebody from an address, as soon as there is one. `None` if all are taken by people at work, and
    /// nobody's network holds more of them than their own: waiting would only keep others from coming in.
    pub async fn admit(self: &Arc<Self>, address: IpAddr) -> Option<Held> {
        let network = Network::of(address);
        loop {
            if let Some(held) = self.take(network) {
                return Some(held);
            }
            self.say_it_is_full();
            if !self.make_room(network) && self.is_largest(network) {
                return None;
            }
            // A connection that was asked to leave does so at once.
            let _ = timeout(SOON, self.freed.notified()).await;
        }
    }

    /// Frees places before somebody comes, for anyone who needs files more than silent connections do.
    pub fn shed(&self) {
        self.make_room(Network::of(IpAddr::from([0, 0, 0, 0])));
    }

    fn take(self: &Arc<Self>, network: Network) -> Option<Held> {
        let mut places = self.places();
        if places.len() >= self.most {
            return None;
        }
        let place = Arc::new(Seat {
            network,
            stage: AtomicU8::new(Stage::Silent as u8),
            quiet_since: AtomicU64::default(),
            leave: Notify::new(),
            begun: self.begun,
        });
        place.did_something();
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        places.insert(number, Arc::clone(&place));
        Some(Held { place, number, crowd: Arc::clone(self) })
    }

    /// Asks somebody to leave for somebody of this network, unless somebody is about to. `false` if there is nobody.
    fn make_room(&self, newcomer: Network) -> bool {
        let places = self.places();
        if places.values().any(|place| place.stage() == Stage::Leaving) {
            return true;
        }
        let held = held(&places);
        let mut may_go: Vec<_> =
            places.iter().filter_map(|(number, place)| Some((place.rank(&held, newcomer)?, *number, place))).collect();
        // Of those who have been quiet equally long, the one that came first.
        may_go.sort_by_key(|(rank, number, _)| (*rank, *number));
        let Some((first, ..)) = may_go.first() else { return false };
        let batch = may_go.iter().filter(|(rank, ..)| rank.kind == first.kind).count() / IN_A_BATCH;
        let batch = if first.kind == Kind::UnderWay { 1 } else { batch.max(1) };
        may_go.iter().filter(|(.., place)| place.ask_to_leave()).take(batch).count() > 0
    }

    fn say_it_is_full(&self) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_none_or(|said| said.elapsed() > SELDOM) {
            *said = Some(Instant::now());
            tracing::warn!(connections = self.most, "all places are taken; the longest silent give theirs up");
        }
    }

    fn is_largest(&self, network: Network) -> bool {
        let held = held(&self.places());
        held.get(&network).copied() >= held.values().copied().max()
    }

    fn places(&self) -> MutexGuard<'_, HashMap<u64, Arc<Seat>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many places each network holds.
fn held(places: &HashMap<u64, Arc<Seat>>) -> HashMap<Network, usize> {
    let mut held = HashMap::new();
    for place in places.values() {
        *held.entry(place.network).or_default() += 1;
    }
    held
}

/// Who goes before whom: the smaller first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    kind: Kind,
    held: Reverse<usize>,
    quiet_since: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Silent,
    Idle,
    UnderWay,
}

impl Seat {
    /// `None` for a place that is not given up for somebody from this network.
    fn rank(&self, held: &HashMap<Network, usize>, newcomer: Network) -> Option<Rank> {
        let held_by = |network| held.get(network).copied().unwrap_or_default();
        let of_network = held_by(&self.network);
        let kind = match self.stage() {
            Stage::Silent => Kind::Silent,
            Stage::Idle => Kind::Idle,
            Stage::Receiving | Stage::Sending => Kind::UnderWay,
            Stage::Working | Stage::Leaving => return None,
        };
        // Silence is the same from everywhere: with a thousand addresses each is a small network.
        let held = if kind == Kind::Silent { 0 } else { of_network };
        let is_fair = kind == Kind::Silent || self.network == newcomer || of_network > held_by(&newcomer);
        is_fair.then(|| Rank { kind, held: Reverse(held), quiet_since: self.quiet_since.load(Ordering::Relaxed) })
    }

    /// A request has come. `false` if the connection was asked to leave before: then it is not worked on.
    pub fn ask(&self) -> bool {
        self.go_on(&[Stage::Silent, Stage::Idle, Stage::Sending], Stage::Receiving)
    }

    /// The request has come whole, or nobody wants the rest of it.
    pub fn was_heard(&self) {
        self.go_on(&[Stage::Receiving], Stage::Working);
    }

    /// The answer is there.
    pub fn is_answered(&self) {
        self.go_on(&[Stage::Receiving, Stage::Working], Stage::Sending);
    }

    /// All of the answer was handed over.
    pub fn was_told(&self) {
        self.go_on(&[Stage::Sending], Stage::Idle);
    }

    /// The other side has taken some of the answer.
    pub fn did_something(&self) {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.quiet_since.store(now, Ordering::Relaxed);
    }

    pub fn is_silent(&self) -> bool {
        self.stage() == Stage::Silent
    }

    /// Ready when the place is needed for somebody else.
    pub async fn asked_to_leave(&self) {
        self.leave.notified().await;
    }

    fn ask_to_leave(&self) -> bool {
        // Between the look and this it may have begun with a request: then it stays.
        let left = self.go_on(&[Stage::Silent, Stage::Idle, Stage::Receiving, Stage::Sending], Stage::Leaving);
        if left {
            self.leave.notify_one();
        }
        left
    }

    fn go_on(&self, from: &[Stage], to: Stage) -> bool {
        let next = |stage: u8| from.iter().any(|from| *from as u8 == stage).then_some(to as u8);
        let gone = self.stage.fetch_update(Ordering::AcqRel, Ordering::Acquire, next).is_ok();
        if gone {
            self.did_something();
        }
        gone
    }

    fn stage(&self) -> Stage {
        STAGES[usize::from(self.stage.load(Ordering::Acquire))]
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.crowd.places().remove(&self.number);
        self.crowd.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CROWD: [u8; 4] = [192, 0, 2, 66];
    const OFFICE: [u8; 4] = [192, 0, 2, 1];

    fn crowd(most: usize) -> Arc<Crowd> {
        Arc::new(Crowd::new(most))
    }

    async fn come(crowd: &Arc<Crowd>, address: [u8; 4]) -> Held {
        // Later than anyone who came before, also on a fast machine.
        tokio::time::advance(Duration::from_millis(5)).await;
        crowd.take(Network::of(address.into())).expect("there is a place")
    }

    fn answer(held: &Held) {
        assert!(held.place.ask());
        held.place.was_heard();
        held.place.is_answered();
        held.place.was_told();
    }

    /// Who is asked to leave for somebody from an address, by number.
    fn asked(crowd: &Crowd, for_whom: [u8; 4]) -> Vec<u64> {
        crowd.make_room(Network::of(for_whom.into()));
        let leaving = |(number, place): (&u64, &Arc<Seat>)| (place.stage() == Stage::Leaving).then_some(*number);
        crowd.places().iter().filter_map(leaving).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_silent_for_longest_goes_before_whoever_has_asked_for_something() {
        let crowd = crowd(4);
        let person = come(&crowd, OFFICE).await;
        answer(&person);
        let _silent = [come(&crowd, OFFICE).await, come(&crowd, CROWD).await, come(&crowd, CROWD).await];
        assert_eq!(asked(&crowd, OFFICE), [1]);
    }

    #[tokio::test(start_paused = true)]
    async fn among_those_who_asked_the_network_with_the_most_places_gives_one_up() {
        let crowd = crowd(6);
        let mut all = Vec::new();
        for address in [OFFICE, CROWD, CROWD, CROWD, CROWD, CROWD] {
            all.push(come(&crowd, address).await);
            answer(all.last().expect("somebody came"));
        }
        // The second of the crowd has begun with another request.
        assert!(all[1].place.ask());
        assert_eq!(asked(&crowd, OFFICE), [2]);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_gives_way_to_a_network_that_holds_more_than_theirs() {
        let crowd = crowd(3);
        let person = come(&crowd, OFFICE).await;
        answer(&person);
        let busy = [come(&crowd, CROWD).await, come(&crowd, CROWD).await];
        for held in &busy {
            assert!(held.place.ask());
            held.place.was_heard();
        }
        assert!(asked(&crowd, CROWD).is_empty());
        assert!(crowd.admit(CROWD.into()).await.is_none());
        assert_eq!(asked(&crowd, [192, 0, 2, 9]), [0], "with one place each they take turns");
    }

    #[tokio::test(start_paused = true)]
    async fn slow_senders_of_the_largest_network_go_and_work_is_never_cut_off() {
        let crowd = crowd(3);
        let all = [come(&crowd, CROWD).await, come(&crowd, CROWD).await, come(&crowd, CROWD).await];
        assert!(all.iter().all(|held| held.place.ask()));
        all[0].place.was_heard();
        assert_eq!(asked(&crowd, OFFICE), [1]);
        assert!(!all[1].place.ask(), "what comes after that is not begun");
        drop(all);
        assert!(crowd.take(Network::of(OFFICE.into())).is_some());
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_comes_gets_the_place_of_somebody_who_leaves() {
        let crowd = crowd(2);
        let first = come(&crowd, CROWD).await;
        let _second = come(&crowd, CROWD).await;
        let leaving = tokio::spawn(async move {
            first.place.asked_to_leave().await;
            drop(first);
        });
        assert!(crowd.admit(OFFICE.into()).await.is_some());
        leaving.await.unwrap();
    }
}
