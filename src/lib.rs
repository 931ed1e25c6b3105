//! Footing: a self-assessment and readiness survey engine.
//!
//! What it knows is in `footing-core`, what a release says in `footing-report`, and what reaches the browser in
//! `footing-islands`. Here is the application: [`service`] holds the use cases, [`store`] keeps what must last, [`mail`]
//! sends letters, [`jobs`] does what nobody asks for, and [`web`], [`ui`] and [`cli`] are the doors.

// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod cli;
pub mod jobs;
pub mod mail;
pub mod service;
pub mod store;
pub mod ui;
pub mod web;
