//! Finds room for labels: what is taken stays taken, and of the free places the least harmful wins, in a fixed order.
//! The same points give the same places; no label moves because of chance.

use super::Point;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub from: Point,
    pub to: Point,
}

impl Area {
    pub fn around(centre: Point, half: (i32, i32)) -> Self {
        Self { from: (centre.0 - half.0, centre.1 - half.1), to: (centre.0 + half.0, centre.1 + half.1) }
    }

    pub fn middle(self) -> Point {
        (self.from.0.midpoint(self.to.0), self.from.1.midpoint(self.to.1))
    }

    fn meets(self, other: Self) -> bool {
        self.from.0 < other.to.0 && other.from.0 < self.to.0 && self.from.1 < other.to.1 && other.from.1 < self.to.1
    }

    fn lies_in(self, other: Self) -> bool {
        self.from.0 >= other.from.0 && self.to.0 <= other.to.0 && self.from.1 >= other.from.1 && self.to.1 <= other.to.1
    }
}

pub(super) struct Placement {
    bounds: Area,
    taken: Vec<Area>,
    avoided: Vec<Area>,
}

impl Placement {
    pub fn new(bounds: Area) -> Self {
        Self { bounds, taken: Vec::new(), avoided: Vec::new() }
    }

    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Marks an area that a label should rather not cover, but may.
    pub fn avoid(&mut self, area: Area) {
        self.avoided.push(area);
    }

    /// A free place of the given size close to a point: at the corners, then right, left, above and below.
    pub fn beside(&mut self, point: Point, size: (i32, i32), distance: i32) -> Option<Area> {
        let (x, y) = (size.0 / 2 + distance, size.1 / 2 + distance);
        let slant = (size.0 / 2 + distance / 3, size.1 / 2 + distance - 1);
        let shifts = [
            (slant.0, -slant.1),
            (slant.0, slant.1),
            (-slant.0, -slant.1),
            (-slant.0, slant.1),
            (x, 0),
            (-x, 0),
            (0, -y),
            (0, y),
        ];
        self.best_free(point, size, shifts.into_iter())
    }

    /// A free place on growing circles around a point; for small signs in a crowd, with a line back to their point.
    pub fn around(&mut self, point: Point, size: (i32, i32)) -> Option<Area> {
        let shifts = (14..90).step_by(6).flat_map(|radius| {
            (0..16).map(move |step| {
                let angle = f64::from(step) * std::f64::consts::TAU / 16.0;
                ((f64::from(radius) * angle.cos()).round() as i32, (f64::from(radius) * angle.sin()).round() as i32)
            })
        });
        self.best_free(point, size, shifts)
    }

    /// Of the free places the one that covers the fewest avoided areas, and of those the first.
    fn best_free(&mut self, point: Point, size: (i32, i32), shifts: impl Iterator<Item = Point>) -> Option<Area> {
        let found = shifts
            .map(|shift| Area::around((point.0 + shift.0, point.1 + shift.1), (size.0 / 2 + 1, size.1 / 2)))
            .filter(|area| area.lies_in(self.bounds) && !self.taken.iter().any(|taken| taken.meets(*area)))
            .min_by_key(|area| self.avoided.iter().filter(|avoided| avoided.meets(*area)).count())?;
        self.taken.push(found);
        Some(found)
    }
}

/// Pushes heights apart until neighbours are `distance` away from each other, and keeps them inside the bounds if they can be.
/// Gives them back in the order in which they came.
pub(super) fn spread(heights: &[i32], distance: i32, bounds: (i32, i32)) -> Vec<i32> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by_key(|index| (heights[*index], *index));
    let mut placed = heights.to_vec();
    let mut last = bounds.0 - distance;
    for index in &order {
        placed[*index] = placed[*index].max(last + distance);
        last = placed[*index];
    }
    let mut next = bounds.1 + distance;
    for index in order.iter().rev() {
        placed[*index] = placed[*index].min(next - distance);
        next = placed[*index];
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_labels_of_one_point_never_lie_on_each_other() {
        let mut placement = Placement::new(Area { from: (0, 0), to: (200, 200) });
        let first = placement.beside((100, 100), (40, 14), 6).unwrap();
        let second = placement.beside((100, 100), (40, 14), 6).unwrap();
        assert!(!first.meets(second));
    }

    #[test]
    fn a_label_stands_beside_the_cross_of_its_point_and_not_on_it() {
        let mut placement = Placement::new(Area { from: (0, 0), to: (200, 200) });
        let (across, upwards) = (Area { from: (60, 100), to: (140, 101) }, Area { from: (100, 60), to: (101, 140) });
        placement.avoid(across);
        placement.avoid(upwards);
        let label = placement.beside((100, 100), (40, 14), 6).unwrap();
        assert!(!label.meets(across) && !label.meets(upwards));
    }

    #[test]
    fn a_label_without_room_is_not_placed() {
        let mut placement = Placement::new(Area { from: (0, 0), to: (30, 30) });
        assert_eq!(placement.beside((15, 15), (40, 14), 6), None);
    }

    #[test]
    fn labels_at_one_height_are_spread_and_keep_their_order() {
        assert_eq!(spread(&[50, 50, 10], 16, (0, 100)), [50, 66, 10]);
        assert_eq!(spread(&[95, 99], 16, (0, 100)), [84, 100]);
    }
}
