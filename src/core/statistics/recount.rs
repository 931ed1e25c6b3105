//! Counts many responses into many groups at once, a million in milliseconds.
//! The result is the same integers as adding each row to its group's tally.

use std::sync::Arc;

use super::rows::Rows;
use super::scale::MISSING;
use super::tally::{Shape, Tally, TallyError};

/// Tallies of `groups` groups; row `i` belongs to group `group_of_row[i]`.
///
/// # Errors
/// Rows of another shape, a group that is not among the groups, or an answer that is not on its scale; of several such
/// answers any one is named.
pub fn recount(
    shape: &Arc<Shape>,
    rows: Rows<'_>,
    group_of_row: &[u32],
    groups: usize,
) -> Result<Vec<Tally>, TallyError> {
    if rows.items() != shape.items() || rows.count() != group_of_row.len() {
        return Err(TallyError::DifferentShape);
    }
    Part { rows, group_of_row, first: 0 }.count(shape, groups)
}

/// Consecutive rows with their groups; `first` is the number of the first row.
#[derive(Clone, Copy)]
struct Part<'a> {
    rows: Rows<'a>,
    group_of_row: &'a [u32],
    first: usize,
}

impl Part<'_> {
    /// The first rows, at most `count` of them, and the rest.
    fn split_at(self, count: usize) -> (Self, Self) {
        let count = count.min(self.rows.count());
        let (head, tail) = self.rows.split_at(count);
        let (head_groups, tail_groups) = self.group_of_row.split_at(count);
        let part = |rows, group_of_row, first| Self { rows, group_of_row, first };
        (part(head, head_groups, self.first), part(tail, tail_groups, self.first + count))
    }

    /// Counts in runs of rows that fit the second-level cache.
    ///
    /// A group's rows lie far apart, and fetching them across all the rows at once takes twice as
    /// long. With very many groups the runs are longer, so that a group still has enough rows in
    /// each of them to multiply together.
    fn count(self, shape: &Arc<Shape>, groups: usize) -> Result<Vec<Tally>, TallyError> {
        let longest = (1 << 16).max(64 * groups);
        let mut tallies = vec![Tally::empty(Arc::clone(shape)); groups];
        let mut counter = Counter::new(shape);
        let mut rest = self;
        while rest.rows.count() > 0 {
            let (run, after) = rest.split_at(longest);
            let order = run.order(groups)?;
            for (group, tally) in tallies.iter_mut().enumerate() {
                for numbers in order.of(group).chunks(BLOCK) {
                    counter.count(run.rows, numbers, tally.integers_mut()).map_err(|error| error.after(run.first))?;
                }
            }
            rest = after;
        }
        Ok(tallies)
    }

    /// Counting sort of the rows by group, stable.
    fn order(self, groups: usize) -> Result<Order, TallyError> {
        let mut starts = vec![0; groups + 1];
        for (row, &group) in self.group_of_row.iter().enumerate() {
            let size = starts[..groups]
                .get_mut(group as usize)
                .ok_or(TallyError::NoSuchGroup { row: self.first + row, group })?;
            *size += 1;
        }
        let mut next = 0;
        for start in &mut starts {
            next += std::mem::replace(start, next);
        }
        let mut free = starts.clone();
        let mut rows = vec![0; self.group_of_row.len()];
        for (row, &group) in (0..).zip(self.group_of_row) {
            let slot = &mut free[group as usize];
            rows[*slot] = row;
            *slot += 1;
        }
        Ok(Order { starts, rows })
    }
}

/// Row numbers sorted by group, so that one group's integers stay in the cache.
struct Order {
    starts: Vec<usize>,
    rows: Vec<u32>,
}

impl Order {
    fn of(&self, group: usize) -> &[u32] {
        &self.rows[self.starts[group]..self.starts[group + 1]]
    }
}

/// How many rows are turned into columns before they are counted.
///
/// Long enough to spread the cost of each pair of columns, short enough for all of them to stay in
/// the first-level cache; a count of equal answers fits a `u8`, and 254² × BLOCK an `i32`.
const BLOCK: usize = 240;

/// Columns are summed and multiplied up to a multiple of this, so that it runs in full vectors.
const LANES: usize = 16;

/// Turns rows of one group into columns, over which all counting is plain vector arithmetic.
///
/// Counting the answers row by row would be a chain of loads that wait for the stores before them.
struct Counter<'a> {
    shape: &'a Shape,
    rows: Vec<u8>,
    answers: Vec<[u8; BLOCK]>,
    /// The answers of complete rows, 0 in all other rows. Multiplying `i16` into `i32` is one
    /// instruction for eight rows on every x86-64 and ARM machine.
    complete: Vec<[i16; BLOCK]>,
}

