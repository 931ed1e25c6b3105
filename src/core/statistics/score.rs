//! One person's mean over the items of a dimension, with some of them unanswered.
//! Items must be keyed in one direction before: see [`Scale::reversed`](super::scale::Scale::reversed).

use super::scale::MISSING;
use super::undefined::{Estimate, Undefined};

/// Mean of the answered items if at least `minimum` were answered, in item units.
///
/// Filling each gap with the person's own mean gives the same; the prorated sum is k times it. Only
/// for items of similar difficulty, and biased if people skip the hard ones: ask for about 80 % of
/// the items. Mazza, Enders & Ruehlman (2015).
pub fn prorated_mean(answers: &[u8], minimum: usize) -> Estimate {
    let answered = answers.iter().filter(|&&value| value != MISSING);
    let (count, sum) = answered.fold((0, 0), |(count, sum), &value| (count + 1, sum + u64::from(value)));
    match count {
        0 => Err(Undefined::NoAnswers),
        _ if count < minimum => Err(Undefined::TooFewAnswers),
        _ => Ok(sum as f64 / count as f64),
    }
}
