//! A score: percent of the maximum possible, with its standard error of measurement.

use crate::survey::{Answer, AnswerSheet, Item, Survey};

/// A score from 0 to 100, percent of maximum possible (POMP; Cohen, Cohen, Aiken & West, 1999).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
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
        let answers: Vec<Option<f64>> = items.map(|item| item_points(survey, sheet, item)).collect();
        let answered: Vec<f64> = answers.iter().flatten().copied().collect();
        if answered.is_empty() || answered.len() < needs {
            return None;
        }
        let points = answered.iter().sum::<f64>() / answered.len() as f64;
        let share = answered.len() as f64 / answers.len() as f64;
        Some(Score { points, sem: sem / share.sqrt() })
    }

    /// The standard error of the difference of two scores: the root of their summed error variances.
    pub fn error_of_difference(self, other: Score) -> f64 {
        self.sem.hypot(other.sem)
    }
}

/// An item's answer on 0 to 100, turned round where the item is reversed; `None` where it is missing.
fn item_points(survey: &Survey, sheet: &AnswerSheet, item: &Item) -> Option<f64> {
    let Some(Answer::Value(value)) = sheet.answer(&item.id) else { return None };
    let scale = survey.scale_of(item);
    let (lowest, highest) = (f64::from(scale.lowest()), f64::from(scale.highest()));
    let points = 100.0 * (f64::from(value) - lowest) / (highest - lowest);
    Some(if item.reversed { 100.0 - points } else { points })
}
