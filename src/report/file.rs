//! The files a release is taken along as: the same on the page, on the command line and in the set of everything.

use std::io::{BufWriter, Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::csvw::csvw;
use super::documents::{report, technical_report};
use super::gallery::{gallery, report_item};
use super::sav::sav;
use super::slides::slides;
use super::spss::spss;
use super::tidy::{csv, json, tidy};
use super::xlsx::xlsx;
use crate::item::{Format, ReportContext};

/// In bytes.
const ENTRY_BUFFER: usize = 64 * 1024;
/// What the side files of the table call it.
const TABLE: &str = "footing-figures.csv";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Everything that is shown, as one long table.
    Csv {
        /// Begins with the mark by which Excel knows UTF-8.
        bom: bool,
    },
    Json,
    /// What the columns of the table mean.
    Csvw,
    /// The table as SPSS itself writes it.
    Sav,
    /// The syntax by which SPSS reads the table.
    Spss,
    Xlsx,
    /// For whoever decides.
    Report,
    /// For whoever asks what the figures rest on.
    Technical,
    Slides,
    Chart {
        name: String,
        format: Format,
    },
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("there is no chart \"{0}\"")]
    NoChart(String),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
}

impl File {
    /// Those there is one of.
    const SINGLE: [File; 9] = [
        File::Report,
        File::Slides,
        File::Technical,
        File::Xlsx,
        File::Csv { bom: false },
        File::Csvw,
        File::Sav,
        File::Spss,
        File::Json,
    ];

    /// By the end of its address: `report.pdf`, `figures.csv`, `teams.svg`. A table that somebody downloads from a page is
    /// opened by a double click.
    pub fn parse(name: &str) -> Option<File> {
        if let Some(file) = File::SINGLE.into_iter().find(|file| file.name() == name) {
            return Some(if matches!(file, File::Csv { .. }) { File::Csv { bom: true } } else { file });
        }
        let (chart, ending) = name.split_once('.')?;
        Some(File::Chart { name: chart.to_owned(), format: Format::parse(ending)? })
    }

    pub fn name(&self) -> String {
        match self {
            File::Csv { .. } => "figures.csv".to_owned(),
            File::Json => "figures.json".to_owned(),
            File::Csvw => "figures.csv-metadata.json".to_owned(),
            File::Sav => "figures.sav".to_owned(),
            File::Spss => "figures.sps".to_owned(),
            File::Xlsx => "figures.xlsx".to_owned(),
            File::Report => "report.pdf".to_owned(),
            File::Technical => "technical.pdf".to_owned(),
            File::Slides => "slides.pptx".to_owned(),
            File::Chart { name, format } => format!("{name}.{}", format.ending()),
        }
    }

    /// What it is called where it lies among other files.
    pub fn file_name(&self) -> String {
        format!("footing-{}", self.name())
    }

    pub fn media_type(&self) -> &'static str {
        match self {
            File::Csv { .. } => "text/csv; charset=utf-8",
            File::Json => "application/json",
            File::Csvw => "application/csvm+json",
            File::Sav => "application/x-spss-sav",
            File::Spss => "text/plain; charset=utf-8",
            File::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            File::Report | File::Technical => "application/pdf",
            File::Slides => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            File::Chart { format, .. } => format.media_type(),
        }
    }

    /// The same case gives the same bytes.
    ///
    /// # Errors
    /// A chart that there is not, and what keeps `out` from being written.
    pub fn write(&self, context: &ReportContext<'_>, mut out: impl Write) -> Result<(), FileError> {
        let rows = || tidy(context.release, context.surveys);
        match self {
            File::Csv { bom } => csv(rows(), *bom, out)?,
            File::Json => json(rows(), out)?,
            File::Csvw => {
                serde_json::to_writer_pretty(out, &csvw(context.release, context.terms(), TABLE, rows().count()))?;
            }
            File::Sav => sav(context.release.head().made, rows, out)?,
            File::Spss => out.write_all(spss(TABLE).as_bytes())?,
            File::Xlsx => out.write_all(&xlsx(context)?)?,
            File::Report => out.write_all(&report(context).pdf())?,
            File::Technical => out.write_all(&technical_report(context).pdf())?,
            File::Slides => out.write_all(&slides(context).pptx()?)?,
            File::Chart { name, format } => {
                let report_item = report_item(context, name).ok_or_else(|| FileError::NoChart(name.clone()))?;
                out.write_all(&report_item.file(*format))?;
            }
        }
        Ok(())
    }

    /// Every file there is of a release.
    pub fn all(context: &ReportContext<'_>) -> Vec<File> {
        let charts = gallery(context).into_iter().flat_map(|report_item| {
            let name = report_item.name().to_owned();
            Format::ALL.into_iter().map(move |format| File::Chart { name: name.clone(), format })
        });
        File::SINGLE.into_iter().chain(charts).collect()
    }
}

/// Writes every file into one ZIP archive; `progress` hears how many of how many are done.
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
    // Pictures and booklets are packed already, and tables pack well however little is tried.
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
