//! A released wave, as the commands that read one name it.

use anyhow::{Context as _, Result};

use crate::service::{insights, wave};
use footing_core::survey::{Language, WaveId};
use footing_report::ReportContext;

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

#[derive(Debug, clap::Args)]
pub struct Released {
    /// As `footing wave status` shows it.
    wave: String,
    /// The language of words and texts.
    #[arg(long, default_value = "en", value_parser = ["en", "de", "ja"])]
    language: String,
}

impl Released {
    /// Reads the release and hands it over with the words around it.
    pub fn with_case(
        &self,
        terminal: &Terminal,
        organisation: &Organisation,
        take: impl FnOnce(&ReportContext<'_>) -> Result<()>,
    ) -> Result<Ending> {
        let id = WaveId::parse(&self.wave).with_context(|| format!("{} is no wave", self.wave))?;
        let language: Language = self.language.parse().ok().context("no such language")?;
        organisation.work_in(terminal, language, async |context, by, text| {
            let insights = insights::of_wave(context, by, id).await;
            let insights = insights.with_context(|| format!("{id} has no release: see `footing wave release`"))?;
            let offer = wave::offer(context);
            take(&ReportContext::of(text, &insights, &offer.work))?;
            Ok(Ending::Good)
        })
    }
}
