//! What is kept of a group's answers: counts and integer moments, in one vector of integers.
//! Tallies of the same shape add, subtract and merge in any order with exactly the same result.

use std::sync::Arc;

use thiserror::Error;

use super::histogram::Histogram;
use super::moments::{Moments, triangle};
use super::rows::is_complete;
use super::scale::{MISSING, Scale};

/// What is counted: the items with their scales, and the dimensions as sets of items.
///
/// It fixes where in a [`Tally`] each integer stands: for each item a count per option and one for
/// missing; the number of complete responses, the sum of each item and the upper triangle of
/// cross-products over them; for each dimension a count per possible sum of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    items: Vec<Block<Scale>>,
    complete: usize,
    dimensions: Vec<Block<TalliedDimension>>,
    cells: usize,
}

/// Something counted, and the first cell of its counts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block<T> {
    what: T,
    start: usize,
}

/// Items whose answers are added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TalliedDimension {
    pub(super) items: Vec<usize>,
    lowest: u32,
    sums: usize,
}

/// The items and dimensions do not make a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum ShapeError {
    /// There is nothing to count.
    #[error("there are no items")]
    NoItems,
    /// A dimension without items.
    #[error("dimension {dimension} has no items")]
    EmptyDimension { dimension: usize },
    /// An item that is not there, or twice in its dimension.
    #[error("dimension {dimension} names item {item} twice or the item does not exist")]
    ItemOfDimension { dimension: usize, item: usize },
}

impl Shape {
    /// Dimensions are lists of item positions; they may overlap and need not cover all items.
    pub fn new(scales: &[Scale], dimensions: &[Vec<usize>]) -> Result<Self, ShapeError> {
        if scales.is_empty() {
            return Err(ShapeError::NoItems);
        }
        let mut cells = 0;
        let mut reserve = |count| {
            cells += count;
            cells - count
        };
        let items = scales.iter().map(|&scale| Block { what: scale, start: reserve(scale.options() + 1) }).collect();
        let complete = reserve(1 + scales.len() + triangle(scales.len()));
        let dimensions = dimensions
            .iter()
            .enumerate()
            .map(|(position, items)| {
                let what = TalliedDimension::new(scales, position, items)?;
                let start = reserve(what.sums);
                Ok(Block { what, start })
            })
            .collect::<Result<_, ShapeError>>()?;
        Ok(Self { items, complete, dimensions, cells })
    }

    /// How many items are counted.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// How many dimensions are counted.
    pub fn dimensions(&self) -> usize {
        self.dimensions.len()
    }

    /// The options of an item.
    pub fn scale(&self, item: usize) -> Scale {
        self.items[item].what
    }

    /// How many integers a tally of this shape has.
    pub fn cells(&self) -> usize {
        self.cells
    }

    /// The cells that count the answers of one row. An error names row 0.
    pub(super) fn cells_of_answers(&self, row: &[u8]) -> Result<Vec<usize>, TallyError> {
        if row.len() != self.items() {
            return Err(TallyError::DifferentShape);
        }
        let cell = |(item, &value): (usize, &u8)| {
            let Block { what: scale, start } = self.items[item];
            match value {
                MISSING => Ok(start + scale.options()),
                _ if scale.contains(value) => Ok(start + usize::from(value - scale.lowest())),
                _ => Err(TallyError::NotOnScale { row: 0, item, value }),
            }
        };
        row.iter().enumerate().map(cell).collect()
    }

    /// Every answer to the item, missing included, with the cell that counts it.
    pub(super) fn answers(&self, item: usize) -> impl Iterator<Item = (usize, u8)> {
        let Block { what: scale, start } = self.items[item];
        let values = (scale.lowest()..=scale.highest()).chain([MISSING]);
        (start..).zip(values)
    }

    /// The cell that counts complete responses; the sums and then the cross-products follow it.
    pub(super) fn cell_of_complete(&self) -> usize {
        self.complete
    }

    /// Each dimension with the place of its sums.
    pub(super) fn dimension_cells(&self) -> impl Iterator<Item = (&TalliedDimension, SumCell)> {
        self.dimensions.iter().map(|block| {
            let cell = SumCell { start: block.start, lowest: block.what.lowest };
            (&block.what, cell)
        })
    }
}

/// Where the sums of one dimension are counted.
#[derive(Clone, Copy)]
pub(super) struct SumCell {
    start: usize,
    lowest: u32,
}

impl SumCell {
    /// The cell of a sum of answers that are all on their scales.
    pub(super) fn of(self, sum: u32) -> usize {
        self.start + (sum - self.lowest) as usize
    }
}

impl TalliedDimension {
    fn new(scales: &[Scale], dimension: usize, items: &[usize]) -> Result<Self, ShapeError> {
        if items.is_empty() {
            return Err(ShapeError::EmptyDimension { dimension });
        }
        let (mut lowest, mut highest) = (0, 0);
        for (position, &item) in items.iter().enumerate() {
            let scale = scales
                .get(item)
                .filter(|_| !items[..position].contains(&item))
                .ok_or(ShapeError::ItemOfDimension { dimension, item })?;
            lowest += u32::from(scale.lowest());
            highest += u32::from(scale.highest());
        }
        Ok(Self { items: items.to_vec(), lowest, sums: (highest - lowest) as usize + 1 })
    }
}

