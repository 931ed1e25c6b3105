//! `footing roster`: the organisation's list of its people, in and out.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;

use crate::service::{ServiceError, roster};
use footing_core::organisation::RosterChange;
use footing_core::survey::counted;
use footing_report::undrawable_in;

use super::Ending;
use super::organisation::Organisation;
use super::terminal::Terminal;

#[derive(Debug, clap::Subcommand)]
pub enum Roster {
    /// Read a list of everybody, show what it changes, and change it, all or nothing.
    ///
    /// A CSV file with the columns id, name, email and team (as in "Sales > North > Berlin"), and if you like work,
    /// location, leads and language. Anyone who is missing in it has left.
    Import(Import),
    /// Write everybody who is in the roster now, as a file that can be imported again.
    Export(Export),
}

#[derive(Debug, clap::Args)]
pub struct Import {
    /// The list; - reads standard input.
    file: PathBuf,
    /// Only show what would change.
    #[arg(long)]
    dry_run: bool,
    /// Change it even if more than 20 % of the people would leave, or 5 % get another id.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    organisation: Organisation,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// Where to write it; standard output if it is left out.
    file: Option<PathBuf>,
    #[command(flatten)]
    organisation: Organisation,
}

impl Roster {
    /// The file the command writes its results to.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Roster::Export(command) => command.file.as_deref(),
            Roster::Import(_) => None,
        }
    }

    pub fn run(self, terminal: &Terminal) -> Result<Ending> {
        match self {
            Roster::Import(command) => command.run(terminal),
            Roster::Export(command) => command.run(terminal),
        }
    }
}

impl Import {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let bytes = terminal.read(&self.file)?;
        self.organisation.work(terminal, async |context, by| {
            let preview = match roster::look_at(context, by, &bytes).await {
                Ok(preview) => preview,
                Err(ServiceError::Roster(faults)) => {
                    if self.organisation.json {
                        writeln!(terminal.out(), "{}", json!({ "faults": faults.shown, "more": faults.more }))?;
                    } else {
                        writeln!(terminal.out(), "{faults}")?;
                    }
                    writeln!(terminal.err(), "footing: nothing was changed; correct the file, then import it again")?;
                    return Ok(Ending::Faults);
                }
                Err(error) => return Err(error.into()),
            };
            let (summary, safety_checks) = (preview.change.summary(), preview.change.safety_checks());
            let stopped = !safety_checks.is_empty() && !self.yes;
            let imported = !self.dry_run && !stopped;
            if self.organisation.json {
                writeln!(
                    terminal.out(),
                    "{}",
                    json!({ "summary": summary, "brakes": safety_checks, "notes": preview.change.notes, "imported": imported })
                )?;
            } else {
                print(terminal, &preview.change)?;
                for note in &preview.change.notes {
                    writeln!(terminal.err(), "footing: {note}")?;
                }
            }
            if let Some(letters) = undrawable_in(&preview.change) {
                writeln!(
                    terminal.err(),
                    "footing: in pictures and PDFs this machine shows boxes for {} of team and location names: {}",
                    counted(letters.letters.len(), "letter"),
                    letters.shown(),
                )?;
                writeln!(
                    terminal.err(),
                    "footing: install fonts that have them, on Debian: {}",
                    letters.packages.join(" ")
                )?;
            }
            if stopped {
                for safety_check in &safety_checks {
                    writeln!(
                        terminal.err(),
                        "footing: {safety_check}. Is the list complete, and from the same system as before?"
                    )?;
                }
                writeln!(terminal.err(), "footing: nothing was changed; if this is right, import it with --yes")?;
                return Ok(Ending::Faults);
            }
            if imported {
                roster::apply(context, by, preview).await?;
            } else {
                writeln!(terminal.err(), "footing: nothing was changed (--dry-run)")?;
            }
            Ok(Ending::Good)
        })
    }
}

impl Export {
    fn run(self, terminal: &Terminal) -> Result<Ending> {
        let file = self.organisation.work(terminal, async |context, by| Ok(roster::export(context, by).await?))?;
        terminal.write(self.file.as_deref(), &file)?;
        Ok(Ending::Good)
    }
}

fn print(terminal: &Terminal, change: &RosterChange) -> Result<()> {
    let summary = change.summary();
    writeln!(terminal.out(), "{} before, {} after", counted(summary.active_before, "person"), summary.active_after)?;
    let counts = [
        ("new", summary.joiners),
        ("back again", summary.returners),
        ("leaving", summary.leavers),
        ("in another team", summary.moves),
        ("with another id", summary.id_changes),
        ("with other changes", summary.edits),
        ("unchanged", summary.unchanged),
    ];
    for (what, count) in counts {
        writeln!(terminal.out(), "{count:>8}  {what}")?;
    }
    Ok(())
}
