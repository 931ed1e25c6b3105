//! How often is too often, per account, per network, per session and per token.
//! A network alone is no person: a whole company sits behind one, and begins at nine o'clock. Nor is an account alone: a
//! stranger can name it. Letters are counted for the two together, and a device where somebody has signed in before has a
//! share that nobody else can use up.

use std::hash::{BuildHasher, Hash, RandomState};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

use super::network::Network;

/// Each question counts as one more time; `false` is too often.
pub struct Limits<C: Clock = MonotonicClock> {
    /// An account and a network that asks for its letters.
    pairs: Limit<(u64, Network), C>,
    mailboxes: Limit<u64, C>,
    known_devices: Limit<u64, C>,
    networks: Limit<Network, C>,
    beginnings: Limit<Network, C>,
    sessions: Limit<[u8; 32], C>,
    tokens: Limit<[u8; 32], C>,
    strangers: Limit<Network, C>,
    noted: Limit<&'static str, C>,
    /// Links and tokens that opened nothing since that was noted last.
    refused: [AtomicU64; 2],
    /// People who began on their own and have handed nothing in.
    unfinished: AtomicUsize,
    hasher: RandomState,
}

/// Five at once, and then they come back at one an hour, not five: so hardly an hour has more than five, wherever it begins.
const FOR_PAIR: Quota = Quota::per_hour(times(1)).allow_burst(times(5));
/// However many networks ask, so that nobody's mailbox is flooded.
const FOR_MAILBOX: Quota = Quota::per_hour(times(5)).allow_burst(times(15));
const FOR_KNOWN_DEVICES: Quota = Quota::per_hour(times(5)).allow_burst(times(5));
const FROM_NETWORK: Quota = Quota::per_minute(times(2000)).allow_burst(times(6000));
/// A newsletter that names the address brings hundreds at once; what goes on like that is a program.
const BEGINNINGS: Quota = Quota::per_minute(times(10)).allow_burst(times(2000));
/// About a kilobyte each on the disk.
const MOST_UNFINISHED: usize = 50_000;
const BY_SESSION: Quota = Quota::per_minute(times(120)).allow_burst(times(60));

/// A walk through a large table is a few hundred requests in a row.
const BY_TOKEN: Quota = Quota::per_minute(times(600)).allow_burst(times(200));
const BY_STRANGER: Quota = Quota::per_minute(times(60));
/// An entry of the audit log about what strangers try.
const NOTED: Quota = Quota::per_hour(times(6)).allow_burst(times(1));

/// Used in constants only, so zero would not compile.
const fn times(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).expect("a limit allows something")
}

impl Limits {
    pub fn new() -> Limits {
        Limits::on(&MonotonicClock)
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn on(clock: &C) -> Limits<C> {
        Limits {
            pairs: Limit::new(FOR_PAIR, clock),
            mailboxes: Limit::new(FOR_MAILBOX, clock),
            known_devices: Limit::new(FOR_KNOWN_DEVICES, clock),
            networks: Limit::new(FROM_NETWORK, clock),
            beginnings: Limit::new(BEGINNINGS, clock),
            sessions: Limit::new(BY_SESSION, clock),
            tokens: Limit::new(BY_TOKEN, clock),
            strangers: Limit::new(BY_STRANGER, clock),
            noted: Limit::new(NOTED, clock),
            refused: [AtomicU64::new(0), AtomicU64::new(0)],
            unfinished: AtomicUsize::new(0),
            hasher: RandomState::new(),
        }
    }
}

impl<C: Clock> Limits<C> {
    /// Whether a sign-in letter may go to this account when this network asks for it, by a device on which somebody has
    /// signed in there before or by another. There need not be such an account: the limit must not tell.
    #[must_use]
    pub fn letter_for(&self, email_key: &str, network: Network, is_known: bool) -> bool {
        // A hash keeps addresses that strangers typed, however long, out of memory.
        let account = self.hasher.hash_one(email_key);
        (is_known && self.known_devices.allows(account))
            // In this order, so that a network that asks and asks uses up nothing of what others may.
            || (self.pairs.allows((account, network)) && self.mailboxes.allows(account))
    }

    /// Whether somebody in this network may try to sign in.
    #[must_use]
    pub fn sign_in_from(&self, network: Network) -> bool {
        self.networks.allows(network)
    }

    /// Whether somebody in this network may begin on their own.
    #[must_use]
    pub fn begins_from(&self, network: Network) -> bool {
        self.beginnings.allows(network)
    }

