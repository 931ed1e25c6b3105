//! `footing score`: a table of answers in, scores, level and next step out. A bad row is named, and the good ones still
//! come out.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use csv::StringRecord;
use serde_json::{Map, Value, json};

use crate::guidance::Library;
use crate::scoring::Profile;
use crate::survey::{AnswerSheet, Entry, Question, Survey, SurveyId};

use super::content::Checked;
use super::{ContentFrom, Ending};

/// Columns are named by item and context question; other columns are passed through, so keep one that names the row.
/// An empty cell is a missing answer, `na` is "it did not come up", several tasks are separated by spaces.
#[derive(Debug, clap::Args)]
pub struct Score {
    /// The survey, by name.
    #[arg(long)]
    survey: String,
    /// The table; - reads standard input.
    responses: PathBuf,
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
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
        let name = self.responses.display().to_string();
        let source: Box<dyn Read> = if name == "-" {
            Box::new(std::io::stdin())
        } else {
            Box::new(std::fs::File::open(&self.responses).with_context(|| format!("cannot read {name}"))?)
        };
        let faults = score_table(survey, &library, source, std::io::stdout().lock(), self.format)
            .with_context(|| format!("cannot score {name}"))?;
        for fault in &faults {
            eprintln!("{name}:{fault}");
        }
        if faults.is_empty() {
            return Ok(Ending::Good);
        }
        let rows: BTreeSet<u64> = faults.iter().map(|fault| fault.line).collect();
        eprintln!("footing: {} of the rows left out", rows.len());
        Ok(Ending::Faults)
    }
}

/// What is wrong in one cell.
struct Fault {
    line: u64,
    column: String,
    what: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: column \"{}\": {}", self.line, self.column, self.what)
    }
}

fn score_table(
    survey: &Survey,
    library: &Library,
    source: impl Read,
    target: impl Write,
    format: Format,
) -> Result<Vec<Fault>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(source);
    let header = reader.headers().context("the first row names the columns")?.clone();
    let known: Vec<Option<Question<'_>>> = header.iter().map(|column| survey.question(column)).collect();
    if known.iter().all(Option::is_none) {
        let first: Vec<&str> = survey.items().iter().take(3).map(|item| item.id.as_str()).collect();
        bail!("no column is named like an item of \"{}\" ({}, …)", survey.id(), first.join(", "));
    }
    let passed_through: Vec<usize> = (0..header.len()).filter(|column| known[*column].is_none()).collect();
    let mut output = Output::new(survey, &header, &passed_through, target, format)?;
    let mut faults = Vec::new();
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(Fault { line, column: "(row)".into(), what: "not valid CSV in UTF-8".into() });
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        if row.len() != header.len() {
            let what = format!("{} cells where the header has {}", row.len(), header.len());
            faults.push(Fault { line, column: "(row)".into(), what });
            continue;
        }
        match read_sheet(survey, &header, &known, &row, line) {
            Ok(sheet) => output.write(survey, library, &row, &sheet)?,
            Err(more) => faults.extend(more),
        }
    }
    output.finish()?;
    Ok(faults)
}

fn read_sheet(
    survey: &Survey,
    header: &StringRecord,
    known: &[Option<Question<'_>>],
    row: &StringRecord,
    line: u64,
) -> Result<AnswerSheet, Vec<Fault>> {
    let mut sheet = AnswerSheet::default();
    let mut faults = Vec::new();
    for ((column, cell), question) in header.iter().zip(row).zip(known) {
        let Some(question) = question.filter(|_| !cell.is_empty()) else { continue };
        match read_cell(survey, question, cell) {
            Ok(entry) => sheet.record(entry),
            Err(what) => faults.push(Fault { line, column: column.to_owned(), what }),
        }
    }
    if faults.is_empty() { Ok(sheet) } else { Err(faults) }
}

fn read_cell(survey: &Survey, question: Question<'_>, cell: &str) -> Result<Entry, String> {
    let values: Vec<String> = cell.split_whitespace().map(ToOwned::to_owned).collect();
    survey.parse_entry(question.id(), &values).map_err(|error| {
        let offered: Vec<String> = match question {
            Question::Item(item, _) => {
                let scale = survey.scale_of(item);
                let na = scale.not_applicable().map(|_| "na, or empty for missing".to_owned());
                [format!("{} to {}", scale.lowest(), scale.highest())].into_iter().chain(na).collect()
            }
            Question::Context(context) => context.choices.iter().map(|choice| choice.id.to_string()).collect(),
        };
        format!("\"{cell}\" is {error}; write {}", offered.join(", "))
    })
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
    fn new(survey: &Survey, header: &StringRecord, passed: &[usize], target: W, format: Format) -> Result<Self> {
        let passed_through: Vec<(usize, String)> = passed.iter().map(|at| (*at, header[*at].to_owned())).collect();
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

    fn write(&mut self, survey: &Survey, library: &Library, row: &StringRecord, sheet: &AnswerSheet) -> Result<()> {
        let scored = scored(survey, library, sheet);
        let own = self.passed_through.iter().map(|(at, name)| (name.clone(), &row[*at]));
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
