//! The formats a whole release is exported in. A further one is a file that writes it, with its [`FileFormat`], and a
//! line in [`FORMATS`]; command line, pages, API and archive take everything from there.

mod csvw;
mod distinct;
mod documents;
mod format;
mod sav;
mod slides;
mod spss;
mod tidy;
mod xlsx;

pub use csvw::{COLUMNS, MEDIA_TYPE as CSVW_MEDIA_TYPE, csvw};
pub use documents::{report, technical_report};
pub use format::{ExportCommand, FileFormat, FileOptions, PagePlace};
pub use sav::sav;
pub use slides::slides;
pub use spss::spss;
pub(super) use tidy::CSV;
pub use tidy::{Tidy, csv, json, tidy, tidy_from};
pub use xlsx::xlsx;

/// Every format, in the order of the archive.
///
/// ```
/// use footing_report::{ExportCommand, FORMATS, FileFormat};
///
/// let documents: Vec<&str> = FileFormat::of_command(ExportCommand::Report).map(|format| format.word).collect();
/// assert_eq!(documents, ["pdf", "pptx", "technical"]);
/// assert!(FORMATS.iter().any(|format| format.name == "figures.csv"));
/// ```
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

impl FileFormat {
    /// The formats a command writes, in the order of [`FORMATS`].
    pub fn of_command(command: ExportCommand) -> impl Iterator<Item = &'static FileFormat> {
        FORMATS.into_iter().filter(move |format| format.command == command)
    }

    /// The formats pages offer in one place, in the order of [`FORMATS`].
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
