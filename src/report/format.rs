//! The formats a whole release is taken along in. A further one is a file that writes it, with its [`FileFormat`], and a
//! line in [`FORMATS`]; command line, pages, API and archive take everything from there.

use std::io::Write;

use super::file::FileError;
use super::{csvw, documents, sav, slides, spss, tidy, xlsx};
use crate::item::ReportContext;

/// Every format, in the order of the archive.
pub const FORMATS: [&FileFormat; 9] = [
    &documents::REPORT,
    &slides::SLIDES,
    &documents::TECHNICAL,
    &xlsx::XLSX,
    &tidy::CSV,
    &csvw::CSVW,
    &sav::SAV,
    &spss::SPSS,
    &tidy::JSON,
];

/// One way to write a whole release.
#[derive(Debug)]
pub struct FileFormat {
    /// Its word at the command line.
    pub word: &'static str,
    /// The command that writes it.
    pub command: ExportCommand,
    /// The end of its address, and of the name of its file.
    pub name: &'static str,
    pub media_type: &'static str,
    /// The text that names it on a page.
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

/// What can be chosen besides the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileOptions {
    /// A CSV file begins with the mark by which Excel knows UTF-8.
    pub bom: bool,
}

impl FileFormat {
    /// The formats a command writes.
    pub fn of_command(command: ExportCommand) -> impl Iterator<Item = &'static FileFormat> {
        FORMATS.into_iter().filter(move |format| format.command == command)
    }

    /// The formats pages offer in one place.
    pub fn offered_in(place: PagePlace) -> impl Iterator<Item = &'static FileFormat> {
        FORMATS.into_iter().filter(move |format| format.place == place)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_formats_share_a_name_a_word_or_a_label() {
        let fields: [fn(&FileFormat) -> &'static str; 3] =
            [|format| format.name, |format| format.word, |format| format.label];
        for of in fields {
            let names: BTreeSet<&str> = FORMATS.into_iter().map(of).collect();
            assert_eq!(names.len(), FORMATS.len());
        }
    }
}
