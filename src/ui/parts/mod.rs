//! Parts that more than one page shows.

mod bars;
mod error_summary;
mod field;
mod figures_table;
mod free_text;
mod heat;
mod ladder;
mod qr_code;
mod quadrants;
mod step_card;

pub use bars::bars;
pub use error_summary::{ErrorSummary, error_summary};
pub use field::Field;
pub use figures_table::figures_table;
pub use heat::{Heat, band, change_words, heat_legend, standing_words};
pub use ladder::ladder;
pub use qr_code::{QrCode, qr_code};
pub use quadrants::quadrants;
pub use step_card::{step_card, step_details};
