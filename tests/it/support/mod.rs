//! What the integration tests share.

mod command;
mod server;

pub use command::{Ran, data, footing, footing_on};
pub use server::Server;
