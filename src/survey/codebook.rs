//! What the columns of a table of answers are: items with their scales and keys, and the dimensions they make up.
//! A survey has a codebook; a table that somebody else collected gets one of a few lines, without a survey around it.

use super::id::{DimensionId, SurveyId};
use super::instrument::{Privacy, Survey};
use super::language::Language;

/// The measuring part of an instrument: everything the analysis of a table needs, and nothing that is asked or shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Codebook {
    pub(super) id: SurveyId,
    pub(super) version: u32,
    pub(super) made_for: Purpose,
    pub(super) whole: Option<WholeScore>,
    pub(super) dimensions: Vec<CodedDimension>,
    pub(super) items: Vec<CodedItem>,
}

/// What the scores are for: it decides how reliable they have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Means of groups are compared.
    Groups,
    /// Every person sees a score.
    Persons,
}

/// The score over all items.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WholeScore {
    /// The least number of answered items for a score.
    pub needs: usize,
    /// Standard error of measurement in POMP points, where one is promised.
    pub sem: Option<f64>,
}

/// A named group of items with its own score.
#[derive(Clone, Debug, PartialEq)]
pub struct CodedDimension {
    pub id: DimensionId,
    pub name: String,
    /// The least number of answered items for a score.
    pub needs: usize,
    /// Standard error of measurement in POMP points, where one is promised.
    pub sem: Option<f64>,
}

/// What stands in a cell and is no answer to its item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no whole number from {lowest} to {highest}, nor empty or NA for a missing answer")]
pub struct NotAnAnswer {
    pub lowest: u8,
    pub highest: u8,
}

/// One column with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedItem {
    /// The column's name in the header of a table.
    pub column: String,
    /// The smallest and the largest answer; every whole number between is one too.
    pub lowest: u8,
    pub highest: u8,
    /// A large answer means less of the dimension.
    pub reversed: bool,
    pub(super) dimension: usize,
}

impl Codebook {
    /// The codebook of a survey that people are asked: the columns are called like its items.
    pub fn of(survey: &Survey) -> Self {
        let dimensions = survey.dimensions().iter().map(|dimension| CodedDimension {
            id: dimension.id.clone(),
            name: dimension.name.in_language(Language::En).to_owned(),
            needs: dimension.needs,
            sem: Some(dimension.sem),
        });
        let items = survey.items().iter().map(|item| CodedItem {
            column: item.id.to_string(),
            lowest: survey.scale_of(item).lowest(),
            highest: survey.scale_of(item).highest(),
            reversed: item.reversed,
            dimension: item.dimension,
        });
        Codebook {
            id: survey.id().clone(),
            version: survey.version(),
            made_for: match survey.privacy() {
                Privacy::Private => Purpose::Persons,
                Privacy::Confidential | Privacy::Anonymous => Purpose::Groups,
            },
            whole: Some(WholeScore { needs: survey.needs(), sem: Some(survey.sem()) }),
            dimensions: dimensions.collect(),
            items: items.collect(),
        }
    }

    pub fn id(&self) -> &SurveyId {
        &self.id
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    pub fn made_for(&self) -> Purpose {
        self.made_for
    }

    /// The score over all items; `None` where adding up the dimensions has no meaning.
    pub fn whole(&self) -> Option<WholeScore> {
        self.whole
    }

    pub fn dimensions(&self) -> &[CodedDimension] {
        &self.dimensions
    }

    pub fn items(&self) -> &[CodedItem] {
        &self.items
    }

    /// The positions of a dimension's items; the dimension by its own position.
    pub fn items_of(&self, dimension: usize) -> Vec<usize> {
        (0..self.items.len()).filter(|item| self.items[*item].dimension == dimension).collect()
    }

    pub fn dimension_of(&self, item: &CodedItem) -> &CodedDimension {
        &self.dimensions[item.dimension]
    }
}

impl CodedItem {
    /// Reads a cell of the column: a value of the scale, or `None` for a missing answer.
    ///
    /// Missing is what other programs write for it: an empty cell, `NA`, `NaN` or `null`, in any case. A whole number may
    /// carry `.0`, as a column of floats does.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(&self, cell: &str) -> Result<Option<u8>, NotAnAnswer> {
        let cell = cell.trim();
        if cell.is_empty() || ["na", "nan", "null"].iter().any(|missing| cell.eq_ignore_ascii_case(missing)) {
            return Ok(None);
        }
        let whole = cell.split_once('.').map_or(cell, |(whole, rest)| {
            if !rest.is_empty() && rest.bytes().all(|digit| digit == b'0') { whole } else { cell }
        });
        let value = whole.parse().ok().filter(|value| (self.lowest..=self.highest).contains(value));
        value.map(Some).ok_or(NotAnAnswer { lowest: self.lowest, highest: self.highest })
    }
}
