//! How often is too often, per account, per network address, per session and per token.
//! An address alone is no person: a whole company sits behind one, and begins at nine o'clock.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// Each question counts as one more time; `false` is too often.
pub struct Limits<C: Clock = MonotonicClock> {
    accounts: Limit<u64, C>,
    addresses: Limit<IpAddr, C>,
    sessions: Limit<[u8; 32], C>,
    tokens: Limit<[u8; 32], C>,
    strangers: Limit<IpAddr, C>,
    hasher: RandomState,
}

/// Five at once, and then they come back at one an hour, not five: so no hour has more than five, wherever it begins.
const FOR_ACCOUNT: Quota = Quota::per_hour(times(1)).allow_burst(times(5));
const FROM_ADDRESS: Quota = Quota::per_minute(times(2000));
const BY_SESSION: Quota = Quota::per_minute(times(120)).allow_burst(times(60));

/// A walk through a large table is a few hundred requests in a row.
const BY_TOKEN: Quota = Quota::per_minute(times(600)).allow_burst(times(200));
const BY_STRANGER: Quota = Quota::per_minute(times(60));

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
            accounts: Limit::new(FOR_ACCOUNT, clock),
            addresses: Limit::new(FROM_ADDRESS, clock),
            sessions: Limit::new(BY_SESSION, clock),
            tokens: Limit::new(BY_TOKEN, clock),
            strangers: Limit::new(BY_STRANGER, clock),
            hasher: RandomState::new(),
        }
    }
}

impl<C: Clock> Limits<C> {
    /// Whether a sign-in letter may go to this account. There need not be such an account: the limit must not tell.
    #[must_use]
    pub fn sign_in_for(&self, email_key: &str) -> bool {
        // A hash keeps addresses that strangers typed, however long, out of memory.
        self.accounts.allows(self.hasher.hash_one(email_key))
    }

    /// Whether somebody at this address may try to sign in.
    #[must_use]
    pub fn sign_in_from(&self, address: IpAddr) -> bool {
        self.addresses.allows(network(address))
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

    /// Whether somebody at this address may once more show a token that opens nothing. Good tokens do not count, so that
    /// a neighbour's old script keeps nobody out.
    #[must_use]
    pub fn wrong_token_from(&self, address: IpAddr) -> bool {
        self.strangers.allows(network(address))
    }
}

/// What one subscriber has: an IPv4 address, or the first half of an IPv6 address, whose other half they choose freely.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
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
    use std::net::Ipv4Addr;
    use std::time::Duration;

    use governor::clock::FakeRelativeClock;

    use super::*;

    const OFFICE: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));

    fn limits() -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Limits::on(&clock), clock)
    }

    fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(60 * minutes)
    }

    #[test]
    fn a_thousand_employees_behind_one_address_all_get_in_at_nine_o_clock() {
        let (limits, _) = limits();
        for number in 0..1000 {
            assert!(limits.sign_in_from(OFFICE) && limits.sign_in_for(&format!("{number}@example.com")), "{number}");
        }
    }

    #[test]
    fn an_address_that_tries_and_tries_is_stopped_and_others_are_not() {
        let (limits, clock) = limits();
        assert!((0..2000).all(|_| limits.sign_in_from(OFFICE)));
        assert!(!limits.sign_in_from(OFFICE));
        assert!(limits.sign_in_from("192.0.2.2".parse().unwrap()));
        clock.advance(minutes(1));
        assert_eq!((0..3000).filter(|_| limits.sign_in_from(OFFICE)).count(), 2000);
    }

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        let (limits, _) = limits();
        let address = |host: u128| IpAddr::V6(Ipv6Addr::from_bits(0x2001_0db8_u128 << 96 | host));
        assert!((0..2000).all(|host| limits.sign_in_from(address(host))));
        assert!(!limits.sign_in_from(address(2000)));
        assert!(limits.sign_in_from(address(1 << 64)));
    }

    #[test]
    fn an_ipv4_address_written_as_ipv6_is_the_same_address() {
        let (limits, _) = limits();
        assert!((0..2000).all(|_| limits.sign_in_from(OFFICE)));
        assert!(!limits.sign_in_from("::ffff:192.0.2.1".parse().unwrap()));
        assert!(limits.sign_in_from("::ffff:192.0.2.2".parse().unwrap()));
    }

    #[test]
    fn the_sixth_request_for_one_account_in_an_hour_is_refused_however_they_are_spread() {
        for gap in 0..12 {
            let (limits, clock) = limits();
            for _ in 0..5 {
                assert!(limits.sign_in_for("mari@example.com"), "every {gap} minutes");
                clock.advance(minutes(gap));
            }
            assert!(!limits.sign_in_for("mari@example.com"), "every {gap} minutes");
        }
    }

    #[test]
    fn another_account_is_not_affected() {
        let (limits, _) = limits();
        assert_eq!((0..100).filter(|_| limits.sign_in_for("mari@example.com")).count(), 5);
        assert!(limits.sign_in_for("ken@example.com"));
    }

    #[test]
    fn an_account_that_was_refused_can_sign_in_again_an_hour_later() {
        let (limits, clock) = limits();
        assert_eq!((0..100).filter(|_| limits.sign_in_for("mari@example.com")).count(), 5);
        clock.advance(minutes(60));
        assert!(limits.sign_in_for("mari@example.com"));
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
        assert_eq!((0..100).filter(|_| limits.wrong_token_from(OFFICE)).count(), 60);
        assert!(limits.wrong_token_from("192.0.2.2".parse().unwrap()));
        assert!(limits.sign_in_from(OFFICE), "people sign in as before");
    }

    #[test]
    fn keys_that_have_been_quiet_are_forgotten_and_the_others_are_not() {
        let (limits, clock) = limits();
        assert!((1..FEW).all(|number| limits.sign_in_for(&format!("{number}@example.com"))));
        clock.advance(minutes(30));
        assert_eq!((0..100).filter(|_| limits.sign_in_for("mari@example.com")).count(), 5);
        assert_eq!(limits.accounts.limiter.len(), FEW);
        clock.advance(minutes(100));
        assert!(limits.sign_in_for("ken@example.com") && limits.sign_in_for("ken@example.com"));
        assert_eq!(limits.accounts.limiter.len(), 2);
        let again = (0..100).filter(|_| limits.sign_in_for("mari@example.com")).count();
        assert_eq!(again, 1, "one an hour, so she was not forgotten");
    }

    #[test]
    fn a_flood_of_keys_is_swept_seldom() {
        let (limits, _) = limits();
        for number in 0..4 * FEW {
            assert!(limits.sign_in_for(&format!("{number}@example.com")));
        }
        assert_eq!(limits.accounts.limiter.len(), 4 * FEW);
        assert!(limits.accounts.sweep_at.load(Ordering::Relaxed) > 4 * FEW);
    }
}
