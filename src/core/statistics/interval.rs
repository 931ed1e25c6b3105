//! Intervals and how they are made.
//! The mean of a sample has a t interval, a proportion a Wilson interval.

use super::confidence::Confidence;
use super::distribution::{normal_critical, t_critical};
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// A closed interval.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Interval {
    /// Belongs to it.
    pub lower: f64,
    /// Belongs to it.
    pub upper: f64,
}

impl Interval {
    pub(super) fn around(centre: f64, half_width: f64) -> Self {
        Self { lower: centre - half_width, upper: centre + half_width }
    }

    /// Normal interval of an estimate whose standard error is known, or comes from so many that it is as good as known.
    pub fn of_estimate(estimate: f64, standard_error: f64, confidence: Confidence) -> Self {
        Self::around(estimate, normal_critical(confidence) * standard_error)
    }

    /// Ends included.
    pub fn contains(self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// Half of what lies between the ends.
    pub fn half_width(self) -> f64 {
        (self.upper - self.lower) / 2.0
    }
}

/// Interval of a mean, mean ± t(n − 1) · SD / √n, in the units of the values.
///
/// It is about the mean "if asked again": no finite-population correction even when everybody has
/// answered. A unanimous sample gives an interval of zero width, which claims more than five equal
/// answers can show; for small groups prefer the shrunken mean of
/// [`RandomEffects`](super::random_effects::RandomEffects). Student (1908).
pub fn mean_interval(sample: &Sample, confidence: Confidence) -> Estimate<Interval> {
    let standard_error = sample.standard_error()?;
    let degrees = sample.n() as f64 - 1.0;
    let half_width = t_critical(confidence, degrees) * standard_error;
    Ok(Interval::around(sample.mean(), half_width))
}

/// Score interval of a proportion of `successes` in `n`, both ends within 0–1.
///
/// Unlike the textbook p ± z·SE it neither leaves 0–1 nor shrinks to a point when all or none of
/// the people agree. Wilson (1927); Brown, Cai & DasGupta (2001).
pub fn wilson_interval(successes: u64, n: u64, confidence: Confidence) -> Estimate<Interval> {
    if n == 0 {
        return Err(Undefined::NoAnswers);
    }
    if successes > n {
        return Err(Undefined::NotAProportion);
    }
    let size = n as f64;
    let proportion = successes as f64 / size;
    let z = normal_critical(confidence);
    let shrink = 1.0 + z * z / size;
    let centre = (proportion + z * z / (2.0 * size)) / shrink;
    let spread = proportion * (1.0 - proportion) / size + z * z / (4.0 * size * size);
    let interval = Interval::around(centre, z * spread.sqrt() / shrink);
    // Rounding would otherwise leave −1e-17 where the limit is exactly 0.
    Ok(Interval {
        lower: if successes == 0 { 0.0 } else { interval.lower },
        upper: if successes == n { 1.0 } else { interval.upper },
    })
}
