//! What can be worked out from figures by adding and subtracting: the row space of their vectors.
//! Kept as an echelon of sparse rows that grows by one figure at a time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::field::Field;

/// All linear combinations of the vectors put in so far, modulo the prime `2^61 - C`.
///
/// A whole-number vector that is a combination with fractions is one modulo the prime too, unless the prime divides the
/// determinant of a part of the rows. For figures of two trees those are 0 and ±1 (a network matrix is totally
/// unimodular: Tutte, 1965), and a part of up to 28 rows of 0 and 1 has one below the prime (Hadamard, 1893).
/// Beyond that the release is verified modulo a second prime, so that a leak would have to hide from both.
pub(super) struct Span<const C: u64> {
    rows: Vec<Equation>,
    /// By column, the row that begins there.
    begins: Vec<u32>,
    scratch: Vec<u64>,
}

/// A vector with 1 in the column where it begins; later rows have 0 there.
struct Equation {
    begins: u32,
    others: Vec<(u32, u64)>,
}

const NONE: u32 = u32::MAX;

impl<const C: u64> Span<C> {
    /// The span of no vectors of `columns` numbers.
    pub(super) fn new(columns: usize) -> Self {
        Self { rows: Vec::new(), begins: vec![NONE; columns], scratch: vec![0; columns] }
    }

    /// How many of the vectors are no combination of the others.
    pub(super) fn rank(&self) -> usize {
        self.rows.len()
    }

    /// The rows, each with all its numbers that are not 0.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = (u32, u64)>> {
        self.rows.iter().map(|row| std::iter::once((row.begins, 1)).chain(row.others.iter().copied()))
    }

    /// Adds a vector; false if it was in the span already.
    pub(super) fn insert(&mut self, vector: impl IntoIterator<Item = (u32, u64)>) -> bool {
        let rest = self.reduce(vector);
        // The row begins in the last column it has: the caller puts what few vectors touch last, and less fills up.
        let Some(&(begins, first)) = rest.last() else { return false };
        let scale = Field::<C>::invert(first);
        let others = rest[..rest.len() - 1].iter().map(|&(column, x)| (column, Field::<C>::multiply(x, scale)));
        self.begins[begins as usize] = self.rows.len() as u32;
        self.rows.push(Equation { begins, others: others.collect() });
        true
    }

    /// Whether the vector is in the span.
    pub(super) fn contains(&mut self, vector: impl IntoIterator<Item = (u32, u64)>) -> bool {
        self.reduce(vector).is_empty()
    }

    /// One number for each column such that every vector in the span, multiplied with them, makes 0.
    ///
    /// A vector outside the span makes 0 only by chance, once in 2^61: this sorts out at the cost of a few additions
    /// what need not be tested with [`Span::contains`], and never sorts out a vector of the span.
    pub(super) fn fingerprint(&self, salt: u64) -> Vec<u64> {
        let mut numbers: Vec<u64> =
            (0..self.begins.len() as u64).map(|column| Field::<C>::scatter(column ^ salt << 32)).collect();
        // A row has no column where an earlier row begins, so the last row is settled first.
        for row in self.rows.iter().rev() {
            let sum = row
                .others
                .iter()
                .fold(0, |sum, &(column, x)| Field::<C>::add(sum, Field::<C>::multiply(x, numbers[column as usize])));
            numbers[row.begins as usize] = Field::<C>::negate(sum);
        }
        numbers
    }

    /// What is left of the vector when every column where a row begins is made 0, in the order of the columns.
    fn reduce(&mut self, vector: impl IntoIterator<Item = (u32, u64)>) -> Vec<(u32, u64)> {
        let Self { rows, begins, scratch } = self;
        let mut touched = Vec::new();
        let mut waiting = BinaryHeap::new();
        for (column, x) in vector {
            scratch[column as usize] = Field::<C>::add(scratch[column as usize], x);
            touched.push(column);
            if begins[column as usize] != NONE {
                waiting.push(Reverse(begins[column as usize]));
            }
        }
        while let Some(Reverse(row)) = waiting.pop() {
            let row = &rows[row as usize];
            let times = std::mem::take(&mut scratch[row.begins as usize]);
            if times == 0 {
                continue;
            }
            let times = Field::<C>::negate(times);
            for &(column, x) in &row.others {
                let place = &mut scratch[column as usize];
                if *place == 0 {
                    touched.push(column);
                    if begins[column as usize] != NONE {
                        waiting.push(Reverse(begins[column as usize]));
                    }
                }
                *place = Field::<C>::add(*place, Field::<C>::multiply(times, x));
            }
        }
        touched.sort_unstable();
        let left = touched.into_iter().map(|column| (column, std::mem::take(&mut scratch[column as usize])));
        left.filter(|&(_, x)| x != 0).collect()
    }
}
