//! The only code that reaches the browser. A page works without any of it.

mod quick_answer;
mod talk_timer;

pub use quick_answer::QuickAnswer;
pub use talk_timer::TalkTimer;

/// The browser's entry point: makes the islands of a page live.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
