//! What follows the figures: steps somebody took on for themselves or promised to a team, and what came of them.

mod commitment;
mod implementation_intention;
mod team_commitment;

pub use commitment::{CheckIn, Commitment, Note, NoteError};
pub use implementation_intention::ImplementationIntention;
pub use team_commitment::{DueFault, TeamCommitment};
