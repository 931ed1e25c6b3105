//! The web door: routes, forms, cookies, headers. A handler takes the visitor, calls one use case, and answers with a page
//! or a redirect.

mod answers;
mod assets;
mod cookies;
mod error;
mod failures;
mod form;
mod health;
mod language;
mod log;
mod me;
mod page;
mod results;
mod router;
mod server;
mod state;
mod visitor;

pub use router::router;
pub use server::{ServeError, listen, serve};
pub use state::{AppState, PublicAddress};
