//! A wave's life until it closes: the terms an administrator sets, the contract everybody reads before the first question,
//! what is intended with AI, who is invited, and the letters that say so. Pure.

mod contract;
mod filing;
mod intent;
mod invitation;
mod repetition;
mod snapshot;
mod stage;
mod terms;

pub use contract::{Asked, Contract, ContractHash};
pub use filing::filed;
pub use intent::{Choices, Intent, IntentFault, IntentForm};
pub use invitation::{Invitation, InvitationId, Lot, LotId, MailOutcome, Occasion, Refusal};
pub use repetition::{AskedLately, REST, asked_lately, must_rest};
pub use snapshot::{Invited, InvitedTeam, Snapshot, TooFewPeople};
pub use stage::{NotPossible, Opening, Stage, Wave};
pub use terms::{Cut, Terms, TermsFault, TermsForm, Threshold};
