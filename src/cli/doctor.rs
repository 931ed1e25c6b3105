//! `footing doctor`: whether everything that was acknowledged is in a data directory, and a way on if it is not.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use serde_json::json;

use crate::store::{Damage, Examination, OpenError, SledStore};

use super::Ending;
use super::output::tell;
use super::settings::{Settings, Source};

/// It needs the server stopped, and changes nothing unless it is told to accept the loss.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Directory with the data; else what `FOOTING_DATA` or `data` in footing.toml says [default: data]
    #[arg(value_name = "DIR")]
    data: Option<String>,
    /// Go on with what can still be read, and give up the rest. The damaged files are kept in the directory.
    #[arg(long)]
    accept_loss: bool,
    /// Print JSON with stable keys.
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub fn run(self) -> Result<Ending> {
        let settings = Settings::resolve(Source { data: self.data.clone(), ..Source::default() })?;
        let data = settings.data.as_path();
        anyhow::ensure!(data.is_dir(), "there is no directory {}", data.display());
        let examination = match SledStore::examine(data, &settings.vault()?) {
            Err(OpenError::Damaged { damage, .. }) => return self.say_unreadable(data, &damage),
            examination => examination?,
        };
        if examination.faults.is_empty() {
            self.say(&examination, None)?;
            return Ok(Ending::Good);
        }
        if !self.accept_loss {
            self.say(&examination, None)?;
            tell(format!(
                "footing: nothing was changed; restore a whole backup into an empty directory, or go on with what can be read \
                 by `footing doctor {} --accept-loss`",
                data.display()
            ));
            return Ok(Ending::Faults);
        }
        let accepted = SledStore::accept_loss(data, &settings.vault()?, Timestamp::now())?;
        self.say(&examination, accepted.map(|accepted| accepted.kept))?;
        Ok(Ending::Good)
    }

    /// Of a store that not even its log tells anything of.
    fn say_unreadable(&self, data: &Path, damage: &Damage) -> Result<Ending> {
        if self.json {
            let found = json!({ "records": 0, "faults": [damage.to_string()], "kept": null });
            writeln!(std::io::stdout().lock(), "{found}")?;
        }
        tell(format!(
            "footing: of the store in {} nothing can be read: {damage}. Keep it, and restore a whole backup into an empty \
             directory",
            data.display()
        ));
        Ok(Ending::Faults)
    }

    fn say(&self, examination: &Examination, kept: Option<PathBuf>) -> Result<()> {
        let mut out = std::io::stdout().lock();
        let (records, faults) = (examination.records(), &examination.faults);
        if self.json {
            writeln!(out, "{}", json!({ "records": records, "faults": faults, "kept": kept }))?;
            return Ok(());
        }
        faults.iter().try_for_each(|fault| writeln!(out, "{fault}"))?;
        match (faults.len(), kept) {
            (0, _) => writeln!(out, "everything is there: {records} records")?,
            (count, None) => writeln!(out, "damaged, {count} faults; {records} records can be read")?,
            (_, Some(kept)) => {
                let rest = if examination.is_complete() { "nothing was lost" } else { "the rest was given up" };
                let kept = kept.display();
                writeln!(
                    out,
                    "{records} records were taken over, {rest}; the damaged files are in {kept}, and the audit log says so"
                )?;
            }
        }
        Ok(())
    }
}
