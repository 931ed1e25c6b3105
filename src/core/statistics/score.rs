//! One person's mean over the items of a dimension, with some of them unanswered.
//! Items must be keyed in one direction before: see [`Scale::reversed`](super::scale::Scale::reversed).

use super::undefined::{Estimate, Undefined};

/// A mean over the items that were answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProratedMean {
    /// In the unit of the answers.
    pub mean: f64,
    /// The items that were answered, at least one.
    pub answered: usize,
    /// The items that were asked.
    pub asked: usize,
}

impl ProratedMean {
    /// Of one person's answers, an unanswered item being `None`, if at least `minimum` were answered.
    ///
    /// Filling each gap with the person's own mean gives the same; the prorated sum is k times it. Only
    /// for items of similar difficulty, and biased if people skip the hard ones: ask for about 80 % of
    /// the items. Mazza, Enders & Ruehlman (2015).
    ///
    /// # Errors
    /// No answer, or fewer than `minimum`.
    /// # Examples
    /// ```
    /// use footing_core::statistics::score::ProratedMean;
    ///
    /// let score = ProratedMean::of([Some(4.0), None, Some(5.0)], 2).unwrap();
    /// assert_eq!((score.mean, score.answered, score.asked), (4.5, 2, 3));
    /// assert!(ProratedMean::of([Some(4.0), None, None], 2).is_err());
    /// ```
    pub fn of(answers: impl IntoIterator<Item = Option<f64>>, minimum: usize) -> Estimate<Self> {
        let (mut asked, mut answered, mut sum) = (0, 0, 0.0);
        for answer in answers {
            asked += 1;
            if let Some(points) = answer {
                answered += 1;
                sum += points;
            }
        }
        match answered {
            0 => Err(Undefined::NoAnswers),
            _ if answered < minimum => Err(Undefined::TooFewAnswers),
            _ => Ok(Self { mean: sum / answered as f64, answered, asked }),
        }
    }
}
