//! The step libraries, the rules that choose one step for a person and for a team, and the facts that explain the choice.
//! Pure: the same answers always give the same step.

mod choice;
mod coverage;
mod library;
mod situation;
mod step;
mod team;

pub use choice::{Reason, Suggestion};
pub use coverage::{Flaw, flaws};
pub use library::{Library, read_steps, read_team_steps};
pub use situation::{Fit, Place, Situation};
pub use step::{Audience, Pattern, Step, StepId, StepKind, When};
pub use team::{TeamFinding, TeamLibrary, TeamReason, TeamSituation, TeamState, TeamSuggestion, TeamWhen};

#[cfg(test)]
mod tests;
