//! What a measurement comes to: how many a second, and how long half and nearly all of them took at most.

use std::time::Duration;

/// How long each request took, and how long all of them took together.
#[derive(Default)]
pub struct Samples {
    times: Vec<Duration>,
    elapsed: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub per_second: f64,
    pub p50: Duration,
    pub p99: Duration,
    pub longest: Duration,
}

impl Samples {
    pub fn new(times: Vec<Duration>, elapsed: Duration) -> Self {
        Samples { times, elapsed }
    }

    /// Adds a measurement that was made after this one.
    pub fn extend(&mut self, later: Samples) {
        self.times.extend(later.times);
        self.elapsed += later.elapsed;
    }

    pub fn figures(mut self) -> Figures {
        self.times.sort_unstable();
        Figures {
            per_second: self.times.len() as f64 / self.elapsed.as_secs_f64(),
            p50: self.below(50),
            p99: self.below(99),
            longest: self.below(100),
        }
    }

    /// The smallest time that so many percent do not exceed; times are sorted.
    fn below(&self, percent: usize) -> Duration {
        let rank = (self.times.len() * percent).div_ceil(100);
        self.times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let times = (1..=200).rev().map(Duration::from_millis).collect();
        let figures = Samples::new(times, Duration::from_secs(4)).figures();
        assert_eq!(figures.per_second, 50.0);
        assert_eq!(figures.p50, Duration::from_millis(100));
        assert_eq!(figures.p99, Duration::from_millis(198));
        assert_eq!(figures.longest, Duration::from_millis(200));
    }

    #[test]
    fn a_single_time_is_every_percentile() {
        let figures = Samples::new(vec![Duration::from_millis(7)], Duration::from_secs(1)).figures();
        assert_eq!((figures.p50, figures.p99), (Duration::from_millis(7), Duration::from_millis(7)));
    }
}
