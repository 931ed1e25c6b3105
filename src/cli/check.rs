//! `footing check`: every fault in surveys, steps and texts, with its place and how to mend it.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::survey::{Language, Problems, Survey, read_survey};

use super::{Content, Ending};

#[derive(Debug, clap::Args)]
pub struct Check {
    /// A directory with surveys, steps/ and text/, or one survey file. Without it, what comes with Footing is checked.
    path: Option<PathBuf>,
}

impl Check {
    pub fn run(self) -> Result<Ending> {
        let checked = match &self.path {
            Some(path) if path.is_file() => {
                let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                read_survey(&path.display().to_string(), &bytes).map(|survey| describe(&survey))
            }
            path => {
                let content = Content::load(path.as_deref())?;
                content.check().map(|(surveys, library, _)| {
                    let surveys: Vec<String> = surveys.iter().map(describe).collect();
                    let languages = Language::ALL.len();
                    let (files, steps) = (content.files(), library.steps().len());
                    let steps = format!("{steps} steps: everybody can be given one, and no choice is a tie");
                    format!("{}\n{steps}\n{files} files in {languages} languages, no faults", surveys.join("\n"))
                })
            }
        };
        match checked {
            Ok(summary) => {
                println!("{summary}");
                Ok(Ending::Good)
            }
            Err(Problems(problems)) => {
                for problem in &problems {
                    println!("{problem}");
                }
                eprintln!(
                    "footing: {} to mend",
                    if problems.len() == 1 { "1 fault".into() } else { format!("{} faults", problems.len()) }
                );
                Ok(Ending::Faults)
            }
        }
    }
}

fn describe(survey: &Survey) -> String {
    format!(
        "survey {} version {} ({}…): {} items, {} dimensions, {} levels, about {} minutes",
        survey.id(),
        survey.version(),
        &survey.hash().to_string()[..12],
        survey.items().len(),
        survey.dimensions().len(),
        survey.levels().len(),
        survey.minutes(),
    )
}