    /// Whether there is room for one more who begins; if so, they are counted.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.unfinished.fetch_add(1, Ordering::Relaxed) < MOST_UNFINISHED
    }

    /// How many were found that have begun and handed nothing in.
    pub fn unfinished_are(&self, number: usize) {
        self.unfinished.store(number, Ordering::Relaxed);
    }

    /// Counts something that opened nothing. How many are to be noted now: at first one, then what came together in ten
    /// minutes, so that nobody fills the log.
    pub fn refused(&self, what: Refused) -> Option<u64> {
        let count = &self.refused[what as usize];
        count.fetch_add(1, Ordering::Relaxed);
        self.noted.allows(what.id()).then(|| count.swap(0, Ordering::Relaxed))
    }

    /// Whether this session may post a form.
    #[must_use]
    pub fn posts_by(&self, session: [u8; 32]) -> bool {
        self.sessions.allows(session)
    }

    /// Whether a program with this token may ask again.
    #[must_use]
    pub fn calls_by(&self, token: [u8; 32]) -> bool {
        self.tokens.allows(token)
    }

    /// Whether somebody in this network may once more show a token that opens nothing. Good tokens do not count, so that
    /// a neighbour's old script keeps nobody out.
    #[must_use]
    pub fn wrong_token_from(&self, network: Network) -> bool {
        self.strangers.allows(network)
    }
}

/// What opened nothing.
#[derive(Clone, Copy, Debug)]
pub enum Refused {
    Link,
    Token,
}

impl Refused {
    /// In the audit log.
    pub fn id(self) -> &'static str {
        match self {
            Refused::Link => "links",
            Refused::Token => "tokens",
        }
    }
}

struct Limit<K: Hash + Eq + Clone, C: Clock> {
    limiter: RateLimiter<K, HashMapStateStore<K>, C, NoOpMiddleware<C::Instant>>,
    /// At how many keys those that have been quiet long enough are forgotten.
    sweep_at: AtomicUsize,
}

const FEW: usize = 10_000;

impl<K: Hash + Eq + Clone, C: Clock> Limit<K, C> {
    fn new(quota: Quota, clock: &C) -> Limit<K, C>
    where
        C: Clone,
    {
        Limit { limiter: RateLimiter::hashmap_with_clock(quota, clock.clone()), sweep_at: AtomicUsize::new(FEW) }
    }

