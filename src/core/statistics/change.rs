//! The same people at two times: paired change, reliable change of one person, McNemar.
//! Needs the pairs themselves: group figures do not keep which two answers are one person's.

use super::confidence::Confidence;
use super::distribution::{chi_squared_above, coin_two_sided, normal_critical, t_two_sided};
use super::interval::{Interval, mean_interval};
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// How the scores of people who answered at both times changed.
///
/// Report the number of pairs, and how many people answered only once, beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairedChange {
    before: Sample,
    after: Sample,
    change: Sample,
}

impl PairedChange {
    /// Of pairs (before, after), one per person. Undefined without pairs.
    pub fn of(pairs: &[(f64, f64)]) -> Estimate<Self> {
        let sample = |value: fn(&(f64, f64)) -> f64| {
            let values: Vec<f64> = pairs.iter().map(value).collect();
            Sample::of(&values)
        };
        Ok(Self {
            before: sample(|pair| pair.0)?,
            after: sample(|pair| pair.1)?,
            change: sample(|pair| pair.1 - pair.0)?,
        })
    }

    /// How many people answered at both times.
    pub fn pairs(&self) -> u64 {
        self.change.n()
    }

    /// Mean of after minus before, in the units of the scores.
    pub fn mean(&self) -> f64 {
        self.change.mean()
    }

    /// Interval of the mean change. "No clear change" unless it excludes 0. Student (1908).
    pub fn interval(&self, confidence: Confidence) -> Estimate<Interval> {
        mean_interval(&self.change, confidence)
    }

    /// Paired t. Undefined for one pair, and if everybody changed by the same amount.
    pub fn t(&self) -> Estimate {
        let error = self.change.standard_error()?;
        Ok(self.change.mean() / varying(error)?)
    }

    /// Two-sided probability of a mean change this large without one in the population.
    pub fn p(&self) -> Estimate {
        Ok(t_two_sided(self.t()?, self.pairs() as f64 - 1.0))
    }

    /// Mean change in standard deviations of the change, `d_z`. Cohen (1988).
    pub fn dz(&self) -> Estimate {
        let deviation = self.change.standard_deviation()?;
        Ok(self.change.mean() / varying(deviation)?)
    }

    /// Mean change in the average standard deviation of the two times, `d_av`: comparable with the
    /// difference of two groups. Cumming (2012).
    pub fn dav(&self) -> Estimate {
        let before = self.before.standard_deviation()?;
        let deviation = f64::midpoint(before, self.after.standard_deviation()?);
        Ok(self.change.mean() / varying(deviation)?)
    }
}

fn varying(spread: f64) -> Estimate {
    if spread > 0.0 { Ok(spread) } else { Err(Undefined::NoVariance) }
}

/// Whether one person's change is more than measurement error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReliableChange {
    error_of_difference: f64,
}

/// The direction of a reliable change, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Reliably higher.
    Up,
    /// Reliably lower.
    Down,
    /// The difference is within what answering again would give.
    Unclear,
}

impl ReliableChange {
    /// From the standard errors of measurement of the two scores: their error variances add up.
    pub fn of_errors(before: f64, after: f64) -> Self {
        Self { error_of_difference: before.hypot(after) }
    }

    /// From the standard deviation of the scores before and their internal consistency.
    ///
    /// Not the correlation over months, which counts real change as error. Undefined unless the
    /// reliability lies between 0 and 1, both excluded. Jacobson & Truax (1991).
    pub fn new(standard_deviation: f64, reliability: f64) -> Estimate<Self> {
        if !(reliability > 0.0 && reliability < 1.0) {
            return Err(Undefined::ReliabilityOutOfRange);
        }
        if !standard_deviation.is_finite() {
            return Err(Undefined::NotFinite);
        }
        let error = varying(standard_deviation)? * (1.0 - reliability).sqrt();
        Ok(Self { error_of_difference: std::f64::consts::SQRT_2 * error })
    }

    /// Standard error of the difference of two scores of one person, √2 · SEM.
    pub fn error_of_difference(self) -> f64 {
        self.error_of_difference
    }

    /// The reliable change index: the change in standard errors of the difference.
    pub fn index(self, before: f64, after: f64) -> f64 {
        (after - before) / self.error_of_difference
    }

    /// The smallest change that is reliable, in score units.
    pub fn smallest(self, confidence: Confidence) -> f64 {
        normal_critical(confidence) * self.error_of_difference
    }

    /// Where a person's score went, as far as that is more than error.
    pub fn direction(self, before: f64, after: f64, confidence: Confidence) -> Direction {
        let change = after - before;
        if change.abs() <= self.smallest(confidence) {
            Direction::Unclear
        } else if change > 0.0 {
            Direction::Up
        } else {
            Direction::Down
        }
    }
}

/// Whether as many people gained a quality as lost it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct McNemar {
    /// Without continuity correction, one degree of freedom.
    pub chi_squared: f64,
    /// Two-sided, from χ².
    pub p: f64,
    /// From the binomial distribution; prefer it for fewer than 25 people who changed.
    pub p_exact: f64,
}

/// McNemar's test of the people who became favourable against those who ceased to be.
///
/// Undefined if nobody did either. McNemar (1947).
pub fn mcnemar(gained: u64, lost: u64) -> Estimate<McNemar> {
    let changed = (gained + lost) as f64;
    if changed == 0.0 {
        return Err(Undefined::NoChange);
    }
    let chi_squared = (gained as f64 - lost as f64).powi(2) / changed;
    Ok(McNemar { chi_squared, p: chi_squared_above(chi_squared, 1.0), p_exact: coin_two_sided(gained, lost) })
}
