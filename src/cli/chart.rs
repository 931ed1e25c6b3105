//! `footing chart`: a chart of a released wave, without a server and without a browser.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};

use footing_report::{Exhibit, Format, exhibit, gallery};

use super::Ending;
use super::organisation::Organisation;
use super::output::output;
use super::released::Released;
use super::terminal::Terminal;

/// Writes a chart of a released wave to standard output; without a name it lists the charts there are.
#[derive(Debug, clap::Args)]
pub struct Chart {
    #[command(flatten)]
    released: Released,
    /// Which chart.
    name: Option<String>,
    #[arg(long, default_value = "svg", value_parser = ["svg", "png", "pdf"])]
    format: String,
    #[command(flatten)]
    organisation: Organisation,
}

impl Chart {
    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        let format = Format::parse(&self.format).context("no such format")?;
        self.released.with_case(terminal, &self.organisation, |case| {
            let Some(name) = &self.name else {
                for exhibit in gallery(case) {
                    writeln!(output(), "{}  {}", exhibit.name(), exhibit.title())?;
                }
                return Ok(());
            };
            let Some(exhibit) = exhibit(case, name) else {
                let exhibits = gallery(case);
                let names: Vec<&str> = exhibits.iter().map(Exhibit::name).collect();
                bail!("no chart {name}; there is {}", names.join(", "));
            };
            Ok(output().write_all(&exhibit.file(format))?)
        })
    }
}
