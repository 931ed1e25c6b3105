//! People: who is in the organisation and in which team, how they sign in, and what they may do.
//! Pure: ids and secrets are made from random bits the caller brings, dates are arguments.

mod address_lock;
mod api_token;
pub mod audit;
mod beginning;
mod destination;
mod device;
mod email;
mod grant;
mod line;
mod member;
mod person;
mod roster;
mod secret;
mod session;
mod team;
mod teams;

pub use address_lock::{AddressLock, Readdressed};
pub use api_token::{ApiToken, ApiTokenFault, ApiTokenForm, ApiTokenId, NewApiToken, Scope};
pub use audit::AuditEvent;
pub use beginning::{Beginning, Fate, Quiet};
pub use destination::Destination;
pub use device::DeviceKey;
pub use email::{EmailAddress, EmailAddressError};
pub use grant::{Grant, Role};
pub use line::LineError;
pub use member::{Member, Move, StaffId};
pub use person::PersonId;
pub use roster::{
    Changed, KindOfWork, Roster, RosterChange, RosterColumn, RosterFault, RosterFaults, RosterNote, RosterRow,
    RosterSummary, SafetyCheck, guarded, write_roster,
};
pub use secret::{KeyHash, Seal, Secret};
pub use session::{
    CONFIRMATION_LASTS, LINK_LASTS, LetterAbout, LinkPurpose, LinkRequest, LinkRequestId, Reach, SESSION_LASTS,
    Session, SignInLink,
};
pub use team::{TeamId, TeamPath, TeamPathError};
pub use teams::{Team, Teams};
