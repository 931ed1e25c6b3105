//! Sums and cross-products of the item values of complete responses.
//! Item statistics, the total score and the covariance matrix are derived from these integers.

use super::sample::Sample;
use super::undefined::Estimate;

/// Integer moments of `n` complete responses; a view into a [`Tally`](super::tally::Tally).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments<'a> {
    n: u64,
    sums: &'a [u64],
    products: &'a [u64],
}

impl<'a> Moments<'a> {
    /// `products` is the upper triangle with the diagonal, row by row.
    pub(super) fn new(n: u64, sums: &'a [u64], products: &'a [u64]) -> Self {
        debug_assert_eq!(products.len(), triangle(sums.len()));
        Self { n, sums, products }
    }

    /// How many complete responses were counted.
    pub fn n(self) -> u64 {
        self.n
    }

    /// How many items there are.
    pub fn items(self) -> usize {
        self.sums.len()
    }

    /// Of the answers to an item.
    pub fn sum(self, item: usize) -> u64 {
        self.sums[item]
    }

    /// Σ xy over the responses, for two items in any order or the same one twice.
    pub fn product(self, a: usize, b: usize) -> u64 {
        let (row, column) = (a.min(b), a.max(b));
        self.products[triangle(self.items()) - triangle(self.items() - row) + column - row]
    }

    /// One item in the complete responses.
    pub fn item(self, item: usize) -> Estimate<Sample> {
        Sample::of_integers(self.n, self.sums[item], self.product(item, item))
    }

    /// The sum over all items, one value per complete response.
    pub fn total(self) -> Estimate<Sample> {
        let diagonal: u64 = (0..self.items()).map(|item| self.product(item, item)).sum();
        let triangle: u64 = self.products.iter().sum();
        Sample::of_integers(self.n, self.sums.iter().sum(), 2 * triangle - diagonal)
    }
}

/// How many cells a triangle of this side has, with its diagonal.
pub(super) fn triangle(side: usize) -> usize {
    side * (side + 1) / 2
}
