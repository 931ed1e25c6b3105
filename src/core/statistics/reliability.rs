//! How consistently a set of items measures: alpha, Guttman's bounds, split halves.
//! All of it comes from a covariance matrix; it is a property of items and population, never of a team.
//!
//! Omega is in [`factor`](super::factor). None of these coefficients says that the items measure one thing: a scale of two unrelated halves
//! can have an alpha above .9. All can be negative, and below 0 they mean that items contradict each
//! other, most often because a reverse-keyed item was not reversed.

use super::confidence::Confidence;
use super::covariance::Covariance;
use super::distribution::f_quantile_above;
use super::interval::Interval;
use super::undefined::{Estimate, Undefined};

/// Coefficient alpha from covariances ("raw"), at most 1, without a lower limit.
///
/// A constant item stays one of the k items and contributes no variance. Undefined for fewer than
/// two items or when everybody has the same total. Cronbach (1951).
/// # Examples
/// ```
/// use footing_core::statistics::covariance::Covariance;
/// use footing_core::statistics::reliability::alpha;
/// use footing_core::statistics::rows::Rows;
///
/// // Four people, three items from 1 to 5.
/// let answers = [1, 2, 1, 3, 3, 4, 4, 4, 5, 5, 5, 5];
/// let covariance = Covariance::pairwise(Rows::new(3, &answers).unwrap()).unwrap();
/// assert!((alpha(&covariance).unwrap() - 0.967).abs() < 0.001);
/// ```
pub fn alpha(covariance: &Covariance) -> Estimate {
    let k = at_least_two_items(covariance)?;
    let total = covariance.total_variance()?;
    Ok(k / (k - 1.0) * (1.0 - covariance.trace() / total))
}

/// Alpha of the items as if all had variance 1: k·r̄ / (1 + (k − 1)·r̄).
///
/// Undefined if an item is constant. Cronbach (1951).
pub fn standardised_alpha(covariance: &Covariance) -> Estimate {
    alpha(&covariance.standardised()?)
}

/// Alpha of the remaining items, for each item left out.
pub fn alpha_if_dropped(covariance: &Covariance) -> Vec<Estimate> {
    (0..covariance.items()).map(|item| alpha(&covariance.without(item))).collect()
}

/// Interval of [`alpha`] for an estimate from `n` people and `items` items.
///
/// The lower limit is negative when few people were asked, and is not clipped. Feldt (1965); Feldt,
/// Woodruff & Salih (1987).
pub fn feldt_interval(alpha: f64, n: u64, items: usize, confidence: Confidence) -> Estimate<Interval> {
    if items < 2 {
        return Err(Undefined::TooFewItems);
    }
    if n < 2 {
        return Err(Undefined::OnePerson);
    }
    if !alpha.is_finite() {
        return Err(Undefined::NotFinite);
    }
    let people = n as f64 - 1.0;
    let residual = people * (items as f64 - 1.0);
    let limit = |tail| 1.0 - (1.0 - alpha) * f_quantile_above(tail, people, residual);
    Ok(Interval { lower: limit(confidence.tail()), upper: limit(1.0 - confidence.tail()) })
}

/// Correlation of each item with the sum of the others, −1 to 1.
///
/// A negative one is the sign of a forgotten reverse key. Undefined for a constant item, and where
/// the others have the same sum for everybody.
pub fn item_rest_correlations(covariance: &Covariance) -> Vec<Estimate> {
    (0..covariance.items()).map(|item| item_rest_correlation(covariance, item)).collect()
}

fn item_rest_correlation(covariance: &Covariance, item: usize) -> Estimate {
    at_least_two_items(covariance)?;
    let rest = covariance.without(item).total_variance()?;
    let variance = covariance.variance(item);
    if variance == 0.0 {
        return Err(Undefined::NoVariance);
    }
    let with_all: f64 = covariance.row(item).iter().sum();
    Ok((with_all - variance) / (variance * rest).sqrt())
}

/// Guttman's λ₂, a better lower bound of reliability than alpha, at least as large.
///
/// Guttman (1945). `psych::guttman` reports it for the correlation matrix.
pub fn lambda_2(covariance: &Covariance) -> Estimate {
    let k = at_least_two_items(covariance)?;
    let total = covariance.total_variance()?;
    let trace = covariance.trace();
    let squares: f64 =
        (0..covariance.items()).flat_map(|item| covariance.row(item).iter().map(|cell| cell * cell)).sum();
    let variance_squares: f64 = (0..covariance.items()).map(|item| covariance.variance(item).powi(2)).sum();
    let off_diagonal = squares - variance_squares;
    Ok((total - trace + (k / (k - 1.0) * off_diagonal).sqrt()) / total)
}

