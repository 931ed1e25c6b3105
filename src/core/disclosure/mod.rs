//! What may be shown of a wave once it is closed: the audit, the tables, and the release, which is the only way to figures of
//! groups. Pure. Nothing in this room sees a single answer together with the person who gave it.

mod audit;
mod figures;
mod insights;
mod measure;
mod participation;
mod quality;
mod release;
mod steps;
mod tabulation;

pub use audit::{Audited, Counts, Kind, Means, Proof, Quality, Secret, Shares, TableKind, TableProof, Turnout};
pub use figures::{Agreement, Band, Beyond, Figures, Standing};
pub use insights::Insights;
pub use measure::{Measure, MeasureKind};
pub use participation::{HandedIn, Invitees, Participation, Rate};
pub use quality::{AgreementQuality, ItemQuality, MeasureQuality, Reliability, SurveyQuality, TeamQuality};
pub use release::{Cell, Group, Release, ReleaseHead, Row};
pub use steps::{Outcome, OutcomeShares, StepFigures, StepUptake};
pub use tabulation::{Answers, Earlier, Tabulation};
