//! What is asked: survey files become checked, versioned, translated instruments, and a form becomes a valid answer.
//! Pure: nothing here knows who answers, where answers are kept, or what time it is.

mod answers;
mod ballot;
mod codebook;
mod counted;
mod document;
mod id;
mod instrument;
mod language;
mod missing;
mod problem;
mod reader;
mod response;

pub use answers::{Answer, AnswerError, AnswerSheet, Entry};
pub use ballot::Ballot;
pub use codebook::{Codebook, CodedDimension, CodedItem, NotAnAnswer, Purpose, WholeScore};
pub use counted::counted;
pub use document::{Document, Field, Names, Position, TomlTable, Wordings};
pub use id::bytes_from_hex;
pub use id::{ChoiceId, ContentHash, ContextId, DimensionId, DimensionKey, ItemId, LevelId, SignalId, SurveyId};
pub(crate) use id::{is_slug, random_id, slug};
pub use instrument::{
    Choice, ContextQuestion, Dimension, Guidance, InstrumentRole, Item, Level, Privacy, Question, Scale, ScaleOption,
    Signal, Survey,
};
pub use language::{Language, Wording};
pub use missing::{CodeIsAnswer, MissingCodes};
pub use problem::{Problem, Problems};
pub use reader::{differ_in_role_only, read_codebook, read_survey};
pub use response::{Draft, Response, ResponseId, WaveId};
