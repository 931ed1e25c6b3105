//! Change between two results of the same person: called a change only where it is reliable.

use super::score::Score;
use crate::statistics::change::ReliableChange;
use crate::statistics::confidence::Confidence;

pub use crate::statistics::change::Direction;

/// Two scores of one person on the same measure, the earlier first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The earlier one.
    pub before: Score,
    /// The later one.
    pub now: Score,
}

impl Change {
    /// Up or down only where the difference is more than answering again would give in 95 of 100 cases.
    pub fn direction(self) -> Direction {
        let reliable = ReliableChange::of_errors(self.before.sem, self.now.sem);
        reliable.direction(self.before.points, self.now.points, Confidence::NINETY_FIVE)
    }
}
