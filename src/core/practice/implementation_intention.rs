//! What a leader means to do, said before the first look at figures: plans of the form "if it is so, then I will" are
//! carried out more often than good intentions (Gollwitzer & Sheeran, 2006). Only the leader reads it.

use serde::{Deserialize, Serialize};

use super::commitment::Note;

/// Each line may be left out, and all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImplementationIntention {
    /// If figures are clearly low.
    pub low: Option<Note>,
    /// If they are clearly high.
    pub high: Option<Note>,
    /// If opinions are split.
    pub split: Option<Note>,
}

impl ImplementationIntention {
    /// Nothing was written yet.
    pub fn is_empty(&self) -> bool {
        *self == ImplementationIntention::default()
    }
}
