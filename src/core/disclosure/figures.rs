//! What a release says of a group in one column.

use serde::{Deserialize, Serialize};

use super::audit::{Audited, Shares};
use crate::statistics::confidence::Confidence;
use crate::statistics::interval::Interval;

/// What may be shown of a group's answers to one measure.
///
/// A dimension's figure is the mean of its items' figures as they are given, and a survey's likewise. It adds nothing to
/// what the items tell: with the mean of people's scores beside the items, anyone who left one out could be worked out
/// from the rest, and so could an item of which only a limit is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Of the item that the fewest have answered.
    pub answers: Band,
    /// Mean in percent of the maximum possible, 0 to 100, to one decimal.
    pub mean: f64,
    /// The mean lies beyond what is given, as does one of its items': below ten answers, one near an end would tell what
    /// everybody answered.
    pub beyond: Option<Beyond>,
    /// Against the organisation, from the mean as it is given; `None` for the organisation itself and where it cannot be
    /// told.
    pub standing: Option<Standing>,
    /// How far people agree; `None` where no shares may be shown.
    #[serde(rename = "opinions")]
    pub agreement: Option<Audited<Shares, Agreement>>,
    /// The mean of the wave before, where the difference is more than chance and about the same people answered.
    pub before: Option<f64>,
    /// Of an item, how many in a hundred chose each option, lowest first, as it was worded; of a survey with levels, how
    /// many stand on each. Empty where no shares may be shown.
    pub shares: Audited<Shares, Vec<u8>>,
}

/// On which side of the figure that is given the mean lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beyond {
    /// The mean is what is given, or lower.
    AtMost,
    /// The mean is what is given, or higher.
    AtLeast,
}

/// How many answers there are, without saying exactly: both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The fewest there may be.
    pub from: u32,
    /// The most there may be.
    pub to: u32,
}

/// Where a group lies against the organisation, from its shrunken mean and the 95 % interval of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The whole interval lies below the organisation's mean.
    ClearlyBelow,
    /// The organisation's mean lies within the interval.
    AboutTheSame,
    /// The whole interval lies above the organisation's mean.
    ClearlyAbove,
}

/// Average deviation from the median, over the items: Burke & Dunlap (2002) for the upper limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// On average less than half a scale point from the middle answer.
    Close,
    /// Between close and split.
    Mixed,
    /// On average more than a sixth of the options from it: one figure says little about anybody.
    Split,
}

impl std::fmt::Display for Band {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}–{}", self.from, self.to)
    }
}

impl Band {
    /// The band of a number of answers: five wide below 50, ten below 200, fifty below 1,000, then a hundred.
    pub fn of(answers: u32) -> Band {
        let width = match answers {
            0..50 => 5,
            50..200 => 10,
            200..1000 => 50,
            _ => 100,
        };
        let from = answers / width * width;
        Band { from, to: from + width - 1 }
    }
}

impl Figures {
    /// How far chance alone may move the mean, to either side, in 95 of 100 cases: from the spread of people within
    /// teams, and the lower end of the band of answers.
    pub fn margin_of_error(&self, within: f64) -> f64 {
        Interval::of_estimate(0.0, within / f64::from(self.answers.from.max(1)).sqrt(), Confidence::NINETY_FIVE).upper
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_answers_lies_in_its_band_and_bands_do_not_overlap() {
        let mut last = Band { from: 0, to: 0 };
        for answers in 0..3000 {
            let band = Band::of(answers);
            assert!((band.from..=band.to).contains(&answers));
            assert!(band == last || band.from == last.to + 1 || answers == 0, "{last:?} {band:?}");
            last = band;
        }
    }
}
