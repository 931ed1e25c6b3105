//! What a number of people can show: the smallest difference a test finds with a given chance.
//! For planning only; afterwards, an interval says what was shown.

use super::confidence::Confidence;
use super::distribution::t_critical;
use super::undefined::{Estimate, Undefined};

/// A two-sided t test: the confidence it is made with, and the chance to find a difference that is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    confidence: Confidence,
    power: f64,
}

impl Test {
    /// Undefined unless the power is more than a half and less than 1.
    pub fn new(confidence: Confidence, power: f64) -> Estimate<Self> {
        if power > 0.5 && power < 1.0 { Ok(Self { confidence, power }) } else { Err(Undefined::NotAProportion) }
    }

    /// The smallest difference between the means of two groups of `n` people each, in units of `deviation`.
    ///
    /// As the other functions here `t(1 − α/2) + t(power)` standard errors, where the exact answer takes a noncentral t:
    /// with five people that is 0.2 % more for two groups and 1.2 % more for one, and with more people the same.
    /// Undefined for one person. Cohen (1988).
    pub fn difference_of_groups(self, n: u64, deviation: f64) -> Estimate {
        self.standard_errors(2.0 * (n as f64 - 1.0), deviation * (2.0 / n as f64).sqrt())
    }

    /// The smallest difference between the mean of `n` people and a mean that is known, in units of `deviation`.
    pub fn difference_from_known(self, n: u64, deviation: f64) -> Estimate {
        self.standard_errors(n as f64 - 1.0, deviation / (n as f64).sqrt())
    }

    /// The smallest mean change of `n` people asked twice, in units of `deviation`, the one of both times.
    ///
    /// Their two scores correlate by `stability`, 0 to below 1.
    pub fn change(self, n: u64, deviation: f64, stability: f64) -> Estimate {
        if !(0.0..1.0).contains(&stability) {
            return Err(Undefined::NotAProportion);
        }
        self.difference_from_known(n, deviation * (2.0 * (1.0 - stability)).sqrt())
    }

    fn standard_errors(self, degrees: f64, standard_error: f64) -> Estimate {
        if degrees < 1.0 {
            return Err(Undefined::OnePerson);
        }
        // The two-sided interval that leaves 1 − power on one side.
        let one_sided = Confidence::new(2.0 * self.power - 1.0).ok_or(Undefined::NotAProportion)?;
        let reach = t_critical(self.confidence, degrees) + t_critical(one_sided, degrees);
        let difference = reach * standard_error;
        if difference.is_finite() && difference > 0.0 { Ok(difference) } else { Err(Undefined::NotFinite) }
    }
}
