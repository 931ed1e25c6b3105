//! The organisation in a data directory, for commands that work on it: without a server, or in the one that is running.

use anyhow::{Result, bail};

use crate::service::{Administrator, Context};
use footing_core::survey::Language;
use footing_core::text::Text;

use super::ContentFrom;
use super::serve::open;
use super::settings::{Settings, SettingsErrors, Source};
use super::terminal::Terminal;

/// Whose data, and how to print what came of it. A data directory belongs to one process: where a server is running, it
/// does what most commands ask.
#[derive(Debug, clap::Args)]
pub struct Organisation {
    /// Directory with the data, created if it is missing; else what `FOOTING_DATA` or `data` in footing.toml says
    /// [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// Print JSON with stable keys.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    content: ContentFrom,
}

impl Organisation {
    /// Does some work on the organisation, with the rights of somebody who can open its data.
    pub fn work<T>(
        &self,
        terminal: &Terminal,
        work: impl AsyncFnOnce(&Context, &Administrator) -> Result<T>,
    ) -> Result<T> {
        self.work_in(terminal, Language::En, async |context, by, _| work(context, by).await)
    }

    /// The same, with the words of the pages in a language.
    pub fn work_in<T>(
        &self,
        terminal: &Terminal,
        language: Language,
        work: impl AsyncFnOnce(&Context, &Administrator, Text<'_>) -> Result<T>,
    ) -> Result<T> {
        let by = Administrator::at_the_command_line();
        if let Some(server) = terminal.server() {
            if self.content.content.is_some() {
                bail!("the server that is running has content of its own: leave --content out, or stop it first");
            }
            return server.runtime.block_on(work(&server.context, &by, server.catalog.text(language)));
        }
        let settings = self.settings(None)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let (context, catalog) = open(&settings).await?;
            work(&context, &by, catalog.text(language)).await
        })
    }

    /// The settings that hold here, with the flags of the command.
    pub fn settings(&self, address: Option<String>) -> Result<Settings, SettingsErrors> {
        let flags = Source { data: self.data.clone(), address, ..self.content.source() };
        Settings::resolve(flags)
    }
}