impl<'a> Counter<'a> {
    fn new(shape: &'a Shape) -> Self {
        Self {
            shape,
            rows: vec![0; BLOCK * shape.items()],
            answers: vec![[MISSING; BLOCK]; shape.items()],
            complete: vec![[0; BLOCK]; shape.items()],
        }
    }

    /// Counts at most `BLOCK` rows, given by their numbers. An error has counted some of them.
    fn count(&mut self, rows: Rows<'_>, numbers: &[u32], integers: &mut [u64]) -> Result<(), TallyError> {
        self.transpose(rows, numbers);
        if !self.count_answers(numbers.len(), integers) {
            for &number in numbers {
                let number = number as usize;
                self.shape.cells_of_answers(rows.row(number)).map_err(|error| error.after(number))?;
            }
        }
        self.count_dimensions(numbers.len(), integers);
        self.count_moments(numbers.len(), integers);
        Ok(())
    }

    /// Copies the rows together before turning them, so that many fetches are under way at once.
    fn transpose(&mut self, rows: Rows<'_>, numbers: &[u32]) {
        let k = rows.items();
        for (copy, &number) in self.rows.chunks_exact_mut(k).zip(numbers) {
            copy.copy_from_slice(rows.row(number as usize));
        }
        let copies = &self.rows[..numbers.len() * k];
        for (item, column) in self.answers.iter_mut().enumerate() {
            for (value, row) in column.iter_mut().zip(copies.chunks_exact(k)) {
                *value = row[item];
            }
        }
    }

    /// Counts the answers per option; false if some are on no option.
    fn count_answers(&self, rows: usize, integers: &mut [u64]) -> bool {
        let mut all_on_scale = true;
        for (item, column) in self.answers.iter().enumerate() {
            let mut counted = 0;
            for (cell, value) in self.shape.answers(item) {
                let equal: u8 = column[..rows].iter().map(|&x| u8::from(x == value)).sum();
                integers[cell] += u64::from(equal);
                counted += usize::from(equal);
            }
            all_on_scale &= counted == rows;
        }
        all_on_scale
    }

    fn count_dimensions(&self, rows: usize, integers: &mut [u64]) {
        for (dimension, cell) in self.shape.dimension_cells() {
            let (mut sums, mut whole) = ([0_u32; BLOCK], [true; BLOCK]);
            let (sums, whole) = (&mut sums[..rows], &mut whole[..rows]);
            for &item in &dimension.items {
                let sums = sums.iter_mut().zip(&mut *whole);
                for ((sum, whole), &value) in sums.zip(&self.answers[item]) {
                    *sum += u32::from(value);
                    *whole &= value != MISSING;
                }
            }
            for (&sum, _) in sums.iter().zip(&*whole).filter(|&(_, &whole)| whole) {
                integers[cell.of(sum)] += 1;
            }
        }
    }

    fn count_moments(&mut self, rows: usize, integers: &mut [u64]) {
        let length = rows.next_multiple_of(LANES);
        let mut keep = [0_i16; BLOCK];
        let keep = &mut keep[..length];
        keep[..rows].fill(-1);
        for column in &self.answers {
            for (keep, &value) in keep.iter_mut().zip(column) {
                *keep &= -i16::from(value != MISSING);
            }
        }
        for (complete, answers) in self.complete.iter_mut().zip(&self.answers) {
            for ((complete, &value), keep) in complete.iter_mut().zip(answers).zip(&*keep) {
                *complete = i16::from(value) & keep;
            }
        }

        let (n, moments) = integers[self.shape.cell_of_complete()..].split_at_mut(1);
        let (sums, products) = moments.split_at_mut(self.complete.len());
        n[0] += dot(keep, keep);
        for (sum, column) in sums.iter_mut().zip(&self.complete) {
            *sum += column[..length].iter().map(|&x| i32::from(x)).sum::<i32>() as u64;
        }
        let pairs = self.complete.iter().enumerate().flat_map(|(item, a)| {
            let others = &self.complete[item..];
            others.iter().map(move |b| (a, b))
        });
        for (product, (a, b)) in products.iter_mut().zip(pairs) {
            *product += dot(&a[..length], &b[..length]);
        }
    }
}

/// Σ xy over columns that are a whole number of [`LANES`] long.
///
/// Summed a full chunk at a time, because only then the compiler takes the instruction that
/// multiplies and adds neighbours.
fn dot(a: &[i16], b: &[i16]) -> u64 {
    let (a, _) = a.as_chunks::<LANES>();
    let (b, _) = b.as_chunks::<LANES>();
    let sums = a.iter().zip(b).map(|(a, b)| {
        let products = a.iter().zip(b).map(|(&x, &y)| i32::from(x) * i32::from(y));
        products.sum::<i32>()
    });
    sums.sum::<i32>() as u64
}
