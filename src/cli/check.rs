//! `footing check`: every fault in surveys, steps and texts, with its place and how to mend it; and, from answers, what
//! to ask about the questions.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::measurement::advise;
use crate::survey::{Codebook, Language, Problems, Survey, counted, read_codebook, read_survey};

use super::answer_table::AnswerTable;
use super::codebook::codebook_of;
use super::{Content, Ending};

#[derive(Debug, clap::Args)]
pub struct Check {
    /// A directory with surveys, steps/ and text/, or one survey file. Without it, what comes with Footing is checked.
    path: Option<PathBuf>,
    /// Check the questions against answers to them: forgotten reverse keys, translations that turn the meaning round,
    /// floors and ceilings, dimensions too short for their use. A table as for `footing analyse`; - reads standard input.
    #[arg(long, value_name = "TABLE")]
    data: Option<PathBuf>,
    /// The survey the answers are to, as for `footing analyse`. Without it, it is the one whose items the table names.
    #[arg(long, value_name = "FILE", requires = "data", conflicts_with = "path")]
    survey: Option<String>,
    /// The column that says in which language a person answered, if there is one.
    #[arg(long, value_name = "COLUMN", requires = "data", default_value = "language")]
    language: String,
}

impl Check {
    pub fn run(self) -> Result<Ending> {
        match &self.data {
            Some(data) => self.check_data(data),
            None => self.check_files(),
        }
    }

    /// Advice is no fault: it ends well, unless cells cannot be read.
    fn check_data(&self, data: &Path) -> Result<Ending> {
        let table = AnswerTable::read(data)?;
        let header = table.header()?;
        let codebook = match &self.survey {
            Some(survey) => codebook_of(survey)?,
            None => self.codebook_for(&header)?,
        };
        let language = header.iter().any(|column| column == self.language).then_some(self.language.as_str());
        let answers = table.answers(&codebook, None, language)?;
        table.show_bad_cells(&answers);
        if answers.bad_rows > 0 {
            eprintln!("footing: rows left out: {}", answers.bad_rows);
        }
        println!("{}", advise(&answers.responses)?);
        Ok(if answers.bad_rows > 0 { Ending::Faults } else { Ending::Good })
    }

    /// The one codebook among those of the path, or that come with Footing, whose items are all columns.
    fn codebook_for(&self, header: &csv::StringRecord) -> Result<Codebook> {
        let codebooks = match &self.path {
            Some(path) if path.is_file() => {
                let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                vec![read_codebook(&path.display().to_string(), &bytes)?]
            }
            path => Content::load(path.as_deref())?.check()?.surveys.iter().map(Codebook::of).collect(),
        };
        let is_named = |column: &str| header.iter().any(|name| name == column);
        let mut fitting: Vec<Codebook> = codebooks
            .into_iter()
            .filter(|codebook| codebook.items().iter().all(|item| is_named(&item.column)))
            .collect();
        match (fitting.pop(), fitting.is_empty()) {
            (Some(codebook), true) => Ok(codebook),
            (None, _) => bail!("no survey has all its items among the columns: name the file with --survey"),
            (Some(_), false) => bail!("several surveys have all their items among the columns: name one with --survey"),
        }
    }

    fn check_files(&self) -> Result<Ending> {
        let checked = match &self.path {
            Some(path) if path.is_file() => {
                let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                read_survey(&path.display().to_string(), &bytes).map(|survey| describe(&survey))
            }
            path => {
                let content = Content::load(path.as_deref())?;
                content.check().map(|checked| {
                    let surveys: Vec<String> = checked.surveys.iter().map(describe).collect();
                    let languages = Language::ALL.len();
                    let (files, steps) = (content.files(), checked.library.steps().len());
                    let steps = counted(steps, "step");
                    let steps = format!("{steps}: everybody can be given one, and no choice is a tie");
                    let team_steps = checked.team_library.steps().len();
                    let team_steps = counted(team_steps, "step");
                    let team_steps = format!("{team_steps} for teams: every state has one, and order decides");
                    let surveys = surveys.join("\n");
                    let files = counted(files, "file");
                    format!("{surveys}\n{steps}\n{team_steps}\n{files} in {languages} languages, no faults")
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
                eprintln!("footing: {} to mend", counted(problems.len(), "fault"));
                Ok(Ending::Faults)
            }
        }
    }
}

fn describe(survey: &Survey) -> String {
    format!(
        "survey {} version {} ({}…): {}, {}, {}, about {}",
        survey.id(),
        survey.version(),
        &survey.hash().to_string()[..12],
        counted(survey.items().len(), "item"),
        counted(survey.dimensions().len(), "dimension"),
        counted(survey.levels().len(), "level"),
        counted(survey.minutes() as usize, "minute"),
    )
}
