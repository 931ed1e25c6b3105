//! What is agreed before anybody is asked, and what may be shown afterwards: the contract of a wave, and who is invited.
//! Pure. Nothing in this room sees a single answer together with the person who gave it.

mod audit;
mod contract;
mod intent;
mod invitation;
mod participation;
mod quality;
mod release;
mod snapshot;
mod steps;
mod tabulation;
mod terms;
mod wave;

pub use audit::{Proof, Secret};
pub use contract::{Asked, Contract, ContractHash};
pub use intent::{Choices, Intent, IntentFault, IntentForm};
pub use invitation::{Invitation, InvitationId, Lot, LotId, MailOutcome, Occasion, Refusal};
pub use participation::{HandedIn, Invitees, Participation, Rate};
pub use quality::{AgreementQuality, ItemQuality, MeasureQuality, Reliability, SurveyQuality, TeamQuality};
pub use release::{
    Band, Beyond, Cell, Figures, Group, Measure, MeasureKind, Opinions, Release, ReleaseHead, Row, Standing,
};
pub use snapshot::{Invited, InvitedTeam, Snapshot, TooFewPeople};
pub use steps::{Came, CameShares, StepFigures, Undertaking};
pub use tabulation::{Answers, Earlier, Tabulation};
pub use terms::{Cut, Terms, TermsFault, TermsForm, Threshold};
pub use wave::{NotPossible, Opening, Stage, Wave};
