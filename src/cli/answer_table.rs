//! A table of answers that somebody collected: columns called like the items of a survey, a row a person. All commands
//! read it here, and with the same rules: it is read whole or refused, and every cell that is no answer is kept with its
//! place.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use footing_core::measurement::Responses;
use footing_core::survey::{Codebook, CodedItem, Language, NotAnAnswer, counted};
use footing_core::table::{Header, Sheet, SheetRow, TableFault, TableFaults, meant, one_spelling, shortened};

use super::output::tell;

/// More faults than this are only counted.
const MOST_SHOWN: usize = 20;

/// More names than this are only counted.
const MOST_NAMED: usize = 12;

/// What stands for a missing answer.
#[derive(Debug, clap::Args)]
pub struct Missing {
    /// What stands for a missing answer, as in 99 or, in one column, frequency=99; several with commas between them.
    /// Always missing are empty cells, NA, N/A, #N/A, #NV, NaN and null, and what the survey file declares.
    #[arg(long = "missing", value_name = "[COLUMN=]CODE", value_delimiter = ',', allow_negative_numbers = true)]
    codes: Vec<String>,
}

/// The bytes of a table and its name in what is said about it.
pub struct TableFile {
    name: String,
    bytes: Vec<u8>,
}

/// A table that is CSV from the first row to the last.
pub struct AnswerTable<'t> {
    name: &'t str,
    sheet: Sheet<'t>,
    pub header: Header,
}

/// Where the columns of a table stand that somebody asked for.
pub struct Places {
    /// In the order in which they were asked for.
    pub needed: Vec<usize>,
    pub optional: Vec<Option<usize>>,
    /// The other columns that have a name.
    pub rest: Vec<usize>,
}

/// Everything wrong in the cells of a table, the first of it in full.
#[derive(Default)]
pub struct BadCells {
    shown: Vec<TableFault>,
    more: usize,
    pub rows: usize,
}

/// What a table held.
pub struct Answers<'c> {
    pub responses: Responses<'c>,
    pub bad: BadCells,
}

impl TableFile {
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
        Ok(TableFile { name, bytes })
    }

    /// # Errors
    /// What is no table, with its place.
    pub fn table(&self) -> Result<AnswerTable<'_>> {
        let refused = |fault| TableFaults { table: self.name.clone(), faults: vec![fault] };
        let sheet = Sheet::read(&self.bytes).map_err(refused)?;
        let Some(header) = sheet.rows().next().map(|row| Header::of(&row)) else {
            bail!("{}: the table is empty. Begin with a row that names the columns", self.name);
        };
        Ok(AnswerTable { name: &self.name, sheet, header })
    }
}

