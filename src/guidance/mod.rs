//! The step library, the rules that choose one step for a person, and the facts that explain the choice.
//! Pure: the same answers always give the same step.

mod choice;
mod coverage;
mod library;
mod situation;
mod step;

pub use choice::{Reason, Suggestion};
pub use coverage::{Flaw, flaws};
pub use library::{Library, read_steps};
pub use situation::{Fit, Place, Situation};
pub use step::{Audience, Pattern, Step, StepId, StepKind, When};

#[cfg(test)]
mod tests;
