//! What the columns of a release are.

use serde::{Deserialize, Serialize};

use crate::survey::SurveyId;

/// A column: a survey as a whole, one of its dimensions, or one of its items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The survey it belongs to.
    pub survey: SurveyId,
    /// The version of the survey that the wave asked.
    pub version: u32,
    /// How much of the survey it covers.
    pub kind: MeasureKind,
    /// The id of the survey, dimension or item.
    pub id: String,
    /// Standard deviation of people's scores within the teams that are shown, in whole points: what makes a group's mean
    /// uncertain. `None` where it cannot be told.
    pub within: Option<f64>,
}

/// How much of a survey a figure covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureKind {
    /// All items of a survey together. A survey of one dimension has no such column.
    Survey,
    /// The items of one dimension.
    Dimension,
    /// One item alone.
    Item,
}
