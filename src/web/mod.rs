//! The web door: routes, forms, cookies, headers. A handler takes the visitor, calls one use case, and answers with a page
//! or a redirect.

mod admin;
mod answers;
mod api;
mod assets;
mod begun;
mod connection;
mod cookies;
mod crowd;
mod device_name;
mod earlier;
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
mod network;
mod open_files;
mod origin;
mod own_pages;
mod page;
mod results;
mod router;
mod segment;
mod server;
mod sign_in;
mod state;
mod teams;
mod visitor;
mod wave;

pub use api::document as openapi;
pub use begun::Begun;
pub use limits::Limits;
pub use network::TrustedProxies;
pub use router::router;
pub use server::{ListenError, listen, serve};
pub use state::{AppState, PublicAddress};
