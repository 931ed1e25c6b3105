//! The hatch of what is not shown: by a pattern in SVG, by its single lines elsewhere.

use skrifa::outline::OutlinePen;

use super::Point;

/// The distance between two lines, and how thick they are.
pub(super) const STEP: f32 = 6.0;
pub(super) const LINE: f32 = 1.5;

/// The lines that the pattern shows in a field, cut at its edges.
pub(super) fn lines(pen: &mut dyn OutlinePen, from: Point, to: Point) {
    let ((left, top), (right, bottom)) = ((from.0 as f32, from.1 as f32), (to.0 as f32, to.1 as f32));
    // On each line the sum of x and y is the same.
    let sum = |line: i32| (line as f32 * STEP + LINE / 2.0) * std::f32::consts::SQRT_2;
    let first = ((left + top) / (STEP * std::f32::consts::SQRT_2)).floor() as i32 - 1;
    for sum in (first..).map(sum).skip_while(|sum| *sum <= left + top).take_while(|sum| *sum < right + bottom) {
        let upper = if sum - top <= right { (sum - top, top) } else { (right, sum - right) };
        let lower = if sum - left <= bottom { (left, sum - left) } else { (sum - bottom, bottom) };
        pen.move_to(upper.0, upper.1);
        pen.line_to(lower.0, lower.1);
    }
}

#[cfg(test)]
mod tests {
    use skrifa::outline::pen::PathElement;

    use super::*;

    #[test]
    fn the_lines_of_a_hatch_stay_in_their_field_and_cross_all_of_it() {
        let mut drawn: Vec<PathElement> = Vec::new();
        lines(&mut drawn, (20, 30), (60, 50));
        let points: Vec<(f32, f32)> = drawn
            .iter()
            .map(|element| match element {
                PathElement::MoveTo { x, y } | PathElement::LineTo { x, y } => (*x, *y),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(points.len(), 14, "{points:?}");
        assert!(points.iter().all(|(x, y)| (20.0..=60.0).contains(x) && (30.0..=50.0).contains(y)), "{points:?}");
    }
}
