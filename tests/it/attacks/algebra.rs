//! What follows from figures by adding and subtracting with any weights, written without any part of the audit.

use std::collections::{BTreeMap, BTreeSet};

/// Of Mersenne: fractions are exact modulo a prime, and one in 2^61 that is 0 by chance is none at all.
const PRIME: u128 = (1 << 61) - 1;

/// Weights on answers: by person and item.
pub type Weights = BTreeMap<(usize, usize), u128>;

pub fn multiply(a: u128, b: u128) -> u128 {
    a * b % PRIME
}

/// By Fermat's little theorem.
pub fn inverse(a: u128) -> u128 {
    let (mut result, mut base, mut exponent) = (1, a % PRIME, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = multiply(result, base);
        }
        base = multiply(base, base);
        exponent >>= 1;
    }
    result
}

/// All combinations of figures, as rows that each begin where no other does.
#[derive(Default)]
pub struct Known(Vec<((usize, usize), Weights)>);

impl Known {
    pub fn learn(&mut self, figure: &Weights) {
        let rest = self.rest(figure);
        if let Some((first, weight)) = rest.iter().next().map(|(place, weight)| (*place, *weight)) {
            let scale = inverse(weight);
            self.0.push((first, rest.into_iter().map(|(place, weight)| (place, multiply(weight, scale))).collect()));
        }
    }

    pub fn gives_away(&self, secret: &Weights) -> bool {
        self.rest(secret).is_empty()
    }

    fn rest(&self, weights: &Weights) -> Weights {
        let mut rest = weights.clone();
        for (first, row) in &self.0 {
            let Some(times) = rest.get(first).copied() else { continue };
            for (place, weight) in row {
                let less = PRIME - multiply(times, *weight);
                let sum = (rest.get(place).copied().unwrap_or(0) + less) % PRIME;
                if sum == 0 {
                    rest.remove(place);
                } else {
                    rest.insert(*place, sum);
                }
            }
        }
        rest
    }
}

/// Of these sets of people, those whose sum follows from the sums of the others.
pub fn opened<'t>(sums: &[BTreeSet<usize>], targets: &'t BTreeSet<BTreeSet<usize>>) -> Vec<&'t BTreeSet<usize>> {
    let weights = |set: &BTreeSet<usize>| -> Weights { set.iter().map(|person| ((*person, 0), 1)).collect() };
    let mut known = Known::default();
    sums.iter().for_each(|set| known.learn(&weights(set)));
    targets.iter().filter(|target| known.gives_away(&weights(target))).collect()
}
