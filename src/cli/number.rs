//! Numbers on the command line, each within what it can mean.

use std::ops::{Bound, RangeBounds};

/// Reads a number of a range, for `value_parser`.
pub fn within<R>(range: R) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static
where
    R: RangeBounds<f64> + Clone + Send + Sync + 'static,
{
    move |text| {
        let number = text.trim().parse::<f64>().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| format!("write a number {}", said(&range)))
    }
}

fn said(range: &impl RangeBounds<f64>) -> String {
    let least = match range.start_bound() {
        Bound::Included(least) => format!("from {least} "),
        Bound::Excluded(least) => format!("above {least} "),
        Bound::Unbounded => String::new(),
    };
    match range.end_bound() {
        Bound::Included(most) => format!("{least}to {most}"),
        Bound::Excluded(most) => format!("{least}to below {most}"),
        Bound::Unbounded => least.trim_end().to_owned(),
    }
}

/// A range whose ends do not belong to it.
pub type Between = (Bound<f64>, Bound<f64>);

/// Above `least` and below `most`.
pub fn between(least: f64, most: f64) -> Between {
    (Bound::Excluded(least), Bound::Excluded(most))
}

/// Above `least` up to `most`.
pub fn above(least: f64, most: f64) -> Between {
    (Bound::Excluded(least), Bound::Included(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_outside_its_range_is_refused_with_the_range() {
        assert_eq!(within(0.0..=1.0)("0.5"), Ok(0.5));
        assert_eq!(within(0.0..=1.0)("1.5"), Err("write a number from 0 to 1".to_owned()));
        assert_eq!(within(above(0.0, 50.0))("0"), Err("write a number above 0 to 50".to_owned()));
        assert_eq!(within(between(0.5, 1.0))("1"), Err("write a number above 0.5 to below 1".to_owned()));
        for wrong in ["NaN", "inf", "-0.1", "", "many"] {
            assert!(within(0.0..=1.0)(wrong).is_err(), "{wrong}");
        }
    }
}
