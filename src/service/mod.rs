//! The use cases: a file per noun, a function per verb. Each takes the [`Context`] and proof of who asks, and nothing of
//! the web.

mod access;
pub mod address_lock;
pub mod api_token;
pub mod assessment;
pub mod commitment;
mod context;
pub mod courier;
pub mod example;
pub mod insights;
mod instruments;
pub mod invitation;
pub mod links;
mod made_up;
pub mod participant;
mod post;
pub mod proof;
pub mod release;
pub mod result;
pub mod retention;
pub mod roster;
pub mod sign_in;
pub mod taking_part;
pub mod team;
mod trouble;
pub mod wave;

pub use access::{
    Administrator, Analyst, ApiClient, Manager, RosterKeeper, RosterReader, SignedIn, SurveyReader, WaveReader,
    signed_in,
};
pub use context::{Clock, Context, Randomness, SystemClock, SystemRandomness};
pub use instruments::{Instruments, InstrumentsError};
pub use participant::{Participant, Respondent};
pub use post::{InvitationLetter, LinkLetter, NewAddressLetter, Post};
pub use trouble::WaveTrouble;

use crate::store::StoreError;
use footing_core::organisation::RosterFaults;
use footing_core::survey::AnswerError;
use footing_core::wave::{AskedLately, NotPossible, TooFewPeople};

/// Why a use case did not come about. The web layer turns each into a page that says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// There is no such survey, response or step, or it belongs to somebody else: the two look alike.
    #[error("not found")]
    NotFound,
    /// The draft was submitted or erased meanwhile, in another tab or on another device.
    #[error("no longer open")]
    Closed,
    /// The answers of a draft that was begun in another session are not for this one.
    #[error("begun elsewhere")]
    BegunElsewhere,
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The wave is not at the stage for that.
    #[error(transparent)]
    Wave(#[from] NotPossible),
    #[error(transparent)]
    TooFewPeople(#[from] TooFewPeople),
    /// It was changed by somebody else meanwhile: look again, then decide again.
    #[error("changed meanwhile")]
    Changed,
    /// Nobody would be left to administer.
    #[error("the last administrator keeps that role: give it to somebody else first")]
    LastAdministrator,
    /// Real people would come into a made-up organisation.
    #[error(
        "this is the example: its people are made up, and no real ones are put among them. For your own organisation take \
         a data directory of its own: footing serve --data DIR"
    )]
    Example,
    /// The wave stays as it is: once it is closed there would be no way on.
    #[error("the results could not be made, so nothing was changed: {0}")]
    NotReleasable(release::Obstacle),
    /// The list cannot be taken as it is, held against the people there are.
    #[error(transparent)]
    Roster(#[from] RosterFaults),
    /// Two waves with the same question, so close to each other, could tell people apart.
    #[error(transparent)]
    AskedLately(#[from] AskedLately),
    #[error("no mail server is set up: set `mail` in footing.toml")]
    NoMail,
    #[error(transparent)]
    Store(StoreError),
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => ServiceError::NotFound,
            StoreError::Conflict => ServiceError::Changed,
            error => ServiceError::Store(error),
        }
    }
}

pub type Result<T, E = ServiceError> = std::result::Result<T, E>;
