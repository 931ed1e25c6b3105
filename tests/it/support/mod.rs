//! What the integration tests share.

mod app;
mod page;
mod server;

pub use app::{App, ITEMS, LAST_ITEM, Visit};
pub use page::Page;
pub use server::Server;
