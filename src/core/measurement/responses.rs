//! The rows of a table, checked and keyed: what everything in this room is computed from.

use super::error::MeasurementError;
use super::labels::Labels;
use crate::statistics::rows::Rows;
use crate::statistics::scale::{MISSING, Scale};
use crate::survey::Codebook;

/// Answers to the items of a codebook, a row a person, all in the direction of their dimension.
#[derive(Clone, Debug)]
pub struct Responses<'c> {
    codebook: &'c Codebook,
    scales: Vec<Scale>,
    /// Row by row; answers to reversed items are turned round, missing ones are [`MISSING`].
    cells: Vec<u8>,
    groups: Option<Labels>,
    languages: Option<Labels>,
    empty: usize,
    straight: usize,
}

impl<'c> Responses<'c> {
    /// No answers yet. With groups or languages, every row has to name its own.
    ///
    /// # Errors
    /// A scale of the codebook that the statistics cannot count.
    pub fn none(codebook: &'c Codebook) -> Result<Self, MeasurementError> {
        let scales = codebook.items().iter().map(|item| Scale::new(item.lowest, item.highest));
        Ok(Responses {
            codebook,
            scales: scales.collect::<Result<_, _>>()?,
            cells: Vec::new(),
            groups: None,
            languages: None,
            empty: 0,
            straight: 0,
        })
    }

    /// Adds a person's answers as they were given, before any is turned round. Without a single answer the row is only
    /// counted.
    ///
    /// # Errors
    /// Too many or too few answers, or one that is not on its scale; nothing is added then.
    pub fn push(
        &mut self,
        answers: &[Option<u8>],
        group: Option<&str>,
        language: Option<&str>,
    ) -> Result<(), MeasurementError> {
        let items = self.codebook.items();
        if answers.len() != items.len() {
            return Err(MeasurementError::DifferentItems { answers: answers.len(), items: items.len() });
        }
        let start = self.cells.len();
        for ((answer, item), scale) in answers.iter().zip(items).zip(&self.scales) {
            let value = answer.unwrap_or(MISSING);
            let is_on_scale = answer.is_none() || scale.contains(value);
            let keyed = if item.reversed { scale.reversed(value) } else { Some(value) };
            let Some(keyed) = keyed.filter(|_| is_on_scale) else {
                self.cells.truncate(start);
                return Err(MeasurementError::NotOnScale { column: item.column.clone(), value });
            };
            self.cells.push(keyed);
        }
        if answers.iter().all(Option::is_none) {
            self.cells.truncate(start);
            self.empty += 1;
            return Ok(());
        }
        let is_straight = answers.len() > 1 && answers.iter().all(|answer| answer.is_some() && *answer == answers[0]);
        self.straight += usize::from(is_straight);
        if let Some(group) = group {
            self.groups.get_or_insert_default().push(group);
        }
        if let Some(language) = language {
            self.languages.get_or_insert_default().push(language);
        }
        Ok(())
    }

    /// What the columns mean.
    pub fn codebook(&self) -> &'c Codebook {
        self.codebook
    }

    /// How many people gave at least one answer.
    pub fn count(&self) -> usize {
        self.cells.len() / self.scales.len().max(1)
    }

    /// Rows without a single answer.
    pub fn empty(&self) -> usize {
        self.empty
    }

    /// People who gave one and the same answer, as shown, to every item.
    pub fn straight(&self) -> usize {
        self.straight
    }

    /// `None` without a column of groups.
    pub fn groups(&self) -> Option<&Labels> {
        self.groups.as_ref()
    }

    /// `None` without a column of languages.
    pub fn languages(&self) -> Option<&Labels> {
        self.languages.as_ref()
    }

    pub(super) fn scales(&self) -> &[Scale] {
        &self.scales
    }

    /// The keyed answers.
    pub(super) fn rows(&self) -> Result<Rows<'_>, MeasurementError> {
        Ok(Rows::new(self.scales.len(), &self.cells)?)
    }

    /// The keyed answers to some of the items, row by row.
    pub(super) fn cells_of(&self, items: &[usize]) -> Vec<u8> {
        let rows = self.cells.chunks_exact(self.scales.len());
        rows.flat_map(|row| items.iter().map(|item| row[*item])).collect()
    }
}
