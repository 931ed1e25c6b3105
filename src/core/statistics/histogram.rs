//! The distribution of one item's answers, or of one dimension's scores, as counts per whole value.
//! Means, spread, quantiles, percentile ranks and average deviations need nothing else.

use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// `counts[i]` answers of value `lowest + i`; answers that are missing are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Histogram<'a> {
    lowest: u32,
    counts: &'a [u64],
}

impl<'a> Histogram<'a> {
    /// `counts` begins with how often `lowest` was answered, and goes up by one.
    pub fn new(lowest: u32, counts: &'a [u64]) -> Self {
        Self { lowest, counts }
    }

    /// The smallest possible value, and one more than the largest.
    pub fn range(self) -> std::ops::Range<u32> {
        self.lowest..self.lowest + self.counts.len() as u32
    }

    /// How many answers have this value; 0 for one that is not possible.
    pub fn count(self, value: u32) -> u64 {
        let position = value.checked_sub(self.lowest);
        let count = position.and_then(|position| self.counts.get(position as usize));
        count.copied().unwrap_or(0)
    }

    /// Every possible value with its count, in ascending order.
    pub fn iter(self) -> impl Iterator<Item = (u32, u64)> + 'a {
        (self.lowest..).zip(self.counts.iter().copied())
    }

    /// How many answers there are.
    pub fn n(self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many answers are `value` or more: the favourable count, for a suitable value.
    pub fn at_least(self, value: u32) -> u64 {
        let from = value.saturating_sub(self.lowest) as usize;
        self.counts.iter().skip(from).sum()
    }

    /// Size, mean and spread, exact in integers until the last division.
    pub fn sample(self) -> Estimate<Sample> {
        let (mut n, mut sum, mut sum_of_squares) = (0, 0, 0);
        for (value, count) in self.iter() {
            let value = u64::from(value);
            n += count;
            sum += count * value;
            sum_of_squares += count * value * value;
        }
        Sample::of_integers(n, sum, sum_of_squares)
    }

    /// Quantile of type 7, the one of R, numpy and spreadsheets: linear between order statistics.
    ///
    /// `p` is a proportion 0–1. Type 7 and type 8 differ visibly on small groups. Hyndman & Fan
    /// (1996).
    pub fn quantile(self, p: f64) -> Estimate {
        let n = self.n();
        let position = quantile_position(p, n)?;
        let below = self.order_statistic(position.floor() as u64);
        let above = self.order_statistic(position.ceil() as u64);
        Ok(below + position.fract() * (above - below))
    }

    /// Type 7, as in [`Self::quantile`].
    pub fn median(self) -> Estimate {
        self.quantile(0.5)
    }

    /// Mid percentile rank of a value, 0–100: those below plus half of those equal.
    ///
    /// Answers on a scale always tie, and counting ties as all below or all above moves people by
    /// several ranks. The value need not occur.
    pub fn percentile_rank(self, value: u32) -> Estimate {
        let n = self.n();
        if n == 0 {
            return Err(Undefined::NoAnswers);
        }
        let at_or_above = self.at_least(value);
        let above = self.at_least(value.saturating_add(1));
        let twice_below = 2 * (n - at_or_above) + (at_or_above - above);
        Ok(100.0 * twice_below as f64 / (2.0 * n as f64))
    }

    /// Mean absolute distance from a centre, in the units of the values.
    pub(super) fn mean_distance(self, centre: f64) -> Estimate {
        let n = self.n();
        if n == 0 {
            return Err(Undefined::NoAnswers);
        }
        let distances = self.iter().map(|(value, count)| count as f64 * (f64::from(value) - centre).abs());
        Ok(distances.sum::<f64>() / n as f64)
    }

    /// The answer at a zero-based position in ascending order.
    fn order_statistic(self, position: u64) -> f64 {
        let mut seen = 0;
        let found = self.iter().find(|(_, count)| {
            seen += count;
            seen > position
        });
        f64::from(found.map_or(self.lowest, |(value, _)| value))
    }
}

/// Quantile of type 7 of values in any order, for what is not a whole number.
///
/// See [`Histogram::quantile`]. Undefined without values or with one that is not finite.
pub fn quantile(values: &[f64], p: f64) -> Estimate {
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::NotFinite);
    }
    let position = quantile_position(p, values.len() as u64)?;
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let below = sorted[position.floor() as usize];
    let above = sorted[position.ceil() as usize];
    Ok(below + position.fract() * (above - below))
}

/// Where the quantile lies between the zero-based order statistics, type 7.
fn quantile_position(p: f64, n: u64) -> Estimate {
    if n == 0 {
        return Err(Undefined::NoAnswers);
    }
    if !(0.0..=1.0).contains(&p) {
        return Err(Undefined::NotAProportion);
    }
    Ok(p * (n - 1) as f64)
}
