//! A score: percent of the maximum possible, with its standard error of measurement.

use crate::statistics::change::ReliableChange;
use crate::statistics::scale::Scale;
use crate::statistics::score::ProratedMean;
use crate::survey::{Answer, AnswerSheet, Item, Survey};

/// A score from 0 to 100, percent of maximum possible (POMP; Cohen, Cohen, Aiken & West, 1999).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// From 0 to 100.
    pub points: f64,
    /// Standard error of measurement in points: answering again would give a score within one SEM about two times out
    /// of three.
    pub sem: f64,
}

impl Score {
    /// The mean POMP of the answered items, where enough were answered.
    ///
    /// A scale's SEM holds for all its items. The error variance of a mean grows as items go missing, so the SEM is
    /// divided by the square root of the answered share.
    pub(super) fn of<'s>(
        survey: &Survey,
        sheet: &AnswerSheet,
        items: impl Iterator<Item = &'s Item>,
        needs: usize,
        sem: f64,
    ) -> Option<Score> {
        let points = ProratedMean::of(items.map(|item| item_points(survey, sheet, item)), needs).ok()?;
        let share = points.answered as f64 / points.asked as f64;
        Some(Score { points: points.mean, sem: sem / share.sqrt() })
    }

    /// The standard error of the difference of two scores.
    pub fn error_of_difference(self, other: Score) -> f64 {
        ReliableChange::of_errors(self.sem, other.sem).error_of_difference()
    }
}

/// An item's answer on 0 to 100, turned round where the item is reversed; `None` where it is missing.
fn item_points(survey: &Survey, sheet: &AnswerSheet, item: &Item) -> Option<f64> {
    let Some(Answer::Value(value)) = sheet.answer(&item.id) else { return None };
    let scale = survey.scale_of(item);
    let scale = Scale::new(scale.lowest(), scale.highest()).ok()?;
    let value = if item.reversed { scale.reversed(value)? } else { value };
    Some(scale.pomp(f64::from(value)))
}