impl AnswerTable<'_> {
    /// The rows below the header.
    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        self.sheet.rows().skip(1)
    }

    fn refused(&self, faults: Vec<TableFault>) -> TableFaults {
        TableFaults { table: self.name.to_owned(), faults }
    }

    /// Where the columns stand that must be there, those that may be, and those that somebody named on the command line.
    ///
    /// # Errors
    /// A column that is missing or stands twice, and one of nearly the name of a column that may be there.
    pub fn places(&self, needed: &[&str], optional: &[&str]) -> Result<Places, TableFaults> {
        let mut faults = Vec::new();
        let mut find = |name: &&str| {
            self.header.find(name).unwrap_or_else(|fault| {
                faults.push(fault);
                // It is there, and the table is refused anyway.
                Some(0)
            })
        };
        let found: Vec<Option<usize>> = needed.iter().map(&mut find).collect();
        let optional_found: Vec<Option<usize>> = optional.iter().map(&mut find).collect();
        let names = self.header.names();
        let is_rest = |place: &usize| {
            !names[*place].is_empty() && !found.iter().chain(&optional_found).flatten().any(|f| f == place)
        };
        let rest: Vec<usize> = (0..names.len()).filter(is_rest).collect();
        let nearest = |name: &str| meant(name, rest.iter().map(|place| names[*place].as_str()));
        let is_needed = needed.iter().map(|name| (name, true)).chain(optional.iter().map(|name| (name, false)));
        let missing = is_needed.zip(found.iter().chain(&optional_found)).filter(|(_, place)| place.is_none());
        faults.extend(missing.filter_map(|((name, is_needed), _)| {
            let fix = match nearest(name) {
                Some(near) => format!("Rename \"{near}\" to \"{name}\" if it is meant, or to something else"),
                None if is_needed => "Add it; where there is no answer, leave its cells empty".to_owned(),
                None => return None,
            };
            Some(TableFault::of_row(self.header.place, format!("no column is called \"{name}\""), fix))
        }));
        if !faults.is_empty() {
            return Err(self.refused(faults));
        }
        Ok(Places { needed: found.into_iter().flatten().collect(), optional: optional_found, rest })
    }

    /// Where the column stands that a command line names.
    ///
    /// # Errors
    /// A column that is missing or stands twice.
    pub fn named(&self, column: Option<&str>) -> Result<Option<usize>, TableFaults> {
        column.map(|column| self.header.named(column)).transpose().map_err(|fault| self.refused(vec![fault]))
    }

    /// Adds what a command line declares to what is missing by the survey file.
    ///
    /// # Errors
    /// A column that is not there, or a code that is an answer.
    pub fn declare(&self, missing: &Missing, codebook: &mut Codebook) -> Result<()> {
        for code in &missing.codes {
            let (column, code) = match code.split_once('=') {
                Some((column, code)) => (Some(column.trim()), code),
                None => (None, code.as_str()),
            };
            self.named(column)?;
            codebook.declare_missing(column, code).context("--missing")?;
        }
        Ok(())
    }

    /// Reads the cells of one row that answer items, each with `read`. `places` are where the items' columns stand.
    ///
    /// # Errors
    /// Everything wrong in the row.
    pub fn answers_of<T>(
        &self,
        row: &SheetRow<'_>,
        codebook: &Codebook,
        places: &[usize],
        mut read: impl FnMut(&CodedItem, &str) -> Result<T, NotAnAnswer>,
    ) -> Result<Vec<T>, Vec<TableFault>> {
        self.header.check_width(row).map_err(|fault| vec![fault])?;
        let items = || codebook.items().iter().zip(places.iter().copied());
        if let Some((item, _)) = items().find(|(_, place)| row.lacks(*place)) {
            let fix = "Look for a separator too few; where there is no answer, leave the cell empty or write NA";
            return Err(vec![TableFault::of_cell(row.place, &item.column, "the row ends before this column", fix)]);
        }
        let (mut answers, mut faults) = (Vec::new(), Vec::new());
        for (item, place) in items() {
            let cell = row.cell(place);
            match read(item, cell) {
                Ok(answer) => answers.push(answer),
                Err(error) => {
                    let problem = format!("\"{}\" {error}", shortened(cell));
                    let fix = "Write one, leave the cell empty, or declare with --missing what stands for no answer";
                    faults.push(TableFault::of_cell(row.place, &item.column, problem, fix));
                }
            }
        }
        if faults.is_empty() { Ok(answers) } else { Err(faults) }
    }

    /// Reads all answers, with the group and the language of each row if their columns are named.
    ///
    /// # Errors
    /// A missing column, or one that stands twice. Bad cells are no error here: see [`Answers::bad`].
    pub fn answers<'c>(
        &self,
        codebook: &'c Codebook,
        group: Option<&str>,
        language: Option<&str>,
    ) -> Result<Answers<'c>> {
        let items: Vec<&str> = codebook.items().iter().map(|item| item.column.as_str()).collect();
        let places = self.places(&items, &[])?;
        let (group, language) = (self.named(group)?, self.named(language)?);
        let unread = places.rest.iter().filter(|place| ![group, language].contains(&Some(**place)));
        self.say_columns("not read", unread.map(|place| self.header.names()[*place].clone()).collect());

        let mut responses = Responses::none(codebook)?;
        let mut bad = BadCells::default();
        let mut without_group = NoGroup::default();
        for row in self.rows() {
            match self.answers_of(&row, codebook, &places.needed, |item, cell| codebook.answer(item, cell)) {
                Ok(answers) => {
                    let word = |place: usize| {
                        let cell = one_spelling(row.cell(place));
                        if codebook.is_missing(&self.header.names()[place], &cell) { "".into() } else { cell }
                    };
                    let group_word = group.map(word);
                    if let (Some(place), Some(word)) = (group, &group_word) {
                        without_group.meet(row.cell(place), word.is_empty());
                    }
                    let language_word = language.map(word);
                    let language_word = language_word
                        .as_deref()
                        .map(|word| Language::of_tag(word).map_or(word, |language| language.tag()));
                    responses.push(&answers, group_word.as_deref(), language_word)?;
                }
                Err(faults) => bad.add(faults),
            }
        }
        if let Some(place) = group {
            without_group.tell(&self.header.names()[place]);
        }
        Ok(Answers { responses, bad })
    }

    /// Says once which columns nobody asked for: one of them may be a slip.
    pub fn say_columns(&self, what: &str, names: Vec<String>) {
        let more = names.len().saturating_sub(MOST_NAMED);
        let shown = names.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        match (names.len(), more) {
            (0, _) => {}
            (_, 0) => tell(format!("footing: columns {what}: {shown}")),
            _ => tell(format!("footing: columns {what}: {shown} and {more} more")),
        }
    }

    /// Shows what is wrong in cells on standard error, the first of it in full.
    pub fn show(&self, bad: &BadCells) {
        for fault in &bad.shown {
            tell(format!("{}:{fault}", self.name));
        }
        match bad.more {
            0 => {}
            1 => tell("footing: 1 more fault like these"),
            more => tell(format!("footing: {more} more faults like these")),
        }
    }
}

impl Answers<'_> {
    /// # Errors
    /// Rows, and no answer in any of them: a wrong survey, or a wrong table.
    pub fn check_usable(&self) -> Result<()> {
        let all = self.responses.count() + self.responses.empty() + self.bad.rows;
        if all > 0 && self.responses.count() == 0 {
            bail!("none of the {} has an answer that can be used", rows(all));
        }
        Ok(())
    }
}

impl BadCells {
    /// Adds what is wrong in one row.
    pub fn add(&mut self, faults: Vec<TableFault>) {
        self.rows += 1;
        for fault in faults {
            if self.shown.len() < MOST_SHOWN {
                self.shown.push(fault);
            } else {
                self.more += 1;
            }
        }
    }
}

/// Cells that say in a word that there is no group. In a table with a team "NA", for North America, that is worth a look.
#[derive(Default)]
struct NoGroup {
    rows: usize,
    word: Option<String>,
}

impl NoGroup {
    fn meet(&mut self, cell: &str, is_missing: bool) {
        if is_missing && !cell.is_empty() {
            self.rows += 1;
            self.word.get_or_insert_with(|| cell.to_owned());
        }
    }

    fn tell(&self, column: &str) {
        if let Some(word) = &self.word {
            let rows = rows(self.rows);
            tell(format!(
                "footing: column \"{column}\": {rows} without a group, as \"{word}\" stands for a missing one"
            ));
        }
    }
}

/// How many rows, in words.
pub fn rows(count: usize) -> String {
    counted(count, "row")
}
