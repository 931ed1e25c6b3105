//! From a release to what people take along: charts, each with its sentence and its table, and the tidy table of
//! everything. This room reads releases, never answers.

pub mod chart;
mod csvw;
mod exhibit;
mod gallery;
mod spss;
mod tidy;
mod xlsx;

pub use csvw::{COLUMNS, csvw};
pub use exhibit::{Case, Exhibit, Format, Table, measure_label, points};
pub use gallery::{exhibit, gallery};
pub use spss::spss;
pub use tidy::{Tidy, csv, tidy};
pub use xlsx::xlsx;
