//! The pages of those who administer: overview, roster, links for signing in, roles, tokens, waves. No figure about answers stands on any of them.

mod letters;
mod links;
mod overview;
mod roles;
mod roster;
mod tokens;
mod wave;
mod wave_form;

pub use links::{Card, LinksForm, Sheet, links, sheet};
pub use overview::{Overview, overview};
pub use roles::{RolesForm, roles};
pub use roster::{RosterOutcome, roster};
pub use tokens::{TokensOutcome, tokens};
pub use wave::{Confirm, WavePage, confirm, wave};
pub use wave_form::{intent_form, terms_form};
