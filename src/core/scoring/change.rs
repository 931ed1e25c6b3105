//! Change between two results of the same person: called a change only where it is reliable.

use super::score::Score;

/// Beyond this many standard errors of the difference a change is reliable (Jacobson & Truax, 1991).
const RELIABLE: f64 = 1.96;

/// Two scores of one person on the same measure, the earlier first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    pub before: Score,
    pub now: Score,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    /// The difference is within what answering again would give.
    Unclear,
}

impl Change {
    /// The reliable change index: the difference in units of its standard error.
    pub fn index(self) -> f64 {
        (self.now.points - self.before.points) / self.before.error_of_difference(self.now)
    }

    pub fn direction(self) -> Direction {
        match self.index() {
            index if index > RELIABLE => Direction::Up,
            index if index < -RELIABLE => Direction::Down,
            _ => Direction::Unclear,
        }
    }
}