    fn allows(&self, key: K) -> bool {
        if self.limiter.len() > self.sweep_at.load(Ordering::Relaxed) {
            self.limiter.retain_recent();
            // A sweep looks at every key. With twice as many until the next, a flood of new keys does not pay for one each.
            self.sweep_at.store(FEW.max(2 * self.limiter.len()), Ordering::Relaxed);
        }
        self.limiter.check_key(&key).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::*;

    const MARI: &str = "mari@example.com";

    fn limits() -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Limits::on(&clock), clock)
    }

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    fn network(number: u32) -> Network {
        Network::of(std::net::Ipv4Addr::from_bits(0xc000_0200 + number).into())
    }

    fn office() -> Network {
        network(1)
    }

    #[test]
    fn five_thousand_employees_behind_one_address_all_get_in_at_nine_o_clock() {
        let (limits, _) = limits();
        for number in 0..5000 {
            let email = format!("{number}@example.com");
            assert!(limits.sign_in_from(office()) && limits.letter_for(&email, office(), false), "{number}");
        }
    }

    #[test]
    fn a_network_that_tries_and_tries_is_stopped_and_others_are_not() {
        let (limits, clock) = limits();
        assert!((0..6000).all(|_| limits.sign_in_from(office())));
        assert!(!limits.sign_in_from(office()));
        assert!(limits.sign_in_from(network(2)));
        clock.advance(minutes(1));
        assert_eq!((0..3000).filter(|_| limits.sign_in_from(office())).count(), 2000);
    }

    #[test]
    fn the_sixth_letter_for_one_account_and_network_in_an_hour_is_refused_however_they_are_spread() {
        for gap in 0..12 {
            let (limits, clock) = limits();
            for _ in 0..5 {
                assert!(limits.letter_for(MARI, office(), false), "every {gap} minutes");
                clock.advance(minutes(gap));
            }
            assert!(!limits.letter_for(MARI, office(), false), "every {gap} minutes");
        }
    }

    #[test]
    fn one_network_that_asks_and_asks_leaves_the_owner_their_letters() {
        let (limits, _) = limits();
        assert_eq!((0..1000).filter(|_| limits.letter_for(MARI, network(66), false)).count(), 5);
        assert_eq!((0..1000).filter(|_| limits.letter_for(MARI, office(), false)).count(), 5);
        assert!(limits.letter_for("ken@example.com", network(66), false), "another account is not affected");
    }

    #[test]
    fn many_networks_neither_flood_a_mailbox_nor_use_up_what_known_devices_may_ask() {
        let (limits, clock) = limits();
        let flood = || (0..1000).filter(|number| limits.letter_for(MARI, network(100 + number), false)).count();
        assert_eq!(flood(), 15);
        clock.advance(minutes(60));
        assert_eq!(flood(), 5);
        assert!(!limits.letter_for(MARI, office(), false), "nobody can tell a stranger from a new device");
        assert_eq!((0..1000).filter(|_| limits.letter_for(MARI, office(), true)).count(), 5);
    }

    #[test]
    fn an_account_that_was_refused_can_sign_in_again_an_hour_later() {
        let (limits, clock) = limits();
        assert_eq!((0..100).filter(|_| limits.letter_for(MARI, office(), false)).count(), 5);
        clock.advance(minutes(60));
        assert!(limits.letter_for(MARI, office(), false));
    }

    #[test]
    fn a_program_that_begins_and_begins_is_stopped_by_its_network_and_all_together_by_the_disk() {
        let (limits, clock) = limits();
        assert_eq!((0..9000).filter(|_| limits.begins_from(office())).count(), 2000);
        assert!(limits.begins_from(network(2)));
        clock.advance(minutes(60));
        assert_eq!((0..9000).filter(|_| limits.begins_from(office())).count(), 600);
        limits.unfinished_are(MOST_UNFINISHED - 1);
        assert!(limits.has_room());
        assert!(!limits.has_room());
        limits.unfinished_are(0);
        assert!(limits.has_room());
    }

    #[test]
    fn a_session_may_post_sixty_times_at_once_and_twice_a_second_in_the_long_run() {
        let (limits, clock) = limits();
        assert_eq!((0..100).filter(|_| limits.posts_by([1; 32])).count(), 60);
        assert!(limits.posts_by([2; 32]));
        clock.advance(Duration::from_secs(10));
        assert_eq!((0..100).filter(|_| limits.posts_by([1; 32])).count(), 20);
    }

    #[test]
    fn a_token_may_ask_two_hundred_times_at_once_and_ten_times_a_second_in_the_long_run() {
        let (limits, clock) = limits();
        assert_eq!((0..300).filter(|_| limits.calls_by([1; 32])).count(), 200);
        assert!(limits.calls_by([2; 32]));
        clock.advance(Duration::from_secs(5));
        assert_eq!((0..300).filter(|_| limits.calls_by([1; 32])).count(), 50);
    }

    #[test]
    fn sixty_wrong_tokens_a_minute_are_enough_from_one_address() {
        let (limits, _) = limits();
        assert_eq!((0..100).filter(|_| limits.wrong_token_from(office())).count(), 60);
        assert!(limits.wrong_token_from(network(2)));
        assert!(limits.sign_in_from(office()), "people sign in as before");
    }

    #[test]
    fn keys_that_have_been_quiet_are_forgotten_and_the_others_are_not() {
        let (limits, clock) = limits();
        let asks = |email: &str| limits.letter_for(email, office(), false);
        assert!((1..FEW).all(|number| asks(&format!("{number}@example.com"))));
        clock.advance(minutes(30));
        assert_eq!((0..100).filter(|_| asks(MARI)).count(), 5);
        assert_eq!(limits.pairs.limiter.len(), FEW);
        clock.advance(minutes(100));
        assert!(asks("ken@example.com") && asks("ken@example.com"));
        assert_eq!(limits.pairs.limiter.len(), 2);
        let again = (0..100).filter(|_| asks(MARI)).count();
        assert_eq!(again, 1, "one an hour, so she was not forgotten");
    }

    #[test]
    fn a_flood_of_keys_is_swept_seldom() {
        let (limits, _) = limits();
        for number in 0..4 * FEW {
            assert!(limits.letter_for(&format!("{number}@example.com"), office(), false));
        }
        assert_eq!(limits.pairs.limiter.len(), 4 * FEW);
        assert!(limits.pairs.sweep_at.load(Ordering::Relaxed) > 4 * FEW);
    }
}
