//! The organisation in a data directory, for commands that work on it without a server.

use std::path::PathBuf;

use anyhow::Result;

use crate::service::{Administrator, Context};
use crate::survey::Language;
use crate::text::Text;

use super::ContentFrom;
use super::serve::open;

/// Whose data, and how to print what came of it. A data directory belongs to one process: stop the server first, or use
/// its pages.
#[derive(Debug, clap::Args)]
pub struct Organisation {
    /// Directory with the data, created if it is missing.
    #[arg(long, value_name = "DIR", env = "FOOTING_DATA", default_value = "data")]
    data: PathBuf,
    /// Print JSON with stable keys.
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    content: ContentFrom,
}

impl Organisation {
    /// Does some work on the organisation, as whoever can open its data.
    pub fn work<T>(&self, work: impl AsyncFnOnce(&Context, &Administrator) -> Result<T>) -> Result<T> {
        self.work_in(Language::En, async |context, by, _| work(context, by).await)
    }

    /// The same, with the words of the pages in a language.
    pub fn work_in<T>(
        &self,
        language: Language,
        work: impl AsyncFnOnce(&Context, &Administrator, Text<'_>) -> Result<T>,
    ) -> Result<T> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let (context, catalog) = open(&self.data, self.content.content.as_deref()).await?;
            work(&context, &Administrator::at_the_command_line(), catalog.text(language)).await
        })
    }
}
