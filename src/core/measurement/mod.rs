//! What a table of answers says about an instrument and about groups, for those who own the table.
//! Pure: `survey` says what the columns are, `statistics` computes, and here both meet in one typed [`Analysis`].
//!
//! This is the bench of the person who makes and checks surveys, with all figures and no audience to protect. What
//! managers and others see of a wave comes from a release, never from here.

mod advice;
mod agreement;
mod analysis;
mod error;
mod groups;
mod labels;
mod measure;
mod plan;
mod prose;
mod quality;
mod responses;
mod sheets;
mod simulation;

pub use advice::{Advice, Finding, advise};
pub use agreement::{AgainstNull, AgreementSummary, GroupAgreement};
pub use analysis::{Analysis, Gap, Grouping, Instrument, ResponseCounts};
pub use error::MeasurementError;
pub use groups::{AgainstAll, GroupFigures, GroupMean, Reml, VarianceBetween};
pub use labels::Labels;
pub use measure::{MeasureAnalysis, ScoreFigures};
pub use plan::{Assumptions, MeasurePlan, Plan};
pub use quality::{ItemFigures, Quality};
pub use responses::Responses;
pub use simulation::{Achieved, Population, PopulationError, SimulatedRespondent, Simulation};
