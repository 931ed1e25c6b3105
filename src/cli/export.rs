//! `footing export` and `footing report`: the figures of a released wave as files, without a server and without a
//! browser.

use std::fs;
use std::io::{BufWriter, Cursor, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};

use footing_report::{ExportCommand, File, FileError, FileFormat, FileOptions, ReportContext, everything};

use super::Ending;
use super::organisation::Organisation;
use super::output::output;
use super::released::Released;
use super::terminal::Terminal;

/// The word for all files in one archive.
const EVERYTHING: &str = "zip";

/// Writes everything a released wave shows, as one long table or, with `zip`, as every file there is.
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    released: Released,
    #[arg(long, default_value = "csv", value_parser = words(ExportCommand::Export, &[EVERYTHING]))]
    format: String,
    /// Begin a CSV file with the mark by which Excel knows UTF-8.
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    organisation: Organisation,
}

/// Writes the report of a released wave: for those who decide, to be presented, or on what its figures rest.
#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    released: Released,
    /// `pdf` is the report, `pptx` the slides, `technical` a PDF for those who ask whether it measures anything.
    #[arg(long, default_value = "pdf", value_parser = words(ExportCommand::Report, &[]))]
    format: String,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
struct Output {
    /// Where to; without it to standard output. A file appears when it is complete.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        let file = file(ExportCommand::Export, &self.format, FileOptions { bom: self.bom });
        self.released.with_case(terminal, &self.organisation, |case| match file {
            Some(file) => self.output.write(|out| file.write(case, out)),
            None => self.output.write(|out| all(case, out)),
        })
    }
}

impl Report {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        let file = file(ExportCommand::Report, &self.format, FileOptions::default()).context("no such format")?;
        self.released.with_case(terminal, &self.organisation, |case| self.output.write(|out| file.write(case, out)))
    }
}

/// The words of `--format`.
fn words(command: ExportCommand, more: &[&'static str]) -> Vec<&'static str> {
    FileFormat::of_command(command).map(|format| format.word).chain(more.iter().copied()).collect()
}

/// `None` for the word that means every file.
fn file(command: ExportCommand, word: &str, options: FileOptions) -> Option<File> {
    let format = FileFormat::of_command(command).find(|format| format.word == word)?;
    Some(File::Whole { format, options })
}

/// Draws its progress on a terminal, and nothing into a log. An archive is small, and a pipe cannot go back to its
/// head.
fn all(case: &ReportContext<'_>, out: &mut dyn Write) -> Result<(), FileError> {
    let mut archive = Cursor::new(Vec::new());
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files, {elapsed}") {
        bar.set_style(style);
    }
    let written = everything(case, &mut archive, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    written?;
    Ok(out.write_all(archive.get_ref())?)
}

impl Output {
    fn write(&self, write: impl FnOnce(&mut dyn Write) -> Result<(), FileError>) -> Result<()> {
        let Some(path) = &self.output else {
            let mut out = BufWriter::new(output());
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        // Nobody opens a half-written file, and none is left behind.
        let unfinished = path.with_extension("part");
        let cannot = || format!("cannot write {}", path.display());
        let written = (|| {
            let mut out = BufWriter::new(fs::File::create(&unfinished)?);
            write(&mut out)?;
            out.flush()?;
            Ok::<(), FileError>(fs::rename(&unfinished, path)?)
        })();
        if written.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        written.with_context(cannot)
    }
}
