//! What a release says, as people use it: charts, each with its sentence and its table; reports and slides made of them; and
//! the tidy table of everything. This crate reads releases, never answers.
//!
//! [`press`] draws and sets what it is given. What that is, the rest says: `gallery` the charts, `documents` the report and
//! the technical report, `slides` the presentation, `tidy` the table.

#![deny(missing_docs)]

mod csvw;
mod distinct;
mod documents;
mod file;
mod file_error;
mod format;
mod formats;
mod gallery;
mod item;
mod letters;
pub mod press;
#[cfg(test)]
mod sample;
mod sav;
mod slides;
mod spss;
mod technical;
mod tidy;
mod xlsx;

pub use csvw::{COLUMNS, MEDIA_TYPE as CSVW_MEDIA_TYPE, csvw};
pub use documents::{report, technical_report};
pub use file::{File, everything};
pub use file_error::FileError;
pub use format::{ExportCommand, FileFormat, FileOptions, PagePlace};
pub use formats::FORMATS;
pub use gallery::{gallery, report_item};
pub use item::{Format, MOST_TEAMS, ReportContext, ReportItem, Table, measure_label, points};
pub use letters::{Undrawable, undrawable, undrawable_in};
pub use sav::sav;
pub use slides::slides;
pub use spss::spss;
pub use technical::technical;
pub use tidy::{Tidy, csv, json, tidy, tidy_from};
pub use xlsx::xlsx;
