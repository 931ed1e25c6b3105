//! How sure an interval is.

/// The level of a two-sided interval, strictly between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// 90 %.
    pub const NINETY: Self = Self(0.90);
    /// 95 %.
    pub const NINETY_FIVE: Self = Self(0.95);

    /// `None` unless the level lies between 0 and 1.
    pub fn new(level: f64) -> Option<Self> {
        (level > 0.0 && level < 1.0).then_some(Self(level))
    }

    /// Between 0 and 1.
    pub fn level(self) -> f64 {
        self.0
    }

    /// The probability left outside on each side: 0.025 for 95 %.
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }
}
