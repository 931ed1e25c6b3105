//! The only code that reaches the browser. A page works without any of it.

mod quick_answer;
mod talk_timer;

pub use quick_answer::QuickAnswer;
pub use talk_timer::TalkTimer;
