//! Footing: a self-assessment and readiness survey engine.
//!
//! The way of the data is the order of the rooms: answers → scores → release → what people see. `table`, `survey`,
//! `scoring`, `statistics`, `measurement`, `guidance`, `organisation`, `disclosure` and `practice` are pure; `service` holds the use
//! cases; `store` keeps what must last; `report` turns a release into charts, tables, reports and slides; `web`, `ui` and
//! `cli` are the doors. The browser gets only `ui::islands`.

// Views are deeply nested types.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod disclosure;
#[cfg(feature = "ssr")]
pub mod guidance;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod measurement;
#[cfg(feature = "ssr")]
pub mod organisation;
#[cfg(feature = "ssr")]
pub mod practice;
#[cfg(feature = "ssr")]
pub mod report;
#[cfg(feature = "ssr")]
pub mod scoring;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod statistics;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod survey;
#[cfg(feature = "ssr")]
pub mod table;
#[cfg(feature = "ssr")]
pub mod text;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod web;

/// The browser's entry point: makes the islands of a page live.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
