//! From a release to what people take along: charts, each with its sentence and its table; reports and slides made of
//! them; and the tidy table of everything. This room reads releases, never answers.
//!
//! `chart`, `booklet` and `deck` draw, set and write what they are given; `gallery`, `technical`, `booklets` and `slides`
//! say what that is.

pub mod booklet;
mod booklets;
pub mod chart;
mod csvw;
pub mod deck;
mod distinct;
mod exhibit;
mod file;
mod gallery;
mod letters;
mod sav;
mod slides;
mod spss;
mod technical;
mod tidy;
mod xlsx;

pub use booklets::{report, technical_report};
pub use csvw::{COLUMNS, csvw};
pub use exhibit::{Case, Exhibit, Format, MOST_TEAMS, Table, measure_label, points};
pub use file::{File, FileError, everything};
pub use gallery::{exhibit, gallery};
pub use letters::{Undrawable, undrawable, undrawable_in};
pub use sav::sav;
pub use slides::slides;
pub use spss::spss;
pub use technical::technical;
pub use tidy::{Tidy, csv, json, tidy, tidy_from};
pub use xlsx::xlsx;
