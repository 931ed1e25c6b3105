//! What follows the figures: steps somebody took on for themselves or promised to a team, and what came of them.

mod commitment;
mod if_then;
mod promise;

pub use commitment::{CheckIn, Commitment, Note, NoteError, Outcome};
pub use if_then::IfThen;
pub use promise::{DueFault, Promise};
