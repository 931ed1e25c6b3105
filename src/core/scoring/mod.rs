//! One person's answers become scores with their uncertainty, a level, and what changed since last time.
//! Pure: a score knows its survey, never whose it is.

mod change;
mod level;
mod profile;
mod score;

pub use change::{Change, Direction};
pub use level::{HeldBack, LevelStanding};
pub use profile::Profile;
pub use score::Score;

#[cfg(test)]
mod tests;
