//! What people see: the shell around every page, the pages, and the parts they share.
//! Everything renders on the server; only the islands, which are a crate of their own, reach the browser as code.

pub mod assets;
pub mod calendar;
pub mod pages;
pub mod parts;
mod reason;
pub mod shell;
pub mod team_reason;
