//! How far the members of one group agree, item by item: `r_wg`, `r*_wg`, `a_wg` and average deviation.
//! Computed from the counts of each item, so every answer given to an item takes part.
//!
//! R's `multilevel` first drops everybody who left an item out; tally complete rows only to get its
//! figures. With a uniform null `r_wg(j)` of many items is nearly always "strong": show it together
//! with the slightly skewed null, and prefer the average deviation for people who are not
//! statisticians.

use super::histogram::Histogram;
use super::scale::Scale;
use super::undefined::{Estimate, Undefined};

/// The variance of answers that people without any agreement would give.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct NullVariance(f64);

impl NullVariance {
    /// Every option equally likely: (A² − 1) / 12 for A options.
    pub fn uniform(scale: Scale) -> Self {
        let options = scale.options() as f64;
        Self((options * options - 1.0) / 12.0)
    }

    /// Answers that lean to the favourable end, as they do in most surveys; 1.34 for five options.
    ///
    /// Published for five options only. LeBreton & Senter (2008).
    pub fn slight_skew(scale: Scale) -> Estimate<Self> {
        if scale.options() != 5 {
            return Err(Undefined::NoNullForScale);
        }
        Self::of(&[0.05, 0.15, 0.20, 0.35, 0.25])
    }

    /// The variance of a distribution over the options, given by its probabilities.
    pub fn of(probabilities: &[f64]) -> Estimate<Self> {
        let total: f64 = probabilities.iter().sum();
        if probabilities.iter().any(|p| !(0.0..=1.0).contains(p)) || (total - 1.0).abs() > 1e-9 {
            return Err(Undefined::NotAProportion);
        }
        let expectation = |of: fn(f64) -> f64| -> f64 {
            let options = (1_u32..).map(f64::from);
            options.zip(probabilities).map(|(x, p)| of(x) * p).sum()
        };
        let mean = expectation(|x| x);
        let variance = expectation(|x| x * x) - mean * mean;
        if variance > 0.0 { Ok(Self(variance)) } else { Err(Undefined::NoVariance) }
    }
}

/// Within-group agreement on one item, 0 to 1: 1 − s² / null variance.
///
/// More spread than the null counts as no agreement, 0. Undefined for one person. James, Demaree &
/// Wolf (1984, 1993).
pub fn rwg(item: Histogram<'_>, null: NullVariance) -> Estimate {
    let variance = item.sample()?.variance()?;
    Ok((1.0 - variance / null.0).max(0.0))
}

/// Within-group agreement on J items together, 0 to 1, after Spearman–Brown.
///
/// Grows with J whatever people answer. James, Demaree & Wolf (1984); clipped at 0 as in 1993.
pub fn rwg_j(items: &[Histogram<'_>], null: NullVariance) -> Estimate {
    let j = items.len() as f64;
    let agreement = (1.0 - mean_variance(items)? / null.0).max(0.0);
    Ok(j * agreement / (j * agreement + 1.0 - agreement))
}

/// Within-group agreement that does not grow with the number of items; can be negative.
///
/// 1 − mean s² / null variance; below 0 the group is more divided than chance. Lindell & Brandt
/// (1999).
pub fn r_star_wg_j(items: &[Histogram<'_>], null: NullVariance) -> Estimate {
    Ok(1.0 - mean_variance(items)? / null.0)
}

/// Agreement on one item relative to the largest variance possible at its mean, −1 to 1.
///
/// Undefined when the mean lies so near an end of the scale that n people cannot disagree fully,
/// even if they are unanimous; only everybody at the very end is agreement by itself, 1. Brown &
/// Hauenstein (2005).
pub fn awg(item: Histogram<'_>) -> Estimate {
    let sample = item.sample()?;
    let variance = sample.variance()?;
    let range = item.range();
    let (low, high) = (f64::from(range.start), f64::from(range.end - 1));
    let n = sample.n() as f64;
    if sample.mean() == low || sample.mean() == high {
        return Ok(1.0);
    }
    // Multiplied by n and rounded, both sides are integers and the limits themselves count.
    let sum = (sample.mean() * n).round();
    if sum < low * (n - 1.0) + high || sum > high * (n - 1.0) + low {
        return Err(Undefined::MeanTooExtreme);
    }
    let mean = sample.mean();
    let largest = ((high + low) * mean - mean * mean - high * low) * n / (n - 1.0);
    Ok(1.0 - 2.0 * variance / largest)
}

/// Mean of [`awg`] over the items for which it is defined.
pub fn awg_j(items: &[Histogram<'_>]) -> Estimate {
    let each: Vec<Estimate> = items.iter().map(|&item| awg(item)).collect();
    let defined: Vec<f64> = each.iter().copied().flatten().collect();
    if defined.is_empty() {
        let reason = each.into_iter().find_map(Result::err);
        return Err(reason.unwrap_or(Undefined::TooFewItems));
    }
    Ok(defined.iter().sum::<f64>() / defined.len() as f64)
}

/// Mean absolute deviation from the item mean, averaged over items, in scale points.
///
/// 0 is full agreement; compare with [`average_deviation_limit`]. Undefined for one person. Burke,
/// Finkelstein & Dusig (1999).
pub fn average_deviation_from_mean(items: &[Histogram<'_>]) -> Estimate {
    mean_over(items, |item| {
        let sample = item.sample()?;
        sample.variance()?;
        item.mean_distance(sample.mean())
    })
}

/// Mean absolute deviation from the item median, averaged over items, in scale points.
///
/// Less moved by one dissenter than the deviation from the mean. Undefined for one person. Burke &
/// Dunlap (2002).
pub fn average_deviation_from_median(items: &[Histogram<'_>]) -> Estimate {
    mean_over(items, |item| {
        item.sample()?.variance()?;
        item.mean_distance(item.median()?)
    })
}

/// The average deviation above which a group does not agree: a sixth of the number of options.
///
/// 0.83 for five options, 1.17 for seven. Burke & Dunlap (2002).
pub fn average_deviation_limit(scale: Scale) -> f64 {
    scale.options() as f64 / 6.0
}

fn mean_variance(items: &[Histogram<'_>]) -> Estimate {
    mean_over(items, |item| item.sample()?.variance())
}

fn mean_over(items: &[Histogram<'_>], figure: impl Fn(Histogram<'_>) -> Estimate) -> Estimate {
    let first = items.first().ok_or(Undefined::TooFewItems)?;
    if items.iter().any(|item| item.range() != first.range()) {
        return Err(Undefined::MixedScales);
    }
    let total: f64 = items.iter().map(|&item| figure(item)).sum::<Estimate>()?;
    Ok(total / items.len() as f64)
}
