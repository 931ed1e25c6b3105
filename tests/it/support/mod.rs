//! What the integration tests share.

mod server;

pub use server::Server;
