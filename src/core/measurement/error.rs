//! Why a table could not be analysed.

use thiserror::Error;

use crate::statistics::rows::NotRows;
use crate::statistics::scale::NotAScale;
use crate::statistics::tally::{ShapeError, TallyError};
use crate::survey::counted;

/// The table and its codebook do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MeasurementError {
    #[error("{} where the codebook has {}", counted(*.answers, "answer"), counted(*.items, "item"))]
    DifferentItems { answers: usize, items: usize },
    #[error("{value} is not on the scale of {column}")]
    NotOnScale { column: String, value: u8 },
    #[error(transparent)]
    Scale(#[from] NotAScale),
    #[error(transparent)]
    Shape(#[from] ShapeError),
    #[error(transparent)]
    Rows(#[from] NotRows),
    #[error(transparent)]
    Tally(#[from] TallyError),
}
