//! The answer scale of one item: whole numbers from a lowest to a highest value.
//! It says how answers are reversed and how a mean becomes a percentage of the maximum possible.

use serde::Serialize;
use thiserror::Error;

/// The cell value of an unanswered item; no scale reaches it.
pub const MISSING: u8 = u8::MAX;

/// Whole numbers from `lowest` to `highest`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    lowest: u8,
    highest: u8,
}

/// The bounds do not make a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a scale runs from a lowest to a higher value below {MISSING}, not from {lowest} to {highest}")]
pub struct NotAScale {
    /// The lowest value that was asked for.
    pub lowest: u8,
    /// The highest value that was asked for.
    pub highest: u8,
}

impl Scale {
    /// A scale has at least two options and stays below [`MISSING`].
    pub fn new(lowest: u8, highest: u8) -> Result<Self, NotAScale> {
        if lowest < highest && highest < MISSING {
            Ok(Self { lowest, highest })
        } else {
            Err(NotAScale { lowest, highest })
        }
    }

    /// The value of the lowest option.
    pub fn lowest(self) -> u8 {
        self.lowest
    }

    /// The value of the highest option.
    pub fn highest(self) -> u8 {
        self.highest
    }

    /// How many answers are possible: 5 for a scale from 1 to 5.
    pub fn options(self) -> usize {
        usize::from(self.highest - self.lowest) + 1
    }

    /// Whether it is one of the options; a missing answer is none.
    pub fn contains(self, value: u8) -> bool {
        (self.lowest..=self.highest).contains(&value)
    }

    /// The answer to a reverse-keyed item in the direction of the others: (lowest + highest) − x.
    ///
    /// A missing answer stays missing. Changing the sign instead would leave the scale and shift
    /// every mean. `None` if the value is not on the scale.
    pub fn reversed(self, value: u8) -> Option<u8> {
        match value {
            MISSING => Some(MISSING),
            _ if self.contains(value) => Some(self.highest - (value - self.lowest)),
            _ => None,
        }
    }

    /// A mean item value as percent of maximum possible, see [`Unit::pomp`].
    pub fn pomp(self, mean: f64) -> f64 {
        self.unit().pomp(mean)
    }

    /// The ends of the scale, as the unit of figures.
    pub fn unit(self) -> Unit {
        Unit { lowest: f64::from(self.lowest), highest: f64::from(self.highest) }
    }
}

/// The ends of what figures are measured in: the values of an item, or percent of maximum possible.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Unit {
    /// The least a figure can be.
    pub lowest: f64,
    /// The most a figure can be.
    pub highest: f64,
}

impl Unit {
    /// Percent of maximum possible.
    pub const POMP: Self = Self { lowest: 0.0, highest: 100.0 };

    /// Percent of maximum possible: a score mapped to 0–100.
    ///
    /// Linear, so it maps limits and intervals as well; a value outside the scale, such as the end
    /// of an interval, maps outside 0–100. Scales with different numbers of options are not made
    /// comparable by it. Cohen, Cohen, Aiken & West (1999).
    pub fn pomp(self, score: f64) -> f64 {
        100.0 * (score - self.lowest) / (self.highest - self.lowest)
    }

    /// A difference, standard deviation or standard error of scores in POMP points.
    pub fn pomp_difference(self, difference: f64) -> f64 {
        100.0 * difference / (self.highest - self.lowest)
    }
}
