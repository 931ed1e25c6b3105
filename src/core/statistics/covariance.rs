//! The covariance matrix of a set of items.
//! Reliability is computed from it alone, so it says which people it came from.

use super::moments::Moments;
use super::rows::Rows;
use super::scale::MISSING;
use super::undefined::{Estimate, Undefined};

/// Sample covariances (divisor n − 1) of `items` items from `n` people.
#[derive(Clone, Debug, PartialEq)]
pub struct Covariance {
    n: u64,
    items: usize,
    cells: Vec<f64>,
}

impl Covariance {
    /// Over people who answered every item. Each cell is exact in integers until its one division.
    pub fn listwise(moments: Moments<'_>) -> Estimate<Self> {
        let n = moments.n();
        Self::from_cells(n, moments.items(), |a, b| {
            sample_covariance(n, moments.sum(a), moments.sum(b), moments.product(a, b))
        })
    }

    /// Each covariance over the people who answered both items, as `psych::alpha` does by default.
    ///
    /// Needs the rows: group figures keep cross-products of complete responses only. `n` is then
    /// the number of rows, and the matrix need not be one that any set of people could have.
    pub fn pairwise(rows: Rows<'_>) -> Estimate<Self> {
        Self::from_cells(rows.count() as u64, rows.items(), |a, b| {
            let answered = rows.iter().map(|row| (row[a], row[b])).filter(|&(x, y)| x != MISSING && y != MISSING);
            let (mut n, mut sum_x, mut sum_y, mut product) = (0, 0, 0, 0);
            for (x, y) in answered {
                let (x, y) = (u64::from(x), u64::from(y));
                n += 1;
                sum_x += x;
                sum_y += y;
                product += x * y;
            }
            sample_covariance(n, sum_x, sum_y, product)
        })
    }

    fn from_cells(n: u64, items: usize, covariance: impl Fn(usize, usize) -> Estimate) -> Estimate<Self> {
        let mut cells = vec![0.0; items * items];
        for a in 0..items {
            for b in a..items {
                let value = covariance(a, b)?;
                cells[a * items + b] = value;
                cells[b * items + a] = value;
            }
        }
        Ok(Self { n, items, cells })
    }

    /// How many people stand behind the matrix.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The side of the matrix.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Of two items; the same in either order.
    pub fn get(&self, a: usize, b: usize) -> f64 {
        self.row(a)[b]
    }

    /// Of one item.
    pub fn variance(&self, item: usize) -> f64 {
        self.get(item, item)
    }

    /// Covariance of the sum of the items in `a` with the sum of the items in `b`.
    pub(super) fn between(&self, a: &[usize], b: &[usize]) -> f64 {
        a.iter().flat_map(|&row| b.iter().map(move |&column| self.get(row, column))).sum()
    }

    pub(super) fn row(&self, item: usize) -> &[f64] {
        &self.cells[item * self.items..][..self.items]
    }

    /// Sum of the item variances.
    pub(super) fn trace(&self) -> f64 {
        (0..self.items).map(|item| self.variance(item)).sum()
    }

    /// Variance of the sum of all items; undefined when everybody has the same sum.
    ///
    /// Items that cancel each other leave a rounding error in place of zero, so a total far below
    /// what the cells themselves can resolve counts as none.
    pub(super) fn total_variance(&self) -> Estimate {
        let total: f64 = self.cells.iter().sum();
        let magnitude: f64 = self.cells.iter().map(|cell| cell.abs()).sum();
        if total > 16.0 * f64::EPSILON * magnitude { Ok(total) } else { Err(Undefined::NoVariance) }
    }

    /// Items to which everybody gave the same answer.
    ///
    /// They stay in the matrix and count as items; R's `psych` drops them silently, which
    /// [`Covariance::without`] does on request.
    pub fn constant_items(&self) -> Vec<usize> {
        (0..self.items).filter(|&item| self.variance(item) == 0.0).collect()
    }

    /// The matrix of the other items.
    pub fn without(&self, item: usize) -> Self {
        let others: Vec<usize> = (0..self.items).filter(|&other| other != item).collect();
        self.select(&others)
    }

    /// The matrix of these items, over the same people.
    pub fn select(&self, items: &[usize]) -> Self {
        let cells = items.iter().flat_map(|&a| items.iter().map(move |&b| self.get(a, b))).collect();
        Self { n: self.n, items: items.len(), cells }
    }

    /// The correlation matrix. Undefined if an item is constant: it correlates with nothing.
    pub fn standardised(&self) -> Estimate<Self> {
        if !self.constant_items().is_empty() {
            return Err(Undefined::NoVariance);
        }
        Self::from_cells(self.n, self.items, |a, b| {
            if a == b {
                return Ok(1.0);
            }
            Ok(self.get(a, b) / (self.variance(a) * self.variance(b)).sqrt())
        })
    }

    /// The diagonal of the inverse, by Cholesky factors.
    ///
    /// Its reciprocals are what the other items cannot predict of each item.
    pub(super) fn inverse_diagonal(&self) -> Estimate<Vec<f64>> {
        let k = self.items;
        let factor = self.cholesky()?;
        let squared_length_of_inverse_column = |unit: usize| {
            let mut column = vec![0.0; k];
            column[unit] = 1.0 / factor[unit * k + unit];
            for row in unit + 1..k {
                let known: f64 = (unit..row).map(|inner| factor[row * k + inner] * column[inner]).sum();
                column[row] = -known / factor[row * k + row];
            }
            column.iter().map(|value| value * value).sum()
        };
        Ok((0..k).map(squared_length_of_inverse_column).collect())
    }

    fn cholesky(&self) -> Estimate<Vec<f64>> {
        let k = self.items;
        let mut factor = vec![0.0; k * k];
        for row in 0..k {
            for column in 0..=row {
                let known: f64 = (0..column).map(|inner| factor[row * k + inner] * factor[column * k + inner]).sum();
                let rest = self.get(row, column) - known;
                if row != column {
                    factor[row * k + column] = rest / factor[column * k + column];
                } else if rest > 1e-10 * self.variance(row) {
                    factor[row * k + row] = rest.sqrt();
                } else {
                    return Err(Undefined::Singular);
                }
            }
        }
        Ok(factor)
    }
}

/// `(nΣxy − ΣxΣy) / (n(n − 1))`, the numerator in integers.
fn sample_covariance(n: u64, sum_x: u64, sum_y: u64, product: u64) -> Estimate {
    match n {
        0 => return Err(Undefined::NoAnswers),
        1 => return Err(Undefined::OnePerson),
        _ => (),
    }
    let scaled = i128::from(n) * i128::from(product) - i128::from(sum_x) * i128::from(sum_y);
    Ok(scaled as f64 / (n as f64 * (n - 1) as f64))
}