/// Guttman's λ₆, from what each item shares with all the others by regression.
///
/// Undefined if the items repeat each other or there are not more people than items. Guttman
/// (1945). `psych` reports it for the correlation matrix.
pub fn lambda_6(covariance: &Covariance) -> Estimate {
    at_least_two_items(covariance)?;
    let total = covariance.total_variance()?;
    let unexplained: f64 = covariance.inverse_diagonal()?.iter().map(|inverse| 1.0 / inverse).sum();
    Ok(1.0 - unexplained / total)
}

/// The odd-numbered items (first, third, …) against the even-numbered ones.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct SplitHalf {
    /// Correlation of the two half sums.
    pub correlation: f64,
    /// Reliability of the whole if the halves are parallel. Spearman (1910); Brown (1910).
    pub spearman_brown: f64,
    /// Reliability of the whole without assuming equal variances. Guttman (1945); Rulon (1939).
    pub guttman_rulon: f64,
    /// Spearman–Brown for halves of unequal length. Horst (1951).
    pub horst: f64,
}

/// Split-half reliability of odd against even items.
///
/// Undefined for fewer than two items or when a half does not vary.
pub fn split_half(covariance: &Covariance) -> Estimate<SplitHalf> {
    let k = at_least_two_items(covariance)?;
    let total = covariance.total_variance()?;
    let odd: Vec<usize> = (0..covariance.items()).step_by(2).collect();
    let even: Vec<usize> = (1..covariance.items()).step_by(2).collect();
    let odd_variance = covariance.select(&odd).total_variance()?;
    let even_variance = covariance.select(&even).total_variance()?;

    let r = covariance.between(&odd, &even) / (odd_variance * even_variance).sqrt();
    if r <= -1.0 {
        return Err(Undefined::NoVariance);
    }
    let lengths = odd.len() as f64 / k * (even.len() as f64 / k);
    let root = (r * r + 4.0 * lengths * (1.0 - r * r)).max(0.0).sqrt();
    Ok(SplitHalf {
        correlation: r,
        spearman_brown: 2.0 * r / (1.0 + r),
        guttman_rulon: 2.0 * (1.0 - (odd_variance + even_variance) / total),
        horst: 2.0 * r / (root + r),
    })
}

/// Reliability of an instrument, or of a group's mean, `factor` times as long as one of this reliability.
///
/// The factor may be below 1; from one answer of a group to the mean of n, ICC(1) becomes ICC(2) by the factor n.
/// Undefined unless the reliability lies above 0 and at most at 1 and the factor above 0. Spearman (1910); Brown (1910).
pub fn lengthened(reliability: f64, factor: f64) -> Estimate {
    if !(reliability > 0.0 && reliability <= 1.0 && factor > 0.0 && factor.is_finite()) {
        return Err(Undefined::ReliabilityOutOfRange);
    }
    Ok(factor * reliability / (1.0 + (factor - 1.0) * reliability))
}

/// How many times as long it has to be for the wanted reliability: the inverse of [`lengthened`].
///
/// Undefined unless both lie between 0 and 1, both excluded.
pub fn length_needed(reliability: f64, wanted: f64) -> Estimate {
    let open = |value: f64| value > 0.0 && value < 1.0;
    if !open(reliability) || !open(wanted) {
        return Err(Undefined::ReliabilityOutOfRange);
    }
    Ok(wanted * (1.0 - reliability) / (reliability * (1.0 - wanted)))
}

/// Standard error of measurement of one person's score, SD·√(1 − reliability), in score units.
///
/// 95 % of observed scores lie within ±1.96 of it around the true score. A negative reliability
/// makes it larger than the SD itself; one above 1 is an error. Lord & Novick (1968).
pub fn standard_error_of_measurement(standard_deviation: f64, reliability: f64) -> Estimate {
    if reliability > 1.0 {
        return Err(Undefined::ReliabilityOutOfRange);
    }
    let error = standard_deviation * (1.0 - reliability).sqrt();
    if error.is_finite() { Ok(error) } else { Err(Undefined::NotFinite) }
}

fn at_least_two_items(covariance: &Covariance) -> Estimate {
    if covariance.items() < 2 {
        return Err(Undefined::TooFewItems);
    }
    Ok(covariance.items() as f64)
}
