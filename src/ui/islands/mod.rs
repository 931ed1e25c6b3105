//! The only code that reaches the browser. A page works without any of it.

mod quick_answer;

pub use quick_answer::QuickAnswer;
