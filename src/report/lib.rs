//! What a release says, as people use it: charts, each with its sentence and its table; reports and slides made of them; and
//! the tidy table of everything. This crate reads releases, never answers.
//!
//! [`press`] draws and sets what it is given. What that is, the rest says: `gallery` the charts, `technical` the
//! technical report, `formats` the files a whole release is exported in.

#![deny(missing_docs)]

mod file;
mod file_error;
mod formats;
mod gallery;
mod item;
mod letters;
pub mod press;
#[cfg(test)]
mod sample;
mod technical;

pub use file::{File, everything};
pub use file_error::FileError;
pub use formats::{
    COLUMNS, CSVW_MEDIA_TYPE, ExportCommand, FORMATS, FileFormat, FileOptions, PagePlace, Tidy, csv, csvw, json,
    report, sav, slides, spss, technical_report, tidy, tidy_from, xlsx,
};
pub use gallery::{gallery, report_item};
pub use item::{Format, MOST_TEAMS, ReportContext, ReportItem, Table, measure_label, points};
pub use letters::{Undrawable, undrawable, undrawable_in};
pub use technical::technical;
