//! The web door: routes, forms, cookies, headers. A handler takes the visitor, calls one use case, and answers with a page
//! or a redirect.

mod admin;
mod answers;
mod api;
mod assets;
mod chores;
mod connection;
mod cookies;
mod crowd;
mod error;
mod example;
mod failures;
mod form;
mod headers;
mod health;
mod insights;
mod language;
mod limits;
mod log;
mod me;
mod open_files;
mod origin;
mod own_pages;
mod page;
mod postman;
mod results;
mod router;
mod server;
mod sets;
mod sign_in;
mod staging;
mod state;
mod teams;
mod visitor;
mod wave;

pub use api::{Workshop, document as openapi};
pub use limits::Limits;
pub use postman::Postman;
pub use router::router;
pub use server::{ListenError, listen, serve};
pub use sets::Sets;
pub use staging::Staging;
pub use state::{AppState, PublicAddress};
