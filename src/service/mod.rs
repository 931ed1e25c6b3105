//! The use cases: a file per noun, a function per verb. Each takes the [`Context`] and proof of who asks, and nothing of
//! the web.

pub mod assessment;
pub mod commitment;
mod context;
mod instruments;
pub mod participant;
pub mod result;

pub use context::{Clock, Context, Randomness, SystemClock, SystemRandomness};
pub use instruments::{Instruments, InstrumentsError};
pub use participant::Participant;

use crate::store::StoreError;
use crate::survey::AnswerError;

/// Why a use case did not come about. The web layer turns each into a page that says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such survey, response or step, or it belongs to somebody else: the two look alike.
    #[error("not found")]
    NotFound,
    /// The draft was submitted or erased meanwhile, in another tab or on another device.
    #[error("no longer open")]
    Closed,
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => ServiceError::NotFound,
            error => ServiceError::Store(error),
        }
    }
}

pub type Result<T> = std::result::Result<T, ServiceError>;
