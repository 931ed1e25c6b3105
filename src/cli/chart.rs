//! `footing chart`: a chart of a released wave, without a server and without a browser.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};

use footing_report::{Format, ReportItem, gallery, report_item};

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
                for report_item in gallery(case) {
                    writeln!(output(), "{}  {}", report_item.name(), report_item.title())?;
                }
                return Ok(());
            };
            let Some(report_item) = report_item(case, name) else {
                let report_items = gallery(case);
                let names: Vec<&str> = report_items.iter().map(ReportItem::name).collect();
                bail!("no chart {name}; there is {}", names.join(", "));
            };
            Ok(output().write_all(&report_item.file(format))?)
        })
    }
}
