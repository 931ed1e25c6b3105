//! `footing analyse`: what a table of answers says about its instrument and its groups.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Result, bail};

use footing_core::measurement::Analysis;

use super::Ending;
use super::answer_table::{Missing, TableFile, rows};
use super::codebook::codebook_of;
use super::output::output;

/// Any table will do: CSV with a header, a row a person, split at commas, semicolons or tabs. Items are named by column;
/// other columns are not read.
///
/// With --format json every figure has all its digits; surveys/README.md says what the keys mean. A figure that does not
/// exist is null, and "undefined" says why.
#[derive(Debug, clap::Args)]
pub struct Analyse {
    /// A survey file, a file with `kind = "data"` that describes the columns, or a survey that comes with Footing.
    #[arg(long, value_name = "FILE")]
    survey: String,
    /// The table; - reads standard input.
    responses: PathBuf,
    /// The column that says which group a person belongs to.
    #[arg(long, value_name = "COLUMN")]
    group: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Leave out rows with a cell that cannot be read, and count them, instead of stopping.
    #[arg(long)]
    skip_bad_rows: bool,
    #[command(flatten)]
    missing: Missing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Analyse {
    pub fn run(self) -> Result<Ending> {
        let mut codebook = codebook_of(&self.survey)?;
        let file = TableFile::read(&self.responses)?;
        let table = file.table()?;
        table.declare(&self.missing, &mut codebook)?;
        let answers = table.answers(&codebook, self.group.as_deref(), None)?;
        table.show(&answers.bad);
        let bad = answers.bad.rows;
        if bad > 0 && !self.skip_bad_rows {
            bail!("{} cannot be read; correct the cells, or leave the rows out with --skip-bad-rows", rows(bad));
        }
        answers.check_usable()?;
        let group = self.group.as_deref().unwrap_or_default();
        let analysis = Analysis::of(&answers.responses, group, bad)?;
        let mut target = output();
        match self.format {
            Format::Text => write!(target, "{analysis}")?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut target, &analysis.to_json())?;
                writeln!(target)?;
            }
        }
        target.flush()?;
        Ok(Ending::Good)
    }
}
