//! Many tests at once: probabilities adjusted so that chance findings stay rare.
//! Tests that could not be computed keep their reason and do not count among the tests.

use super::undefined::{Estimate, Undefined};

/// Holm's adjusted probabilities: controls the chance of even one false finding.
///
/// For a few planned comparisons. At most 1, in the order given, equal for equal ones. Holm (1979).
pub fn holm(probabilities: &[Estimate]) -> Vec<Estimate> {
    let mut adjusted = checked(probabilities);
    let ascending = ascending(&adjusted);
    let tests = ascending.len() as f64;
    let mut highest = 0.0_f64;
    for (step, (position, p)) in ascending.into_iter().enumerate() {
        highest = highest.max(p * (tests - step as f64)).min(1.0);
        adjusted[position] = Ok(highest);
    }
    adjusted
}

/// Benjamini and Hochberg's adjusted probabilities: controls the share of false findings.
///
/// For many comparisons, such as 14 items of one team. At most 1, in the order given, equal for
/// equal ones. Benjamini & Hochberg (1995).
pub fn benjamini_hochberg(probabilities: &[Estimate]) -> Vec<Estimate> {
    let mut adjusted = checked(probabilities);
    let ascending = ascending(&adjusted);
    let tests = ascending.len() as f64;
    let mut lowest = 1.0_f64;
    for (step, (position, p)) in ascending.into_iter().enumerate().rev() {
        lowest = lowest.min(p * (tests / (step as f64 + 1.0)));
        adjusted[position] = Ok(lowest);
    }
    adjusted
}

/// What is no probability becomes undefined instead of spoiling the others.
fn checked(probabilities: &[Estimate]) -> Vec<Estimate> {
    let proportion = |p: f64| {
        let valid = (0.0..=1.0).contains(&p);
        valid.then_some(p).ok_or(Undefined::NotAProportion)
    };
    let probabilities = probabilities.iter();
    probabilities.map(|p| p.and_then(proportion)).collect()
}

/// The defined probabilities with their positions, smallest first.
fn ascending(probabilities: &[Estimate]) -> Vec<(usize, f64)> {
    let positions = probabilities.iter().enumerate();
    let mut defined: Vec<(usize, f64)> = positions.filter_map(|(position, p)| Some((position, (*p).ok()?))).collect();
    defined.sort_by(|a, b| a.1.total_cmp(&b.1));
    defined
}
