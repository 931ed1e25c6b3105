//! Parts that more than one page shows.

mod bars;
mod error_summary;
mod field;
mod free_text;
mod ladder;
mod step_card;

pub use bars::bars;
pub use error_summary::{ErrorSummary, error_summary};
pub use field::Field;
pub use ladder::ladder;
pub use step_card::{step_card, step_details};
