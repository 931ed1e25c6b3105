//! Everything a table of answers says, in one typed report; as JSON it keeps every digit, and the keys are its fields.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::error::MeasurementError;
use super::labels::Labels;
use super::measure::MeasureAnalysis;
use super::responses::Responses;
use super::sheets::MeasureItems;
use crate::statistics::scale::MISSING;
use crate::survey::Purpose;

/// Changes when a key of the JSON form changes its name or its meaning; new keys do not change it.
const FORMAT: u32 = 1;

/// The analysis of one table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    /// What was asked.
    pub survey: Instrument,
    /// How many answered, and how completely.
    pub responses: ResponseCounts,
    /// `None` without a column of groups.
    pub grouping: Option<Grouping>,
    /// The whole, where it has a meaning of its own, and then the dimensions.
    pub measures: Vec<MeasureAnalysis>,
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// The survey's id.
    pub id: String,
    /// The version of its file.
    pub version: u32,
    /// How many items it has.
    pub items: usize,
    /// How many dimensions it has.
    pub dimensions: usize,
    /// What its scores are for, which says how reliable they should be.
    pub made_for: Purpose,
}

/// Who answered, and how completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ResponseCounts {
    /// Rows of the table: people, rows without an answer and rows left out.
    pub rows: usize,
    /// People with at least one answer.
    pub people: usize,
    /// People who answered every item.
    pub complete: usize,
    /// Cells without an answer.
    pub missing_answers: usize,
    /// Rows without a single answer.
    pub empty_rows: usize,
    /// Rows left out because a cell could not be read.
    pub bad_rows: usize,
    /// People who gave one and the same answer, as shown, to every item.
    pub straight_lines: usize,
}

/// How the people are grouped.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grouping {
    /// The column that names the groups.
    pub column: String,
    /// Groups with at least one row.
    pub groups: usize,
    /// People without a group.
    pub ungrouped: usize,
    /// Rows of the smallest group.
    pub smallest: usize,
    /// Rows of a middling group.
    pub median: f64,
    /// Rows of the largest group.
    pub largest: usize,
}

/// A figure that does not exist, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Where it would stand in the JSON form, as a pointer (RFC 6901).
    pub at: String,
    /// Why it could not be computed, in words.
    pub reason: String,
}

impl Analysis {
    /// Analyses all responses; the table had `bad_rows` more, and `group_column` is the header of the groups.
    ///
    /// # Errors
    /// A codebook that the statistics cannot count, such as a scale of one value.
    pub fn of(responses: &Responses<'_>, group_column: &str, bad_rows: usize) -> Result<Self, MeasurementError> {
        let codebook = responses.codebook();
        let measures = MeasureItems::all(responses);
        let measures = measures.iter().map(|measure| MeasureAnalysis::of(measure, responses));
        let rows = responses.rows()?;
        Ok(Analysis {
            survey: Instrument {
                id: codebook.id().to_string(),
                version: codebook.version(),
                items: codebook.items().len(),
                dimensions: codebook.dimensions().len(),
                made_for: codebook.made_for(),
            },
            responses: ResponseCounts {
                rows: responses.count() + responses.empty() + bad_rows,
                people: responses.count(),
                complete: rows.iter().filter(|row| !row.contains(&MISSING)).count(),
                missing_answers: rows.iter().map(|row| row.iter().filter(|cell| **cell == MISSING).count()).sum(),
                empty_rows: responses.empty(),
                bad_rows,
                straight_lines: responses.straight(),
            },
            grouping: responses.groups().map(|labels| Grouping::of(group_column, labels)),
            measures: measures.collect::<Result<_, _>>()?,
        })
    }

    /// The report as JSON. A figure that does not exist is `null`, and `undefined` says why.
    pub fn to_json(&self) -> Value {
        let (mut report, gaps) = self.settled();
        if let Value::Object(fields) = &mut report {
            fields.insert("format".to_owned(), json!(FORMAT));
            fields.insert("undefined".to_owned(), json!(gaps));
        }
        report
    }

    /// Every figure that does not exist, in the order of the report.
    pub fn gaps(&self) -> Vec<Gap> {
        self.settled().1
    }

    fn settled(&self) -> (Value, Vec<Gap>) {
        let mut report = json!(self);
        let mut gaps = Vec::new();
        settle(&mut report, "", &mut gaps);
        (report, gaps)
    }
}

/// Puts the value in place of each estimate, or null, and notes the reason.
fn settle(value: &mut Value, at: &str, gaps: &mut Vec<Gap>) {
    match value {
        Value::Object(fields) => {
            if let Some(estimate) = take_estimate(fields) {
                *value = estimate.unwrap_or_else(|reason| {
                    gaps.push(Gap { at: at.to_owned(), reason });
                    Value::Null
                });
                settle(value, at, gaps);
                return;
            }
            for (key, field) in fields {
                settle(field, &format!("{at}/{key}"), gaps);
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter_mut().enumerate() {
                settle(entry, &format!("{at}/{index}"), gaps);
            }
        }
        _ => {}
    }
}

/// An estimate is written as an object whose only field is `Ok` or `Err`, as serde writes every result.
fn take_estimate(fields: &mut Map<String, Value>) -> Option<Result<Value, String>> {
    if fields.len() != 1 {
        return None;
    }
    if let Some(figure) = fields.remove("Ok") {
        return Some(Ok(figure));
    }
    let reason = fields.get("Err")?.as_str()?.to_owned();
    Some(Err(reason))
}

impl Grouping {
    fn of(column: &str, labels: &Labels) -> Self {
        let mut sizes = vec![0_usize; labels.names().len() + 1];
        for group in labels.of_rows() {
            sizes[group as usize] += 1;
        }
        let ungrouped = sizes.pop().unwrap_or_default();
        sizes.sort_unstable();
        let at = |position: usize| sizes.get(position).copied().unwrap_or_default();
        let middle = (sizes.len().saturating_sub(1) / 2, sizes.len() / 2);
        Grouping {
            column: column.to_owned(),
            groups: sizes.len(),
            ungrouped,
            smallest: at(0),
            median: (at(middle.0) + at(middle.1)) as f64 / 2.0,
            largest: at(sizes.len().saturating_sub(1)),
        }
    }
}
