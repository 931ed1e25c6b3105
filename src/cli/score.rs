//! `footing score`: a table of answers in, scores, level and next step out. A row that cannot be read is named, and nothing
//! comes out unless such rows are to be left out: half a table would be taken for the whole further on in a pipeline.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use footing_core::guidance::Library;
use footing_core::scoring::Profile;
use footing_core::survey::{
    Answer, AnswerSheet, Codebook, CodedItem, ContextQuestion, Entry, NotAnAnswer, Question, Survey, SurveyId,
};
use footing_core::table::{SheetRow, TableFault, shortened};

use super::answer_table::{AnswerTable, BadCells, Missing, Places, TableFile, rows};
use super::content::Checked;
use super::output::{output, tell};
use super::{ContentFrom, Ending};

/// Columns are named by item and context question; other columns are passed through, so keep one that names the row.
/// `na` is "it did not come up", several tasks are separated by spaces.
#[derive(Debug, clap::Args)]
pub struct Score {
    /// The survey, by name.
    #[arg(long)]
    survey: String,
    /// The table: CSV, split at commas, semicolons or tabs; - reads standard input.
    responses: PathBuf,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
    /// Leave out rows with a cell that cannot be read, and count them, instead of stopping.
    #[arg(long)]
    skip_bad_rows: bool,
    #[command(flatten)]
    missing: Missing,
    #[command(flatten)]
    content: ContentFrom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Csv,
    Json,
}

impl Score {
    pub fn run(self) -> Result<Ending> {
        let Checked { surveys, library, .. } = self.content.load()?.check()?;
        let named = SurveyId::parse(&self.survey).and_then(|id| surveys.iter().find(|survey| *survey.id() == id));
        let Some(survey) = named else {
            let names: Vec<&str> = surveys.iter().map(|survey| survey.id().as_str()).collect();
            bail!("no survey \"{}\"; there is {}", self.survey, names.join(", "));
        };
        let file = TableFile::read(&self.responses)?;
        let table = file.table()?;
        let mut codebook = Codebook::of(survey);
        table.declare(&self.missing, &mut codebook)?;
        let mut scoring = Scoring::of(survey, &codebook, &table)?;
        let mut scored = Vec::new();
        let mut target = Output::new(survey, scoring.passed_through(), &mut scored, self.format)?;
        scoring.run(|row, sheet| target.write(survey, &library, row, sheet))?;
        target.finish()?;
        table.show(&scoring.bad);
        let bad = scoring.bad.rows;
        if bad > 0 && !self.skip_bad_rows {
            bail!("{} cannot be read; correct the cells, or leave the rows out with --skip-bad-rows", rows(bad));
        }
        if scoring.empty + scoring.bad.rows == scoring.all && scoring.all > 0 {
            bail!("none of the {} has an answer that can be used", rows(scoring.all));
        }
        if bad > 0 {
            tell(format!("footing: {} left out", rows(bad)));
        }
        let mut output = output();
        output.write_all(&scored)?;
        output.flush()?;
        Ok(Ending::Good)
    }
}

/// A table on its way to sheets of answers.
struct Scoring<'a> {
    survey: &'a Survey,
    codebook: &'a Codebook,
    table: &'a AnswerTable<'a>,
    places: Places,
    bad: BadCells,
    /// Rows, and those of them without any answer.
    all: usize,
    empty: usize,
}

impl<'a> Scoring<'a> {
    /// Finds the columns, and says which are passed through.
    fn of(survey: &'a Survey, codebook: &'a Codebook, table: &'a AnswerTable<'a>) -> Result<Self> {
        let items: Vec<&str> = survey.items().iter().map(|item| item.id.as_str()).collect();
        let context: Vec<&str> = survey.context().iter().map(|question| question.id.as_str()).collect();
        let places = table.places(&items, &context)?;
        let scoring = Scoring { survey, codebook, table, places, bad: BadCells::default(), all: 0, empty: 0 };
        let names: Vec<String> = scoring.passed_through().into_iter().map(|(_, name)| name).collect();
        // Two columns of one name would be one in JSON.
        for name in &names {
            table.named(Some(name))?;
        }
        table.say_columns("passed through", names);
        Ok(scoring)
    }

    fn passed_through(&self) -> Vec<(usize, String)> {
        self.places.rest.iter().map(|place| (*place, self.table.header.names()[*place].clone())).collect()
    }

