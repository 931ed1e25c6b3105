//! A table of answers that somebody collected: CSV with a header, columns called like the items of a codebook.
//! Every cell that cannot be read is kept with its row, column and value.

use std::fmt;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use csv::StringRecord;

use crate::measurement::Responses;
use crate::survey::{Codebook, CodedItem};

/// More bad cells than this are only counted.
const MOST_SHOWN: usize = 20;

/// The bytes of a table and its name in what is said about it.
pub struct AnswerTable {
    name: String,
    bytes: Vec<u8>,
}

/// What a table held.
pub struct Answers<'c> {
    pub responses: Responses<'c>,
    pub bad_rows: usize,
    bad_cells: Vec<BadCell>,
}

/// A cell that is no answer, or a row that is none.
struct BadCell {
    line: u64,
    row: usize,
    column: Option<String>,
    what: String,
}

impl fmt::Display for BadCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: row {}", self.line, self.row)?;
        if let Some(column) = &self.column {
            write!(f, ", column \"{column}\"")?;
        }
        write!(f, ": {}", self.what)
    }
}

impl AnswerTable {
    /// Reads a file; `-` is standard input.
    ///
    /// # Errors
    /// What cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        let read = match name.as_str() {
            "-" => std::io::stdin().read_to_end(&mut bytes),
            _ => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
        };
        read.with_context(|| format!("cannot read {name}"))?;
        Ok(AnswerTable { name, bytes })
    }

    /// The names of the columns.
    ///
    /// # Errors
    /// A first row that is no text.
    pub fn header(&self) -> Result<StringRecord> {
        Ok(self.reader().headers().with_context(|| self.unreadable_header())?.clone())
    }

    fn unreadable_header(&self) -> String {
        format!("{}: the first row must name the columns, in UTF-8", self.name)
    }

    /// Splits at whichever of comma, semicolon and tab stands most often in the first line: programs write all three.
    fn reader(&self) -> csv::Reader<&[u8]> {
        let first_line = self.bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let count = |delimiter: &u8| first_line.iter().filter(|byte| *byte == delimiter).count();
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
        csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .delimiter(delimiter)
            .from_reader(self.bytes.as_slice())
    }

    /// Reads all answers, with the group and the language of each row if their columns are named.
    ///
    /// # Errors
    /// A missing column, or one that stands twice. Bad cells are no error here: see [`Answers::bad_cells`].
    pub fn answers<'c>(
        &self,
        codebook: &'c Codebook,
        group: Option<&str>,
        language: Option<&str>,
    ) -> Result<Answers<'c>> {
        let mut reader = self.reader();
        let header = reader.headers().with_context(|| self.unreadable_header())?.clone();
        let items = self.columns_of(codebook, &header)?;
        let place = |column: Option<&str>| column.map(|column| self.column(&header, column)).transpose();
        let (group, language) = (place(group)?, place(language)?);

        let mut responses = Responses::none(codebook)?;
        let (mut bad_rows, mut bad_cells) = (0, Vec::new());
        let mut answers = Vec::with_capacity(items.len());
        let mut record = StringRecord::new();
        for row in 1.. {
            let read = reader.read_record(&mut record);
            let line = reader.position().line();
            let mut faults = Vec::new();
            let mut fault = |line, column, what| faults.push(BadCell { line, row, column, what });
            answers.clear();
            match read {
                Ok(false) => break,
                Err(error) => {
                    let line = error.position().map_or(line, csv::Position::line);
                    fault(line, None, "is not CSV in UTF-8".to_owned());
                }
                Ok(true) if record.len() != header.len() => {
                    let line = record.position().map_or(line, csv::Position::line);
                    let what = format!("has {} cells where the header has {}", record.len(), header.len());
                    fault(line, None, what);
                }
                Ok(true) => {
                    let line = record.position().map_or(line, csv::Position::line);
                    for (item, column) in &items {
                        match item.parse(&record[*column]) {
                            Ok(answer) => answers.push(answer),
                            Err(error) => {
                                let what = format!("{:?} {error}", &record[*column]);
                                fault(line, Some(item.column.clone()), what);
                            }
                        }
                    }
                }
            }
            if faults.is_empty() {
                let cell = |column: Option<usize>| column.map(|column| &record[column]);
                responses.push(&answers, cell(group), cell(language))?;
            } else {
                bad_rows += 1;
                bad_cells.append(&mut faults);
            }
        }
        Ok(Answers { responses, bad_rows, bad_cells })
    }

    /// Every item with the place of its column.
    fn columns_of<'c>(&self, codebook: &'c Codebook, header: &StringRecord) -> Result<Vec<(&'c CodedItem, usize)>> {
        let is_missing = |item: &&CodedItem| !header.iter().any(|name| name == item.column);
        let missing: Vec<&str> = codebook.items().iter().filter(is_missing).map(|item| item.column.as_str()).collect();
        if let [first, ..] = missing[..] {
            bail!(
                "{}: no column for {} of \"{}\"{}",
                self.name,
                missing.join(", "),
                codebook.id(),
                meant(first, header)
            );
        }
        codebook.items().iter().map(|item| Ok((item, self.column(header, &item.column)?))).collect()
    }

    fn column(&self, header: &StringRecord, column: &str) -> Result<usize> {
        let mut places = header.iter().enumerate().filter(|(_, name)| *name == column).map(|(place, _)| place);
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => bail!("{}: two columns are called \"{column}\"", self.name),
            (None, _) => bail!("{}: no column is called \"{column}\"{}", self.name, meant(column, header)),
        }
    }

    /// Shows bad cells on standard error, the first ones in full.
    pub fn show_bad_cells(&self, answers: &Answers<'_>) {
        for cell in answers.bad_cells.iter().take(MOST_SHOWN) {
            eprintln!("{}:{cell}", self.name);
        }
        if answers.bad_cells.len() > MOST_SHOWN {
            eprintln!("footing: {} more cells like these", answers.bad_cells.len() - MOST_SHOWN);
        }
    }
}

/// The column that was probably meant, as the end of a sentence, or those there are.
fn meant(wrong: &str, header: &StringRecord) -> String {
    let distance = |name: &str| strsim::damerau_levenshtein(&wrong.to_lowercase(), &name.to_lowercase());
    let nearest = header.iter().map(|name| (distance(name), name)).min();
    match nearest {
        Some((distance, name)) if distance <= 1 + name.chars().count() / 4 => format!("; did you mean \"{name}\"?"),
        _ => format!("; the columns are {}", header.iter().collect::<Vec<_>>().join(", ")),
    }
}
