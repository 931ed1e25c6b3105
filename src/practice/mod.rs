//! What follows the result: steps somebody took on, and what came of them.

mod commitment;

pub use commitment::{CheckIn, Commitment, Note, NoteError, Outcome};
