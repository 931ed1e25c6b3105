//! What every use case works with: the store, the clock, random bits, the instruments and the step libraries.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::store::Store;
use footing_core::guidance::{Library, TeamLibrary};

use super::instruments::Instruments;
use super::post::Post;

/// Handed to every use case; cheap to clone.
#[derive(Clone)]
pub struct Context {
    pub store: Arc<dyn Store>,
    pub clock: Arc<dyn Clock>,
    pub randomness: Arc<dyn Randomness>,
    pub instruments: Arc<Instruments>,
    pub library: Arc<Library>,
    pub team_library: Arc<TeamLibrary>,
    /// `None` in an installation without mail.
    pub post: Option<Arc<dyn Post>>,
}

impl Context {
    /// Today's date in UTC, so that a date never tells where somebody was.
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned(TimeZone::UTC).date()
    }
}

pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Random bits for ids and keys.
pub trait Randomness: Send + Sync {
    fn fill(&self, bits: &mut [u8]);
}

impl dyn Randomness {
    pub fn bits<const N: usize>(&self) -> [u8; N] {
        let mut bits = [0; N];
        self.fill(&mut bits);
        bits
    }
}

/// The operating system's random bits.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bits: &mut [u8]) {
        // Without random bits no key is safe; there is nothing to go on with.
        getrandom::fill(bits).expect("the operating system gives random bits");
    }
}
