//! Two groups compared by their means: Welch's test and Hedges' g.
//! Needs size, mean and spread of each; the groups must not share people.

use super::confidence::Confidence;
use super::distribution::{ln_gamma_half_step, normal_critical, t_critical, t_two_sided};
use super::interval::Interval;
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// Difference of two means without assuming equal variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Welch {
    /// First mean minus second, in the units of the values.
    pub difference: f64,
    /// Of the difference of the means.
    pub standard_error: f64,
    /// Degrees of freedom after Satterthwaite (1946).
    pub degrees: f64,
    /// The difference in its standard errors.
    pub t: f64,
    /// Two-sided probability of a difference this large without one in the population.
    pub p: f64,
}

/// Welch's t test of two independent groups.
///
/// Never for the same people at two times: that is [`PairedChange`](super::change::PairedChange).
/// Undefined if a group has one person or neither varies. Welch (1947).
pub fn welch(first: &Sample, second: &Sample) -> Estimate<Welch> {
    let error = |sample: &Sample| Ok(sample.variance()? / sample.n() as f64);
    let (a, b): (f64, f64) = (error(first)?, error(second)?);
    if a + b <= 0.0 {
        return Err(Undefined::NoVariance);
    }
    let difference = first.mean() - second.mean();
    let standard_error = (a + b).sqrt();
    // Shares of the error, not its squares, which can be too small for a float.
    let (share_a, share_b) = (a / (a + b), b / (a + b));
    let degrees = 1.0 / (share_a * share_a / (first.n() - 1) as f64 + share_b * share_b / (second.n() - 1) as f64);
    let t = difference / standard_error;
    Ok(Welch { difference, standard_error, degrees, t, p: t_two_sided(t, degrees) })
}

impl Welch {
    /// Interval of the difference.
    pub fn interval(&self, confidence: Confidence) -> Interval {
        let half_width = t_critical(confidence, self.degrees) * self.standard_error;
        Interval::around(self.difference, half_width)
    }
}

/// Standardised difference of two means, in pooled standard deviations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HedgesG {
    /// The difference in pooled standard deviations, corrected for small samples.
    pub g: f64,
    /// Of `g`.
    pub standard_error: f64,
}

/// Hedges' g, first group minus second, with the exact small-sample correction.
///
/// Undefined with fewer than four people in all, or when neither group varies: two constant groups
/// would be infinitely far apart. Hedges (1981).
pub fn hedges_g(first: &Sample, second: &Sample) -> Estimate<HedgesG> {
    let (a, b) = (first.n() as f64, second.n() as f64);
    let degrees = a + b - 2.0;
    if degrees < 2.0 {
        return Err(Undefined::TooFewAnswers);
    }
    let pooled = (first.squares() + second.squares()) / degrees;
    if pooled <= 0.0 {
        return Err(Undefined::NoVariance);
    }
    let d = (first.mean() - second.mean()) / pooled.sqrt();
    let correction = ln_gamma_half_step(degrees / 2.0).exp();
    let variance = (a + b) / (a * b) + d * d / (2.0 * (a + b));
    Ok(HedgesG { g: correction * d, standard_error: correction * variance.sqrt() })
}

impl HedgesG {
    /// Large-sample normal interval: statrs has no noncentral t to make the exact one from.
    ///
    /// With 8 and 11 people it is at most 0.013 off the exact limits. Hedges & Olkin (1985).
    pub fn normal_interval(&self, confidence: Confidence) -> Interval {
        Interval::around(self.g, normal_critical(confidence) * self.standard_error)
    }
}
