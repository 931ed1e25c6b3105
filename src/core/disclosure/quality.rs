//! How well the questions of a wave measured: figures about questions, from everybody's answers, and never about a group.
//!
//! They are part of a release because they are made from answers. Nothing is said from fewer than fifty people, all
//! numbers are rounded, and numbers of people are bands.

use serde::{Deserialize, Serialize};

use crate::survey::{Language, SurveyId};

use super::figures::Band;
use super::measure::MeasureKind;

/// One survey of a wave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SurveyQuality {
    /// The survey it is about.
    pub survey: SurveyId,
    /// People with at least one answer.
    pub people: Band,
    /// Of a hundred people, how many answered every question.
    pub complete: u8,
    /// Of a hundred people, how many gave one and the same answer to every question.
    pub straight: u8,
    /// The survey as a whole, where it is more than one dimension, and its dimensions.
    pub measures: Vec<MeasureQuality>,
}

/// A score of a survey: the whole, or a dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureQuality {
    /// Never an item: those are in `items`.
    pub kind: MeasureKind,
    /// The id of the survey or the dimension.
    pub id: String,
    /// Of a hundred people, how many have the lowest possible score.
    pub at_lowest: u8,
    /// Of a hundred people, how many have the highest possible score.
    pub at_highest: u8,
    /// `None` where it is not defined, as for a single question.
    pub reliability: Option<Reliability>,
    /// By the language people answered in, where each that is given has enough people, and the rest is nobody or enough.
    pub languages: Vec<(Language, Reliability)>,
    /// Whether teams differ, and whether their members agree; `None` with too few teams.
    pub teams: Option<TeamQuality>,
    /// Empty for the survey as a whole.
    pub items: Vec<ItemQuality>,
}

/// How consistently the items of a score go together, over people who answered all of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// People who answered all of the items.
    pub people: Band,
    /// Cronbach's alpha (1951), to two decimals.
    pub alpha: f64,
    /// Its 95 % interval by Feldt (1965).
    pub alpha_from: f64,
    /// The upper end of the interval.
    pub alpha_to: f64,
    /// McDonald's omega total of one factor.
    pub omega: Option<f64>,
    /// Standard error of measurement of one person's score, in points of 100, to one decimal.
    pub error: Option<f64>,
}

/// What team figures rest on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamQuality {
    /// Teams with at least one score.
    pub teams: u32,
    /// ICC(1): how much of the spread between people lies between teams.
    pub icc1: f64,
    /// The lower end of its 95 % interval.
    pub icc1_from: f64,
    /// The upper end of its 95 % interval.
    pub icc1_to: f64,
    /// ICC(2): how reliably the means of teams differ.
    pub icc2: Option<f64>,
    /// Agreement within teams; of people's own work nobody expects that they agree.
    pub agreement: Option<AgreementQuality>,
}

/// Agreement within teams of at least two, over all of them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementQuality {
    /// Median of `r_wg(j)` against answers at random: James, Demaree & Wolf (1984).
    pub uniform: Option<f64>,
    /// Median of `r_wg(j)` against answers that lean to one side; for five options only.
    pub skewed: Option<f64>,
    /// Of a hundred teams, how many have an average deviation within a sixth of the options: Burke & Dunlap (2002).
    pub within_limit: u8,
}

/// A question, its answers in the direction of its dimension.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemQuality {
    /// The item's id in its survey.
    pub id: String,
    /// Of a hundred people, how many left it out.
    pub missing: u8,
    /// Of a hundred answers, how many lie at the lowest end of the scale.
    pub at_lowest: u8,
    /// Of a hundred answers, how many lie at the highest end of the scale.
    pub at_highest: u8,
    /// Correlation with the other questions of its dimension, to two decimals.
    pub with_others: Option<f64>,
    /// Alpha of the dimension without it.
    pub alpha_without: Option<f64>,
}
