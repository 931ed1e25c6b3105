//! How far a correlation can be trusted, and whether two of them differ.

use super::confidence::Confidence;
use super::distribution::{normal_critical, normal_two_sided};
use super::interval::Interval;
use super::undefined::{Estimate, Undefined};

/// Interval of a correlation from `n` people, within −1 to 1, by the inverse hyperbolic tangent.
///
/// Undefined for fewer than four people. A correlation of exactly ±1 has an interval of zero width. Fisher (1921).
pub fn correlation_interval(r: f64, n: u64, confidence: Confidence) -> Estimate<Interval> {
    let error = standard_error(n)?;
    let centre = transformed(r)?;
    let half_width = normal_critical(confidence) * error;
    Ok(Interval { lower: (centre - half_width).tanh(), upper: (centre + half_width).tanh() })
}

/// Two-sided probability of a difference this large between the correlations of two independent groups, given as
/// correlation and number of people, if they did not differ in the population.
///
/// Undefined if one comes from fewer than four people, and for a correlation of exactly ±1. Fisher (1921).
pub fn correlation_difference(first: (f64, u64), second: (f64, u64)) -> Estimate {
    let difference = transformed(first.0)? - transformed(second.0)?;
    let error = standard_error(first.1)?.hypot(standard_error(second.1)?);
    if difference.is_finite() { Ok(normal_two_sided(difference / error)) } else { Err(Undefined::NoVariance) }
}

fn transformed(r: f64) -> Estimate {
    if (-1.0..=1.0).contains(&r) { Ok(r.atanh()) } else { Err(Undefined::NotFinite) }
}

/// Of the transformed correlation, 1 / √(n − 3).
fn standard_error(n: u64) -> Estimate {
    if n < 4 { Err(Undefined::TooFewAnswers) } else { Ok(1.0 / ((n - 3) as f64).sqrt()) }
}
