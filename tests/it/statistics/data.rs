//! Reads the data sets and R's values.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use footing_core::statistics::recount::recount;
use footing_core::statistics::rows::Rows;
use footing_core::statistics::scale::{MISSING, Scale};
use footing_core::statistics::score::ProratedMean;
use footing_core::statistics::tally::{Shape, Tally};
use footing_core::statistics::undefined::Estimate;
use serde_json::Value;

fn path(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/data/oracle").join(name)
}

pub fn expected(name: &str) -> Value {
    let text = std::fs::read_to_string(path(&format!("expected/{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

pub fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(one) => vec![one],
        many => list(many).iter().map(text).collect(),
    }
}

/// A data set, columns by name, cells as text.
#[derive(Clone)]
pub struct DataSet {
    columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl DataSet {
    pub fn read(name: &str) -> Self {
        let mut reader = csv::Reader::from_path(path(name)).unwrap();
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
        Self { columns, rows: reader.records().map(|record| row(record.unwrap())).collect() }
    }

    fn position(&self, column: &str) -> usize {
        self.columns.iter().position(|name| name == column).unwrap()
    }

    pub fn texts(&self, column: &str) -> Vec<String> {
        let position = self.position(column);
        self.rows.iter().map(|row| row[position].clone()).collect()
    }

    pub fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        let cells = self.texts(column);
        cells.iter().map(|cell| cell.parse().ok()).collect()
    }

    pub fn keep(&mut self, column: &str, value: &str) {
        let position = self.position(column);
        self.rows.retain(|row| row[position] == value);
    }

    /// The items as answers, in rows; those in `reversed` are turned round on the scale.
    pub fn answers(&self, items: &[&str], scale: Scale, reversed: &[&str]) -> Answers {
        let positions: Vec<usize> = items.iter().map(|item| self.position(item)).collect();
        let answer = |row: &Vec<String>, item: usize| {
            let cell = &row[positions[item]];
            let value = cell.parse::<f64>().map_or(MISSING, |value| value as u8);
            if reversed.contains(&items[item]) { scale.reversed(value).unwrap() } else { value }
        };
        let k = items.len();
        let rows = self.rows.iter();
        Answers { scale, items: k, cells: rows.flat_map(|row| (0..k).map(move |item| answer(row, item))).collect() }
    }
}

/// Answers of a data set to items on one scale.
pub struct Answers {
    pub scale: Scale,
    pub items: usize,
    pub cells: Vec<u8>,
}

impl Answers {
    pub fn rows(&self) -> Rows<'_> {
        Rows::new(self.items, &self.cells).unwrap()
    }

    /// One dimension with all items.
    pub fn shape(&self) -> Arc<Shape> {
        let scales = vec![self.scale; self.items];
        Arc::new(Shape::new(&scales, &[(0..self.items).collect()]).unwrap())
    }

    pub fn tally(&self) -> Tally {
        let groups = vec![0; self.rows().count()];
        let mut tallies = recount(&self.shape(), self.rows(), &groups, 1).unwrap();
        tallies.remove(0)
    }

    /// A tally per group, in the order in which the groups first occur.
    pub fn tallies_by(&self, group_of_row: &[String]) -> Vec<(String, Tally)> {
        let mut names: Vec<String> = Vec::new();
        let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
        let groups: Vec<u32> = group_of_row
            .iter()
            .map(|name| {
                *numbers.entry(name.clone()).or_insert_with(|| {
                    names.push(name.clone());
                    names.len() as u32 - 1
                })
            })
            .collect();
        let tallies = recount(&self.shape(), self.rows(), &groups, names.len()).unwrap();
        names.into_iter().zip(tallies).collect()
    }

    /// The answers of complete rows only, with their row numbers.
    pub fn complete(&self) -> (Self, Vec<usize>) {
        let complete = self.rows().iter().enumerate();
        let complete = complete.filter(|(_, row)| !row.contains(&MISSING));
        let (numbers, rows): (Vec<usize>, Vec<&[u8]>) = complete.unzip();
        let answers = Self { scale: self.scale, items: self.items, cells: rows.concat() };
        (answers, numbers)
    }

    /// The mean over the items of each complete row.
    pub fn means(&self) -> Vec<f64> {
        let sum = |row: &[u8]| row.iter().map(|&value| f64::from(value)).sum::<f64>();
        let rows = self.rows();
        rows.iter().map(|row| sum(row) / self.items as f64).collect()
    }
}

pub fn one_to_five() -> Scale {
    Scale::new(1, 5).unwrap()
}

pub fn lq2002_items() -> Vec<String> {
    let lead = (1..=11).map(|item| format!("LEAD{item:02}"));
    lead.chain((1..=3).map(|item| format!("TSIG{item:02}"))).collect()
}

/// The fourteen items of a lq2002 file with the team of each person.
pub fn lq2002(file: &str) -> (Answers, Vec<String>) {
    let data = DataSet::read(file);
    let items = lq2002_items();
    let names: Vec<&str> = items.iter().map(String::as_str).collect();
    (data.answers(&names, one_to_five(), &[]), data.texts("COMPID"))
}

/// One person's mean over the answered items.
pub fn prorated_mean(answers: &[u8], minimum: usize) -> Estimate {
    let points = answers.iter().map(|value| (*value != MISSING).then(|| f64::from(*value)));
    Ok(ProratedMean::of(points, minimum)?.mean)
}
