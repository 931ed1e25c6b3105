//! `footing chart` and `footing export`: charts and figures of a released wave, without a server and without a browser.

use std::io::Write as _;

use anyhow::{Context as _, Result, bail};

use crate::report::{Exhibit, Format, csv, csvw, exhibit, gallery, spss, tidy, xlsx};
use crate::service::{insights, wave};
use crate::survey::{Language, WaveId};
use crate::ui::pages::case;

use super::Ending;
use super::organisation::Organisation;

/// By which Excel knows that a CSV file is in UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes a chart of a released wave to standard output; without a name it lists the charts there are.
#[derive(Debug, clap::Args)]
pub struct Chart {
    /// As `footing wave status` shows it.
    wave: String,
    /// Which chart.
    name: Option<String>,
    #[arg(long, default_value = "svg", value_parser = ["svg", "png", "pdf"])]
    format: String,
    /// The language of its words.
    #[arg(long, default_value = "en", value_parser = ["en", "de", "ja"])]
    language: String,
    #[command(flatten)]
    organisation: Organisation,
}

/// Writes everything a released wave shows to standard output, as one long table.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// As `footing wave status` shows it.
    wave: String,
    #[arg(long, default_value = "csv", value_parser = ["csv", "json", "xlsx", "csvw", "sps"])]
    format: String,
    /// Begin a CSV file with the mark by which Excel knows UTF-8.
    #[arg(long)]
    bom: bool,
    #[command(flatten)]
    organisation: Organisation,
}

impl Chart {
    pub fn run(self) -> Result<Ending> {
        let id = WaveId::parse(&self.wave).with_context(|| format!("{} is no wave", self.wave))?;
        let language: Language = self.language.parse().ok().context("no such language")?;
        let format = Format::parse(&self.format).context("no such format")?;
        self.organisation.work_in(language, async |context, by, text| {
            let insights = insights::of_wave(context, by, id).await;
            let insights = insights.with_context(|| format!("{id} has no release: see `footing wave release`"))?;
            let offer = wave::offer(context);
            let case = case(text, &insights, &offer.work);
            let Some(name) = &self.name else {
                for exhibit in gallery(&case) {
                    writeln!(std::io::stdout(), "{}  {}", exhibit.name(), exhibit.title())?;
                }
                return Ok(Ending::Good);
            };
            let Some(exhibit) = exhibit(&case, name) else {
                let exhibits = gallery(&case);
                let names: Vec<&str> = exhibits.iter().map(Exhibit::name).collect();
                bail!("no chart {name}; there is {}", names.join(", "));
            };
            std::io::stdout().write_all(&exhibit.file(format))?;
            Ok(Ending::Good)
        })
    }
}

impl Export {
    pub fn run(self) -> Result<Ending> {
        let id = WaveId::parse(&self.wave).with_context(|| format!("{} is no wave", self.wave))?;
        self.organisation.work_in(Language::En, async |context, by, text| {
            let insights = insights::of_wave(context, by, id).await;
            let insights = insights.with_context(|| format!("{id} has no release: see `footing wave release`"))?;
            let rows = || tidy(&insights.release, &insights.surveys);
            let offer = wave::offer(context);
            let case = case(text, &insights, &offer.work);
            let bytes = match self.format.as_str() {
                "json" => serde_json::to_vec(&rows().collect::<Vec<_>>())?,
                "xlsx" => xlsx(&case)?,
                "csvw" => {
                    let terms = insights.wave.terms();
                    serde_json::to_vec_pretty(&csvw(&insights.release, terms, "figures.csv", rows().count()))?
                }
                "sps" => spss("figures.csv").into_bytes(),
                _ if self.bom => [BOM, &csv(rows())?].concat(),
                _ => csv(rows())?,
            };
            std::io::stdout().write_all(&bytes)?;
            Ok(Ending::Good)
        })
    }
}
