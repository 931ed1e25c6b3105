//! One score of an instrument, the whole or a dimension: its items, its people, and everything computed for it.

use serde::Serialize;

use super::error::MeasurementError;
use super::groups::GroupFigures;
use super::quality::{ItemFigures, Quality};
use super::responses::Responses;
use super::sheets::{MeasureItems, Sheets};
use crate::statistics::confidence::Confidence;
use crate::statistics::histogram::quantile;
use crate::statistics::interval::{Interval, mean_interval};
use crate::statistics::sample::Sample;
use crate::statistics::scale::Unit;
use crate::statistics::undefined::{Estimate, Undefined};

/// Everything computed for one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureAnalysis {
    /// Over all items, and not of a dimension.
    #[serde(skip)]
    pub is_whole: bool,
    /// `whole`, or the id of the dimension, which may be `whole` too.
    pub id: String,
    /// As the codebook has it.
    pub name: String,
    /// The columns of its items.
    pub items: Vec<String>,
    /// The least number of answered items for a score.
    pub needs: usize,
    /// What scores and their figures are in.
    pub unit: Unit,
    /// How people's scores are spread.
    pub score: ScoreFigures,
    /// How consistently its items measure.
    pub quality: Quality,
    /// In the order of `items`.
    pub item_figures: Vec<ItemFigures>,
    /// `None` without a column of groups.
    pub groups: Option<GroupFigures>,
}

impl MeasureAnalysis {
    pub(super) fn of(measure: &MeasureItems, responses: &Responses<'_>) -> Result<Self, MeasurementError> {
        let sheets = Sheets::of(measure, responses);
        let tally = sheets.tally()?;
        let scores = sheets.scores();
        let unit = sheets.unit();
        let items: Vec<_> = measure.items.iter().map(|item| &responses.codebook().items()[*item]).collect();
        let groups = responses.groups().map(|labels| GroupFigures::of(labels, &sheets, &scores)).transpose()?;
        Ok(MeasureAnalysis {
            is_whole: measure.is_whole,
            id: measure.id.clone(),
            name: measure.name.clone(),
            items: items.iter().map(|item| item.column.clone()).collect(),
            needs: measure.needs,
            unit,
            score: ScoreFigures::of(&scores, unit),
            quality: Quality::of(&tally, sheets.common_scale()),
            item_figures: ItemFigures::of(&items, &tally, sheets.common_scale()),
            groups,
        })
    }
}

/// How the scores of all people are spread.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreFigures {
    /// People with enough answers for a score.
    pub n: usize,
    /// In the unit of the scores.
    pub mean: Estimate,
    /// t interval of the mean, 95 %.
    pub mean_interval: Estimate<Interval>,
    /// The mean as percent of maximum possible.
    pub mean_pomp: Estimate,
    /// With divisor n − 1, in the unit of the scores.
    pub standard_deviation: Estimate,
    /// Lower quartile, median and upper quartile, type 7.
    pub quartiles: Estimate<[f64; 3]>,
    /// Share of people with the lowest possible score, 0 to 1.
    pub at_lowest: Estimate,
    /// Share of people with the highest possible score, 0 to 1.
    pub at_highest: Estimate,
}

impl ScoreFigures {
    fn of(scores: &[Option<f64>], unit: Unit) -> Self {
        let scores: Vec<f64> = scores.iter().copied().flatten().collect();
        let sample = Sample::of(&scores);
        let quartile = |p| quantile(&scores, p);
        let quartiles = || Ok([quartile(0.25)?, quartile(0.5)?, quartile(0.75)?]);
        let share = |end: f64| {
            let there = scores.iter().filter(|score| **score == end).count();
            if scores.is_empty() { Err(Undefined::NoAnswers) } else { Ok(there as f64 / scores.len() as f64) }
        };
        ScoreFigures {
            n: scores.len(),
            mean: sample.map(|sample| sample.mean()),
            mean_interval: sample.and_then(|sample| mean_interval(&sample, Confidence::NINETY_FIVE)),
            mean_pomp: sample.map(|sample| unit.pomp(sample.mean())),
            standard_deviation: sample.and_then(|sample| sample.standard_deviation()),
            quartiles: quartiles(),
            at_lowest: share(unit.lowest),
            at_highest: share(unit.highest),
        }
    }
}
