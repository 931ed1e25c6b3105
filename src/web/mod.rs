//! The web door: routes, forms, cookies, headers. A handler takes the visitor, calls one use case, and answers with a page
//! or a redirect.

mod admin;
mod answers;
mod api;
mod assets;
mod chores;
mod cookies;
mod error;
mod example;
mod failures;
mod form;
mod health;
mod insights;
mod language;
mod limits;
mod log;
mod me;
mod page;
mod postman;
mod results;
mod router;
mod server;
mod sets;
mod shelf;
mod sign_in;
mod staging;
mod state;
mod teams;
mod turnout;
mod visitor;
mod wave;
mod workshop;

pub use api::document as openapi;
pub use limits::Limits;
pub use postman::Postman;
pub use router::router;
pub use server::{ServeError, listen, serve};
pub use sets::Sets;
pub use staging::Staging;
pub use state::{AppState, PublicAddress};
pub use workshop::{NotMade, Workshop};
