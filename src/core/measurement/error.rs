//! Why a table could not be analysed.

use thiserror::Error;

use crate::statistics::rows::NotRows;
use crate::statistics::scale::NotAScale;
use crate::statistics::tally::{ShapeError, TallyError};
use crate::survey::counted;

/// The table and its codebook do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum MeasurementError {
    /// The answers have another number of items than the codebook.
    #[error("{} where the codebook has {}", counted(*.answers, "answer"), counted(*.items, "item"))]
    DifferentItems { answers: usize, items: usize },
    /// An answer that is none of the options.
    #[error("{value} is not on the scale of {column}")]
    NotOnScale { column: String, value: u8 },
    /// An item without a scale.
    #[error(transparent)]
    Scale(#[from] NotAScale),
    /// A dimension that does not fit its items.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// Answers that make no rectangle.
    #[error(transparent)]
    Rows(#[from] NotRows),
    /// Answers that cannot be counted.
    #[error(transparent)]
    Tally(#[from] TallyError),
}
