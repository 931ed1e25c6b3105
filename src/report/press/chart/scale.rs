//! From a number to a place: plotters' ranged coordinate between two ends of an axis.

use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

pub(super) struct AxisScale {
    range: RangedCoordf64,
    ends: (i32, i32),
    bounds: (f64, f64),
}

impl AxisScale {
    pub fn new(bounds: (f64, f64), ends: (i32, i32)) -> Self {
        Self { range: (bounds.0..bounds.1).into(), ends, bounds }
    }

    /// Bounds on whole tens around all values, at least 20 apart, inside 0 to 100.
    pub fn tens(values: impl Iterator<Item = f64>, ends: (i32, i32)) -> Self {
        let (low, high) = values.fold((100.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        let low = (((low - 2.0) / 10.0).floor() * 10.0).clamp(0.0, 80.0);
        let high = (((high + 2.0) / 10.0).ceil() * 10.0).clamp(low + 20.0, 100.0);
        Self::new((low, high), ends)
    }

    /// The place of a value; one beyond the bounds stands at the bound.
    pub fn at(&self, value: f64) -> i32 {
        self.range.map(&value.clamp(self.bounds.0, self.bounds.1), self.ends)
    }

    /// Round numbers for the grid.
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        self.range.key_points(most)
    }
}
