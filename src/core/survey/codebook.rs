//! What the columns of a table of answers are: items with their scales and keys, and the dimensions they make up.
//! A survey has a codebook; a table that somebody else collected gets one of a few lines, without a survey around it.

use super::id::{DimensionId, SurveyId};
use super::instrument::{Privacy, Survey};
use super::language::Language;
use super::missing::{CodeIsAnswer, MissingCodes, without_zeros};

/// The measuring part of an instrument: everything the analysis of a table needs, and nothing that is asked or shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Codebook {
    pub(super) id: SurveyId,
    pub(super) version: u32,
    pub(super) made_for: Purpose,
    pub(super) whole: Option<WholeScore>,
    pub(super) dimensions: Vec<CodedDimension>,
    pub(super) items: Vec<CodedItem>,
    pub(super) missing: MissingCodes,
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
    /// Unique in the codebook.
    pub id: DimensionId,
    /// In the language asked for.
    pub name: String,
    /// The least number of answered items for a score.
    pub needs: usize,
    /// Standard error of measurement in POMP points, where one is promised.
    pub sem: Option<f64>,
}

/// What stands in a cell and is no answer to its item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no whole number from {lowest} to {highest}")]
pub struct NotAnAnswer {
    /// The lowest option of the item.
    pub lowest: u8,
    /// The highest option of the item.
    pub highest: u8,
}

/// One column with answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodedItem {
    /// The column's name in the header of a table.
    pub column: String,
    /// The smallest and the largest answer; every whole number between is one too.
    pub lowest: u8,
    /// The value of the highest option.
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
            missing: survey.missing.clone(),
        }
    }

    /// That of the survey.
    pub fn id(&self) -> &SurveyId {
        &self.id
    }

    /// That of the survey's file.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What its scores are for.
    pub fn made_for(&self) -> Purpose {
        self.made_for
    }

    /// The score over all items; `None` where adding up the dimensions has no meaning.
    pub fn whole(&self) -> Option<WholeScore> {
        self.whole
    }

    /// In the order of the file.
    pub fn dimensions(&self) -> &[CodedDimension] {
        &self.dimensions
    }

    /// In the order of the file.
    pub fn items(&self) -> &[CodedItem] {
        &self.items
    }

    /// The positions of a dimension's items; the dimension by its own position.
    pub fn items_of(&self, dimension: usize) -> Vec<usize> {
        (0..self.items.len()).filter(|item| self.items[*item].dimension == dimension).collect()
    }

    /// Declares a code that stands for a missing answer, in one column or in all, besides those of the file.
    ///
    /// # Errors
    /// A code that is an answer.
    pub fn declare_missing(&mut self, column: Option<&str>, code: &str) -> Result<(), CodeIsAnswer> {
        let items = self.items.iter().map(|item| (item.column.as_str(), item.lowest, item.highest));
        self.missing.declare(column, code, items)
    }

    /// Whether a cell of any column says that there is nothing.
    pub fn is_missing(&self, column: &str, cell: &str) -> bool {
        self.missing.is_missing(column, cell)
    }

    /// Reads a cell of an item's column: a value of its scale, or `None` for a [missing](MissingCodes) answer. A whole
    /// number may carry `.0`, as a column of floats does.
    ///
    /// # Errors
    /// Anything else.
    pub fn answer(&self, item: &CodedItem, cell: &str) -> Result<Option<u8>, NotAnAnswer> {
        let cell = cell.trim();
        let value = without_zeros(cell).parse().ok().filter(|value| (item.lowest..=item.highest).contains(value));
        match value {
            None if self.is_missing(&item.column, cell) => Ok(None),
            None => Err(NotAnAnswer { lowest: item.lowest, highest: item.highest }),
            value => Ok(value),
        }
    }

    /// The one dimension it belongs to.
    pub fn dimension_of(&self, item: &CodedItem) -> &CodedDimension {
        &self.dimensions[item.dimension]
    }
}
