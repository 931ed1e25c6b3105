//! A table of figures with what R gave and what this room gives.
//! It prints every figure and fails if one of them is further off than its tolerance.

use footing_core::statistics::undefined::Estimate;
use serde_json::Value;

pub struct Table {
    title: String,
    lines: Vec<String>,
    breaches: Vec<String>,
    worst: (f64, String),
}

impl Table {
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), lines: Vec::new(), breaches: Vec::new(), worst: (0.0, String::new()) }
    }

    /// Difference in absolute terms, or relative to the expected value if that is above 1.
    pub fn compare(&mut self, figure: &str, expected: &Value, got: Estimate, tolerance: f64) {
        self.compare_on(figure, expected, got, tolerance, |expected| expected.abs().max(1.0));
    }

    /// Difference relative to the expected value however small: for tail probabilities.
    pub fn compare_relative(&mut self, figure: &str, expected: &Value, got: Estimate, tolerance: f64) {
        self.compare_on(figure, expected, got, tolerance, f64::abs);
    }

    /// A missing or null expectation means that the figure must be undefined.
    fn compare_on(&mut self, figure: &str, expected: &Value, got: Estimate, tolerance: f64, unit: fn(f64) -> f64) {
        let (line, ratio) = match (expected.as_f64(), got) {
            (Some(expected), Ok(got)) => {
                let difference = (got - expected).abs() / unit(expected);
                let ratio = difference / tolerance;
                let line = format!("{expected:>24.15e} {got:>24.15e} {difference:>9.1e}");
                (line, if ratio.is_nan() { f64::INFINITY } else { ratio })
            }
            (None, Err(reason)) => (format!("{:>24} {reason}", "undefined"), 0.0),
            (expected, got) => (format!("{expected:?} {got:?}"), f64::INFINITY),
        };
        let line = format!("{figure:<56} {line} of {tolerance:.0e}");
        if ratio > self.worst.0 {
            self.worst = (ratio, figure.to_owned());
        }
        if ratio > 1.0 {
            self.breaches.push(line.clone());
        }
        self.lines.push(line);
    }

    /// For whole numbers and verdicts.
    pub fn equal<T: PartialEq + std::fmt::Debug>(&mut self, figure: &str, expected: T, got: T) {
        let line = format!("{figure:<56} {expected:?} {got:?}");
        if expected != got {
            self.breaches.push(line.clone());
        }
        self.lines.push(line);
    }

    pub fn finish(self) {
        println!("\n{}: figure, expected, got, difference, tolerance", self.title);
        for line in &self.lines {
            println!("  {line}");
        }
        println!(
            "{}: {} figures, worst at {:.2e} of its tolerance ({})",
            self.title,
            self.lines.len(),
            self.worst.0,
            self.worst.1
        );
        assert!(
            self.breaches.is_empty(),
            "{} of {} figures are off:\n{}",
            self.breaches.len(),
            self.lines.len(),
            self.breaches.join("\n")
        );
    }
}
