//! What a format is in which a whole release is exported: who writes it, and where it is offered.

use std::io::Write;

use crate::file_error::FileError;
use crate::item::ReportContext;

/// One way to write a whole release.
#[derive(Debug)]
pub struct FileFormat {
    /// Its word at the command line. No two formats share one.
    pub word: &'static str,
    /// The command that writes it.
    pub command: ExportCommand,
    /// The end of its address, and of the name of its file: `figures.csv`. No two formats share one.
    pub name: &'static str,
    /// The `Content-Type` it is sent with.
    pub media_type: &'static str,
    /// The key of the text that names it on a page.
    pub label: &'static str,
    /// Where pages offer it.
    pub place: PagePlace,
    pub(crate) write: fn(&ReportContext<'_>, FileOptions, &mut dyn Write) -> Result<(), FileError>,
}

/// A command of `footing` that writes files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportCommand {
    /// `footing export`: figures for other programs.
    Export,
    /// `footing report`: documents for readers.
    Report,
}

/// Where pages offer a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePlace {
    /// In front, as most people want it.
    Front,
    /// Among the formats for programs.
    Programs,
    /// On the page of the technical report.
    Technical,
}

/// What can be chosen besides the format. A format that knows no such choice is written all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOptions {
    /// A CSV file begins with the mark by which Excel knows UTF-8.
    pub bom: bool,
}