    fn run(&mut self, mut take: impl FnMut(&SheetRow<'_>, &AnswerSheet) -> Result<()>) -> Result<()> {
        for row in self.table.rows() {
            self.all += 1;
            match self.sheet(&row) {
                Ok(sheet) => {
                    self.empty += usize::from(sheet.is_empty());
                    take(&row, &sheet)?;
                }
                Err(faults) => self.bad.add(faults),
            }
        }
        Ok(())
    }

    fn sheet(&self, row: &SheetRow<'_>) -> Result<AnswerSheet, Vec<TableFault>> {
        let mut sheet = AnswerSheet::default();
        let read = |item: &CodedItem, cell: &str| self.answer(item, cell);
        let answers = self.table.answers_of(row, self.codebook, &self.places.needed, read);
        let (answers, mut faults) = answers.map_or_else(|faults| (Vec::new(), faults), |answers| (answers, Vec::new()));
        for (item, answer) in self.survey.items().iter().zip(answers) {
            if let Some(answer) = answer {
                sheet.record(Entry::Item(item.id.clone(), answer));
            }
        }
        for (question, place) in self.survey.context().iter().zip(&self.places.optional) {
            let cell = place.map_or("", |place| row.cell(place));
            if self.codebook.is_missing(question.id.as_str(), cell) {
                continue;
            }
            match self.choices(row, question, cell) {
                Ok(entry) => sheet.record(entry),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(sheet) } else { Err(faults) }
    }

    /// `na` is an answer where it is offered, and missing like any other `NA` where it is not.
    fn answer(&self, item: &CodedItem, cell: &str) -> Result<Option<Answer>, NotAnAnswer> {
        if let Some(Question::Item(item, _)) = self.survey.question(&item.column)
            && self.survey.parse_answer(item, cell) == Ok(Answer::NotApplicable)
        {
            return Ok(Some(Answer::NotApplicable));
        }
        Ok(self.codebook.answer(item, cell)?.map(Answer::Value))
    }

    fn choices(&self, row: &SheetRow<'_>, question: &ContextQuestion, cell: &str) -> Result<Entry, TableFault> {
        let values: Vec<String> = cell.split_whitespace().map(ToOwned::to_owned).collect();
        self.survey.parse_entry(question.id.as_str(), &values).map_err(|error| {
            let offered: Vec<&str> = question.choices.iter().map(|choice| choice.id.as_str()).collect();
            let problem = format!("\"{}\" is {error}", shortened(cell));
            TableFault::of_cell(row.place, question.id.as_str(), problem, format!("Write {}", offered.join(", ")))
        })
    }
}

/// Where scored rows go: as CSV line by line, or as one JSON array.
struct Output<W: Write> {
    passed_through: Vec<(usize, String)>,
    form: Form<W>,
}

enum Form<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Json { target: W, rows: Vec<Value> },
}

impl<W: Write> Output<W> {
    fn new(survey: &Survey, passed_through: Vec<(usize, String)>, target: W, format: Format) -> Result<Self> {
        let form = match format {
            Format::Json => Form::Json { target, rows: Vec::new() },
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(target);
                let own = passed_through.iter().map(|(_, name)| name.clone());
                writer.write_record(own.chain(columns(survey)))?;
                Form::Csv(Box::new(writer))
            }
        };
        Ok(Output { passed_through, form })
    }

    fn write(&mut self, survey: &Survey, library: &Library, row: &SheetRow<'_>, sheet: &AnswerSheet) -> Result<()> {
        let scored = scored(survey, library, sheet);
        let own = self.passed_through.iter().map(|(at, name)| (name.clone(), row.cell(*at)));
        match &mut self.form {
            Form::Json { rows, .. } => {
                let mut object: Map<String, Value> = own.map(|(name, cell)| (name, json!(cell))).collect();
                object.extend(columns(survey).zip(scored));
                rows.push(Value::Object(object));
            }
            Form::Csv(writer) => {
                let own = own.map(|(_, cell)| as_text_cell(cell));
                writer.write_record(own.chain(scored.iter().map(as_cell)))?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self.form {
            Form::Csv(mut writer) => writer.flush()?,
            Form::Json { mut target, rows } => {
                serde_json::to_writer_pretty(&mut target, &rows)?;
                writeln!(target)?;
            }
        }
        Ok(())
    }
}

/// The columns that scoring adds, always the same for a survey.
fn columns(survey: &Survey) -> impl Iterator<Item = String> + '_ {
    let fixed = ["score", "score_sem", "level", "between_with", "held_back_by"].map(ToOwned::to_owned);
    let dimensions = survey.dimensions().iter().flat_map(|d| [format!("{}_score", d.id), format!("{}_sem", d.id)]);
    fixed.into_iter().chain(dimensions).chain(["weakest".to_owned(), "next_step".to_owned()])
}

/// The values of [`columns`]; what is undefined is null.
fn scored(survey: &Survey, library: &Library, sheet: &AnswerSheet) -> Vec<Value> {
    let profile = Profile::score(survey, sheet);
    let standing = profile.standing();
    let level = |place: usize| survey.levels()[place].id.as_str();
    let mut values = vec![
        json!(profile.whole().map(|score| score.points)),
        json!(profile.whole().map(|score| score.sem)),
        json!(standing.map(|standing| level(standing.level))),
        json!(standing.and_then(|standing| standing.or).map(level)),
        json!(standing.and_then(|s| s.held_back).map(|held| survey.dimensions()[held.by].id.as_str())),
    ];
    for (_, score) in profile.dimensions() {
        values.extend([json!(score.map(|score| score.points)), json!(score.map(|score| score.sem))]);
    }
    let suggestions = library.suggest(&profile, sheet, &BTreeSet::new());
    values.push(json!(profile.weakest().map(|dimension| dimension.id.as_str())));
    values.push(json!(suggestions.first().map(|suggestion| suggestion.step.id.as_str())));
    values
}

fn as_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        number => number.to_string(),
    }
}

/// Text that a spreadsheet would run as a formula gets a quote in front (OWASP ASVS 5.0, 1.2.10); numbers stay numbers.
fn as_text_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}
