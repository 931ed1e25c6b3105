//! The files a release is exported as: the same on the page, on the command line and in the set of everything.

use std::io::{BufWriter, Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::file_error::FileError;
use super::formats::{CSV, FORMATS, FileFormat, FileOptions};
use super::gallery::{gallery, report_item};

use crate::item::{Format, ReportContext};

/// In bytes.
const ENTRY_BUFFER: usize = 64 * 1024;

/// One file of a release, by what is in it. Nothing is written before [`File::write`].
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum File {
    /// The whole release in one of [`FORMATS`].
    Whole { format: &'static FileFormat, options: FileOptions },
    /// One chart.
    Chart { name: String, format: Format },
}

impl File {
    /// By the end of its address: `report.pdf`, `figures.csv`, `teams.svg`. A table that somebody downloads from a page is
    /// opened by a double click, so it begins with the mark.
    ///
    /// `None` where no format ends so. The name of a chart is not checked: only a release knows which charts it has.
    ///
    /// ```
    /// use footing_report::File;
    ///
    /// let chart = File::parse("teams.svg").expect("charts can be SVG");
    /// assert_eq!(chart.media_type(), "image/svg+xml");
    /// assert_eq!(chart.file_name(), "footing-teams.svg");
    /// assert!(File::parse("teams.gif").is_none());
    /// ```
    pub fn parse(name: &str) -> Option<File> {
        if let Some(format) = FORMATS.into_iter().find(|format| format.name == name) {
            return Some(File::Whole { format, options: FileOptions { bom: true } });
        }
        let (chart, ending) = name.split_once('.')?;
        Some(File::Chart { name: chart.to_owned(), format: Format::parse(ending)? })
    }

    /// The long table of everything as CSV; with `bom` it begins with the mark by which Excel knows UTF-8.
    pub fn table(bom: bool) -> File {
        File::Whole { format: &CSV, options: FileOptions { bom } }
    }

    /// The end of its address, which [`File::parse`] reads back: `report.pdf`, `teams.svg`.
    pub fn name(&self) -> String {
        match self {
            File::Whole { format, .. } => format.name.to_owned(),
            File::Chart { name, format } => format!("{name}.{}", format.ending()),
        }
    }

    /// What it is called where it lies among other files: its name with `footing-` in front.
    pub fn file_name(&self) -> String {
        format!("footing-{}", self.name())
    }

    /// The `Content-Type` it is sent with.
    pub fn media_type(&self) -> &'static str {
        match self {
            File::Whole { format, .. } => format.media_type,
            File::Chart { format, .. } => format.media_type(),
        }
    }

    /// Writes it in the language of the context. The same release gives the same bytes on the same machine.
    ///
    /// # Errors
    /// A chart that there is not, and what keeps `out` from being written.
    ///
    /// # Panics
    /// A workbook, where no temporary file can be written: see [`xlsx`](crate::xlsx()).
    pub fn write(&self, context: &ReportContext<'_>, mut out: impl Write) -> Result<(), FileError> {
        match self {
            File::Whole { format, options } => (format.write)(context, *options, &mut out),
            File::Chart { name, format } => {
                let report_item = report_item(context, name).ok_or_else(|| FileError::NoChart(name.clone()))?;
                Ok(out.write_all(&report_item.file(*format))?)
            }
        }
    }

    /// Every file there is of a release, in the order of the archive: the formats of [`FORMATS`] without any option,
    /// then each chart that has figures, in each [`Format`].
    pub fn all(context: &ReportContext<'_>) -> Vec<File> {
        let whole = FORMATS.into_iter().map(|format| File::Whole { format, options: FileOptions::default() });
        let charts = gallery(context).into_iter().flat_map(|report_item| {
            let name = report_item.name().to_owned();
            Format::ALL.into_iter().map(move |format| File::Chart { name: name.clone(), format })
        });
        whole.chain(charts).collect()
    }
}

/// Writes every file of [`File::all`] into one ZIP archive, each under its [`File::file_name`]. `progress` hears how
/// many of how many are done: before each file, and once at the end.
///
/// # Errors
/// What keeps `out` from being written.
pub fn everything(
    context: &ReportContext<'_>,
    out: impl Write + Seek,
    mut progress: impl FnMut(usize, usize),
) -> Result<(), FileError> {
    let files = File::all(context);
    let mut archive = ZipWriter::new(out);
    // Pictures and documents are packed already, and tables pack well however little is tried.
    let options = SimpleFileOptions::default().compression_level(Some(1)).large_file(true);
    for (done, file) in files.iter().enumerate() {
        progress(done, files.len());
        archive.start_file(file.file_name(), options)?;
        // Tables come a few bytes at a time, and packing each by itself takes twenty times as long.
        let mut entry = BufWriter::with_capacity(ENTRY_BUFFER, &mut archive);
        file.write(context, &mut entry)?;
        entry.flush()?;
        drop(entry);
    }
    archive.finish()?;
    progress(files.len(), files.len());
    Ok(())
}
