//! `footing check`: every fault in surveys, steps and texts, with its place and how to correct it; and, from answers, what
//! to ask about the questions.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use footing_core::measurement::advise;
use footing_core::survey::{Codebook, Language, Problems, Survey, counted, read_codebook, read_survey};
use footing_core::table::Header;

use super::answer_table::{Missing, TableFile, rows};
use super::codebook::codebook_of;
use super::output::{print, tell};
use super::{Content, Ending};

/// What a column with languages is usually called.
const USUAL_LANGUAGE: &str = "language";

/// No survey is answered in more; a column with more words is probably another one.
const MOST_LANGUAGES: usize = 40;

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
    /// The column that says in which language a person answered. Without it, it is the one called "language", if there is
    /// one.
    #[arg(long, value_name = "COLUMN", requires = "data")]
    language: Option<String>,
    #[command(flatten)]
    missing: Missing,
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
        let file = TableFile::read(data)?;
        let table = file.table()?;
        let mut codebook = match &self.survey {
            Some(survey) => codebook_of(survey)?,
            None => self.codebook_for(&table.header)?,
        };
        table.declare(&self.missing, &mut codebook)?;
        let is_usual = table.header.names().iter().any(|name| name == USUAL_LANGUAGE);
        let language = self.language.as_deref().or(is_usual.then_some(USUAL_LANGUAGE));
        let answers = table.answers(&codebook, None, language)?;
        table.show(&answers.bad);
        if answers.bad.rows > 0 {
            tell(format!("footing: {} left out", rows(answers.bad.rows)));
        }
        answers.check_usable()?;
        let languages = answers.responses.languages().map_or(0, |languages| languages.names().len());
        if languages > MOST_LANGUAGES {
            let column = language.unwrap_or_default();
            tell(format!("footing: column \"{column}\" names {languages} languages: is it the right one?"));
        }
        print(advise(&answers.responses)?)?;
        Ok(if answers.bad.rows > 0 { Ending::Faults } else { Ending::Good })
    }

    /// The one codebook among those of the path, or that come with Footing, whose items are columns: all of them, or more
    /// than half if none has all, so that what is wrong in the header can be said.
    fn codebook_for(&self, header: &Header) -> Result<Codebook> {
        let codebooks: Vec<Codebook> = match &self.path {
            Some(path) if path.is_file() => {
                let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                return Ok(read_codebook(&path.display().to_string(), &bytes)?);
            }
            path => Content::load(path.as_deref())?.check()?.surveys.iter().map(Codebook::of).collect(),
        };
        let share_named = |codebook: &Codebook| {
            let named = codebook.items().iter().filter(|item| header.names().contains(&item.column)).count();
            named as f64 / codebook.items().len() as f64
        };
        let shares: Vec<f64> = codebooks.iter().map(share_named).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let mut fitting = codebooks.into_iter().zip(shares).filter(|(_, share)| *share == most);
        match (fitting.next(), fitting.next()) {
            (Some((codebook, share)), None) if share > 0.5 => Ok(codebook),
            (Some((_, 1.0)), Some(_)) => {
                bail!("several surveys have all their items among the columns: name one with --survey")
            }
            _ => bail!("no survey has all its items among the columns: name the file with --survey"),
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
                    let notes: String = checked.missing().iter().map(|note| format!("note: {note}\n")).collect();
                    format!("{surveys}\n{steps}\n{team_steps}\n{notes}{files} in {languages} languages, no faults")
                })
            }
        };
        match checked {
            Ok(summary) => {
                print(summary)?;
                Ok(Ending::Good)
            }
            Err(Problems(problems)) => {
                for problem in &problems {
                    print(problem)?;
                }
                tell(format!("footing: {} to correct", counted(problems.len(), "fault")));
                Ok(Ending::Faults)
            }
        }
    }
}

fn describe(survey: &Survey) -> String {
    format!(
        "survey {} version {} ({}…): {}, {}, {}, about {}, {}",
        survey.id(),
        survey.version(),
        &survey.hash().to_string()[..12],
        counted(survey.items().len(), "item"),
        counted(survey.dimensions().len(), "dimension"),
        counted(survey.levels().len(), "level"),
        counted(survey.minutes() as usize, "minute"),
        survey.role().map_or("no role".to_owned(), |role| format!("role {}", role.word())),
    )
}
