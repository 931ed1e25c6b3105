//! Somebody who keeps every published figure and solves the linear system, written without any part of the audit.
//! Plain elimination of full matrices, modulo two primes of its own.

use std::collections::BTreeSet;

const PRIMES: [u64; 2] = [1_000_000_007, 998_244_353];

/// A set of cells, each with 1 for added and -1 for taken away.
pub(super) type Target = Vec<(u32, i64)>;

/// What can be worked out from the sums of some sets of cells.
pub(super) struct Attacker {
    /// For each prime, vectors that make 0 with everything in the row space.
    kernels: Vec<Vec<Vec<u64>>>,
}

impl Attacker {
    pub(super) fn new(cells: usize, sums: &[Vec<u32>]) -> Attacker {
        Attacker { kernels: PRIMES.iter().map(|&p| kernel(cells, sums, p)).collect() }
    }

    pub(super) fn recovers(&self, target: &Target) -> bool {
        self.kernels.iter().zip(PRIMES).all(|(kernel, p)| {
            kernel.iter().all(|vector| {
                let sum: u64 = target
                    .iter()
                    .map(|&(cell, sign)| vector[cell as usize] * sign.rem_euclid(p as i64) as u64 % p)
                    .sum();
                sum.is_multiple_of(p)
            })
        })
    }
}

/// Vectors orthogonal to all sums, by the reduced row echelon form.
fn kernel(cells: usize, sums: &[Vec<u32>], p: u64) -> Vec<Vec<u64>> {
    let mut rows: Vec<Vec<u64>> = Vec::new();
    let mut pivots: Vec<usize> = Vec::new();
    for sum in sums {
        let mut row = vec![0; cells];
        for &cell in sum {
            row[cell as usize] = 1;
        }
        for (other, &pivot) in rows.iter().zip(&pivots) {
            eliminate(&mut row, other, pivot, p);
        }
        let Some(pivot) = row.iter().position(|&x| x != 0) else { continue };
        let inverse = power(row[pivot], p - 2, p);
        for x in &mut row {
            *x = *x * inverse % p;
        }
        for other in &mut rows {
            eliminate(other, &row, pivot, p);
        }
        rows.push(row);
        pivots.push(pivot);
    }
    let free = (0..cells).filter(|cell| !pivots.contains(cell));
    let vector = |free: usize| {
        let mut vector = vec![0; cells];
        vector[free] = 1;
        for (row, &pivot) in rows.iter().zip(&pivots) {
            vector[pivot] = (p - row[free]) % p;
        }
        vector
    };
    free.map(vector).collect()
}

fn eliminate(row: &mut [u64], by: &[u64], pivot: usize, p: u64) {
    let times = row[pivot];
    if times != 0 {
        for (x, y) in row.iter_mut().zip(by) {
            *x = (*x + (p - times) * y) % p;
        }
    }
}

fn power(base: u64, exponent: u64, p: u64) -> u64 {
    (0..64).rev().fold(1, |x, bit| {
        let square = x * x % p;
        if exponent >> bit & 1 == 1 { square * base % p } else { square }
    })
}

/// What an attacker would like to know: sets of 1 to `least - 1` people among unions of up to `most` hidden groups,
/// single cells, two cells anywhere, and if asked for, differences of two cells or of two groups.
pub(super) fn targets(
    people: &[u32],
    hidden: &[Vec<u32>],
    threshold: u32,
    most: usize,
    differences: bool,
) -> Vec<Target> {
    let count = |cells: &BTreeSet<u32>| cells.iter().map(|&cell| people[cell as usize]).sum::<u32>();
    let is_small = |cells: &BTreeSet<u32>| (1..threshold).contains(&count(cells));
    let cells = (0..people.len() as u32).filter(|&cell| people[cell as usize] > 0).map(|cell| BTreeSet::from([cell]));
    let cells: BTreeSet<BTreeSet<u32>> = cells.filter(is_small).collect();
    let groups: BTreeSet<BTreeSet<u32>> =
        hidden.iter().map(|cells| cells.iter().copied().collect()).filter(is_small).collect();
    let pairs = |sets: &BTreeSet<BTreeSet<u32>>, others: &BTreeSet<BTreeSet<u32>>| -> BTreeSet<BTreeSet<u32>> {
        sets.iter().flat_map(|set| others.iter().map(move |other| set | other)).filter(is_small).collect()
    };
    let mut sets = &cells | &pairs(&cells, &cells);
    let mut unions = groups.clone();
    for _ in 1..most {
        unions = &unions | &pairs(&unions, &groups);
    }
    sets.extend(unions);
    let mut targets: Vec<Target> = sets.iter().map(|set| set.iter().map(|&cell| (cell, 1)).collect()).collect();
    if differences {
        for sets in [&cells, &groups] {
            for (place, one) in sets.iter().enumerate() {
                for other in
                    sets.iter().skip(place + 1).filter(|other| one.is_disjoint(other) && is_small(&(one | *other)))
                {
                    let minus = other.iter().map(|&cell| (cell, -1));
                    targets.push(one.iter().map(|&cell| (cell, 1)).chain(minus).collect());
                }
            }
        }
    }
    targets
}
