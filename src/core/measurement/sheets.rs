//! The answers to the items of one score, and the unit that its figures are in.

use std::sync::Arc;

use super::error::MeasurementError;
use super::labels::Labels;
use super::responses::Responses;
use crate::statistics::recount::recount;
use crate::statistics::rows::Rows;
use crate::statistics::scale::{MISSING, Scale, Unit};
use crate::statistics::score::ProratedMean;
use crate::statistics::tally::{Shape, Tally};
use crate::statistics::undefined::{Estimate, Undefined};

/// Which items make up a score, and what it is called.
#[derive(Clone, Debug)]
pub(super) struct MeasureItems {
    /// Over all items, and not of a dimension.
    pub is_whole: bool,
    /// `whole`, or the id of the dimension, which may be `whole` too.
    pub id: String,
    pub name: String,
    pub items: Vec<usize>,
    pub needs: usize,
    pub sem: Option<f64>,
}

impl MeasureItems {
    /// The whole, where it has a meaning and is not the only dimension once more, and then each dimension.
    pub fn all(responses: &Responses<'_>) -> Vec<MeasureItems> {
        let codebook = responses.codebook();
        let whole = codebook.whole().filter(|_| codebook.dimensions().len() > 1).map(|whole| MeasureItems {
            is_whole: true,
            id: "whole".to_owned(),
            name: "all items".to_owned(),
            items: (0..codebook.items().len()).collect(),
            needs: whole.needs,
            sem: whole.sem,
        });
        let dimensions = codebook.dimensions().iter().enumerate().map(|(index, dimension)| MeasureItems {
            is_whole: false,
            id: dimension.id.to_string(),
            name: dimension.name.clone(),
            items: codebook.items_of(index),
            needs: dimension.needs,
            sem: dimension.sem,
        });
        whole.into_iter().chain(dimensions).collect()
    }
}

/// The answers to the items of one measure.
pub(super) struct Sheets {
    pub scales: Vec<Scale>,
    cells: Vec<u8>,
    needs: usize,
}

impl Sheets {
    pub fn of(measure: &MeasureItems, responses: &Responses<'_>) -> Self {
        Sheets {
            scales: measure.items.iter().map(|item| responses.scales()[*item]).collect(),
            cells: responses.cells_of(&measure.items),
            needs: measure.needs,
        }
    }

    /// The scale that all items share, if they do.
    pub fn common_scale(&self) -> Estimate<Scale> {
        let first = self.scales.first().copied().ok_or(Undefined::TooFewItems)?;
        if self.scales.iter().all(|scale| *scale == first) { Ok(first) } else { Err(Undefined::MixedScales) }
    }

    /// What scores are measured in: item values where the items share a scale, else percent of maximum possible.
    pub fn unit(&self) -> Unit {
        self.common_scale().map_or(Unit::POMP, Scale::unit)
    }

    /// Each person's score, the mean of the answered items; `None` with fewer answers than it needs.
    ///
    /// From the rows: counts do not keep which answers one person left out.
    pub fn scores(&self) -> Vec<Option<f64>> {
        let is_common = self.common_scale().is_ok();
        let points = |(value, scale): (&u8, &Scale)| {
            let points = f64::from(*value);
            (*value != MISSING).then(|| if is_common { points } else { scale.pomp(points) })
        };
        let score =
            |row: &[u8]| Some(ProratedMean::of(row.iter().zip(&self.scales).map(points), self.needs).ok()?.mean);
        self.cells.chunks_exact(self.scales.len().max(1)).map(score).collect()
    }

    /// A tally for each label and, last, for the rows without one.
    pub fn tallies(&self, labels: &Labels) -> Result<Vec<Tally>, MeasurementError> {
        self.recount(&labels.of_rows(), labels.names().len() + 1)
    }

    /// The tally of everybody.
    pub fn tally(&self) -> Result<Tally, MeasurementError> {
        let rows = self.cells.len() / self.scales.len().max(1);
        let mut tallies = self.recount(&vec![0; rows], 1)?;
        Ok(tallies.remove(0))
    }

    fn recount(&self, group_of_row: &[u32], groups: usize) -> Result<Vec<Tally>, MeasurementError> {
        let everything = (0..self.scales.len()).collect();
        let shape = Arc::new(Shape::new(&self.scales, &[everything])?);
        let rows = Rows::new(self.scales.len(), &self.cells)?;
        Ok(recount(&shape, rows, group_of_row, groups)?)
    }
}
