//! Where things are kept: narrow traits by subject, joined in [`Store`], and the stores that implement them.
//! Every store passes the same conformance suite. A write that returned `Ok` is on the disk.

#[cfg(test)]
mod conformance;
mod memory;
mod sled;

use async_trait::async_trait;
use jiff::civil::Date;

use crate::guidance::StepId;
use crate::organisation::{KeyHash, PersonId};
use crate::practice::{CheckIn, Commitment};
use crate::survey::{ContentHash, Draft, Entry, Response, ResponseId, SurveyId};

pub use self::memory::MemoryStore;
pub use self::sled::{OpenError, SledStore};

/// Why a read or a write did not happen.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// What was to be changed is not there, or not any more.
    #[error("it is not there")]
    NotFound,
    /// It was changed meanwhile: read it again, then decide again.
    #[error("it was changed meanwhile")]
    Conflict,
    /// Nothing was written. Reading still works.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The disk or the data on it is at fault. Whether the last write happened is unknown.
    #[error("the store failed: {0}")]
    Failed(String),
}

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// People and the keys that open what is theirs.
#[async_trait]
pub trait People {
    /// Files a new person under a key; a key that is known already gives the person it belongs to.
    async fn enrol(&self, person: PersonId, key: KeyHash, since: Date) -> Result<PersonId>;

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>>;

    /// Makes `new` open what `old` opened; `old` opens nothing any more. [`StoreError::NotFound`] if `old` is unknown,
    /// [`StoreError::Conflict`] if `new` opens what is somebody else's.
    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()>;

    /// Removes the person, every key, draft, response, commitment and declined step of theirs, all or nothing.
    /// Erasing somebody unknown changes nothing.
    async fn erase(&self, person: PersonId) -> Result<()>;
}

/// Drafts and responses. A person has at most one draft of a survey.
#[async_trait]
pub trait Responses {
    /// Keeps a new draft, unless the person has one of that survey already; returns the one that is kept.
    /// [`StoreError::NotFound`] if the person is unknown (erased meanwhile).
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft>;

    async fn draft(&self, person: PersonId, survey: &SurveyId) -> Result<Option<Draft>>;

    /// Adds one answer to a draft and raises its revision; answers to other questions stay whatever else happens at the
    /// same time. [`StoreError::NotFound`] if there is no draft of that id (submitted or erased meanwhile).
    async fn record(&self, person: PersonId, survey: &SurveyId, draft: ResponseId, entry: Entry) -> Result<Draft>;

    /// Puts the response in the place of the draft of the same id, in one step. A second submit of the same id gives the
    /// response of the first. [`StoreError::Conflict`] if the draft's revision is not `revision`,
    /// [`StoreError::NotFound`] if there is neither.
    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response>;

    /// All responses of a person, oldest first (by `submitted`, then by id).
    async fn responses(&self, person: PersonId) -> Result<Vec<Response>>;
}

/// Survey files as they were when answers were given under them.
#[async_trait]
pub trait Surveys {
    /// Keeps a version of a survey file. The same content again changes nothing. Other content under a version replaces
    /// it until the first draft is opened under it; from then on it is [`StoreError::Conflict`], whoever is erased.
    async fn keep_survey(&self, survey: &SurveyId, version: u32, hash: ContentHash, file: &[u8]) -> Result<()>;

    /// The file of a version, byte for byte.
    async fn survey_file(&self, survey: &SurveyId, version: u32) -> Result<Option<Vec<u8>>>;

    /// The versions that are kept, ascending.
    async fn survey_versions(&self, survey: &SurveyId) -> Result<Vec<u32>>;
}

/// Steps people took on or did not want.
#[async_trait]
pub trait Commitments {
    /// Keeps a commitment; a step that was taken on already stays as it is. Returns the one that is kept.
    /// [`StoreError::NotFound`] if the person is unknown.
    async fn take_on(&self, person: PersonId, commitment: Commitment) -> Result<Commitment>;

    /// Adds a check-in to a commitment; one of the same day is replaced. [`StoreError::NotFound`] if the step was not
    /// taken on.
    async fn check_in(&self, person: PersonId, step: &StepId, on: Date, check_in: CheckIn) -> Result<Commitment>;

    /// All commitments of a person, oldest first (by `taken`, then by step).
    async fn commitments(&self, person: PersonId) -> Result<Vec<Commitment>>;

    /// Remembers that a person does not want a step. Twice is once. [`StoreError::NotFound`] if the person is unknown.
    async fn decline(&self, person: PersonId, step: &StepId) -> Result<()>;

    /// The steps a person does not want, in the order of their ids.
    async fn declined(&self, person: PersonId) -> Result<Vec<StepId>>;
}

/// Whether the store can be relied on just now.
#[async_trait]
pub trait Health {
    /// Writes and syncs a probe. An error is what a write would have met.
    async fn probe(&self) -> Result<()>;
}

/// Everything a store does.
pub trait Store: People + Responses + Surveys + Commitments + Health + Send + Sync {}

impl<T: People + Responses + Surveys + Commitments + Health + Send + Sync> Store for T {}
