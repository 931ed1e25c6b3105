//! One sample of values as its size, mean and sum of squared deviations.
//! All comparisons of means, ICC and random effects start from these three figures.

use super::undefined::{Estimate, Undefined};

/// At least one value, all of them finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    n: u64,
    mean: f64,
    squares: f64,
}

impl Sample {
    /// Two passes over the values, so that a large mean does not eat the spread.
    ///
    /// Undefined without values or with a value that is not finite.
    pub fn of(values: &[f64]) -> Estimate<Self> {
        if values.is_empty() {
            return Err(Undefined::NoAnswers);
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        if !squares.is_finite() {
            return Err(Undefined::NotFinite);
        }
        Ok(Self { n: values.len() as u64, mean, squares })
    }

    /// From the integer sum and sum of squares of `n` values: no rounding before the division.
    pub(super) fn of_integers(n: u64, sum: u64, sum_of_squares: u64) -> Estimate<Self> {
        if n == 0 {
            return Err(Undefined::NoAnswers);
        }
        let scaled = u128::from(n) * u128::from(sum_of_squares) - u128::from(sum) * u128::from(sum);
        Ok(Self { n, mean: sum as f64 / n as f64, squares: scaled as f64 / n as f64 })
    }

    /// The same values divided by a positive number: a sum over k items as a mean over k items.
    pub fn divided_by(self, divisor: u32) -> Estimate<Self> {
        if divisor == 0 {
            return Err(Undefined::TooFewItems);
        }
        let divisor = f64::from(divisor);
        Ok(Self { n: self.n, mean: self.mean / divisor, squares: self.squares / (divisor * divisor) })
    }

    /// How many values there are, at least one.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// In the unit of the values.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Sum of squared deviations from the mean; 0 for one value.
    pub fn squares(&self) -> f64 {
        self.squares
    }

    /// Sample variance, divisor n − 1, in squared units. Undefined for one value.
    pub fn variance(&self) -> Estimate {
        if self.n < 2 {
            return Err(Undefined::OnePerson);
        }
        Ok(self.squares / (self.n - 1) as f64)
    }

    /// Standard deviation, divisor n − 1, in the units of the values. Undefined for one value.
    pub fn standard_deviation(&self) -> Estimate {
        self.variance().map(f64::sqrt)
    }

    /// Standard error of the mean, SD / √n. Undefined for one value.
    pub fn standard_error(&self) -> Estimate {
        self.variance().map(|variance| (variance / self.n as f64).sqrt())
    }
}