/// Counts and integer moments of a group's answers.
///
/// With [`Tally::empty`] as identity, [`Tally::merge`] and [`Tally::subtract`] the tallies of one
/// shape form a commutative group, cut off at zero: what was never counted cannot be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    shape: Arc<Shape>,
    cells: Vec<u64>,
}

/// Why answers could not be counted; the tally is then as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the variants say what their fields are")]
pub enum TallyError {
    /// Two tallies, or rows and a tally, of different items.
    #[error("the tallies or rows have different shapes")]
    DifferentShape,
    /// An answer that is none of the options.
    #[error("row {row}, item {item}: {value} is not on the scale")]
    NotOnScale { row: usize, item: usize, value: u8 },
    /// A row of a group that there is not.
    #[error("row {row} names group {group}, which does not exist")]
    NoSuchGroup { row: usize, group: u32 },
    /// What is to be taken away cannot have been counted.
    #[error("these answers were never counted here")]
    NeverCounted,
}

impl TallyError {
    /// The same error, with rows counted from `first`.
    pub(super) fn after(self, first: usize) -> Self {
        match self {
            Self::NotOnScale { row, item, value } => Self::NotOnScale { row: first + row, item, value },
            other => other,
        }
    }
}

impl Tally {
    /// The tally of nobody.
    pub fn empty(shape: Arc<Shape>) -> Self {
        let cells = vec![0; shape.cells()];
        Self { shape, cells }
    }

    /// The tally of one response.
    pub fn of_row(shape: Arc<Shape>, row: &[u8]) -> Result<Self, TallyError> {
        let mut tally = Self::empty(shape);
        tally.add(row)?;
        Ok(tally)
    }

    pub(super) fn integers_mut(&mut self) -> &mut [u64] {
        &mut self.cells
    }

    /// Which integers it is made of.
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// Counts one response. An error names row 0.
    pub fn add(&mut self, row: &[u8]) -> Result<(), TallyError> {
        for cell in self.shape.cells_of_answers(row)? {
            self.cells[cell] += 1;
        }
        for (dimension, cell) in self.shape.dimension_cells() {
            let answers = dimension.items.iter().map(|&item| row[item]);
            if answers.clone().all(|value| value != MISSING) {
                self.cells[cell.of(answers.map(u32::from).sum())] += 1;
            }
        }
        if is_complete(row) {
            let values = || row.iter().map(|&value| u64::from(value));
            let products = (0..row.len()).flat_map(|item| values().skip(item).map(move |y| u64::from(row[item]) * y));
            let complete = self.cells[self.shape.cell_of_complete()..].iter_mut();
            for (cell, amount) in complete.zip(std::iter::once(1).chain(values()).chain(products)) {
                *cell += amount;
            }
        }
        Ok(())
    }

    /// Adds another group's answers.
    pub fn merge(&mut self, other: &Self) -> Result<(), TallyError> {
        self.check_shape(other)?;
        for (cell, amount) in self.cells.iter_mut().zip(&other.cells) {
            *cell += amount;
        }
        Ok(())
    }

    /// Takes away answers that were merged or added before, all or nothing.
    ///
    /// Refused when an integer would fall below 0. That catches answers which cannot have been
    /// counted here, not every mix-up of one response with another: a recount does.
    pub fn subtract(&mut self, other: &Self) -> Result<(), TallyError> {
        self.check_shape(other)?;
        let mut pairs = self.cells.iter().zip(&other.cells);
        if pairs.any(|(cell, amount)| cell < amount) {
            return Err(TallyError::NeverCounted);
        }
        for (cell, amount) in self.cells.iter_mut().zip(&other.cells) {
            *cell -= amount;
        }
        Ok(())
    }

    /// Answers to one item, from everybody who answered it.
    pub fn item(&self, item: usize) -> Histogram<'_> {
        let Block { what: scale, start } = self.shape.items[item];
        let counts = &self.cells[start..start + scale.options()];
        Histogram::new(u32::from(scale.lowest()), counts)
    }

    /// How many responses left the item out.
    pub fn missing(&self, item: usize) -> u64 {
        let Block { what: scale, start } = self.shape.items[item];
        self.cells[start + scale.options()]
    }

    /// How many responses there are, complete or not.
    pub fn responses(&self) -> u64 {
        self.item(0).n() + self.missing(0)
    }

    /// Sums and cross-products of the complete responses.
    pub fn moments(&self) -> Moments<'_> {
        let k = self.shape.items();
        let (sums, products) = self.cells[self.shape.complete + 1..].split_at(k);
        Moments::new(self.cells[self.shape.complete], sums, &products[..triangle(k)])
    }

    /// Sums of a dimension's items, from everybody who answered all of them.
    pub fn dimension(&self, dimension: usize) -> Histogram<'_> {
        let Block { what, start } = &self.shape.dimensions[dimension];
        Histogram::new(what.lowest, &self.cells[*start..start + what.sums])
    }

    fn check_shape(&self, other: &Self) -> Result<(), TallyError> {
        if Arc::ptr_eq(&self.shape, &other.shape) || self.shape == other.shape {
            Ok(())
        } else {
            Err(TallyError::DifferentShape)
        }
    }
}
