//! Groups compared by ranks: Mann–Whitney, Kruskal–Wallis and Cliff's delta.
//! Answers on a scale always tie, so every test is corrected for ties and none is exact.

use super::distribution::{chi_squared_above, normal_two_sided};
use super::histogram::Histogram;
use super::undefined::{Estimate, Undefined};

/// Group sizes and rank sums with mid-ranks for ties; all that the tests here look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankSums {
    sizes: Vec<u64>,
    /// Twice the rank sums, which makes them integers.
    doubled: Vec<u64>,
    /// Σ (t³ − t) over the sets of t tied values.
    ties: u128,
    people: u64,
}

/// Mann–Whitney test of two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group's member is higher, ties counting half; R's `W`.
    pub u: f64,
    /// Two-sided, normal approximation with ties and continuity correction.
    pub p: f64,
}

/// Kruskal–Wallis test of any number of groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KruskalWallis {
    /// Corrected for ties.
    pub h: f64,
    /// One less than there are groups.
    pub degrees: f64,
    /// From the χ² distribution.
    pub p: f64,
}

impl RankSums {
    /// Ranks counted values; nothing is sorted.
    pub fn of_histograms(groups: &[Histogram<'_>]) -> Self {
        let lowest = groups.iter().map(|group| group.range().start).min();
        let end = groups.iter().map(|group| group.range().end).max();
        let mut ranks = Self::none(groups.len());
        for value in lowest.unwrap_or(0)..end.unwrap_or(0) {
            let tied = groups.iter().map(|group| group.count(value));
            ranks.add_tied(tied.enumerate());
        }
        ranks
    }

    /// Ranks values that are not whole numbers. Undefined if one is not finite.
    pub fn of_values(groups: &[&[f64]]) -> Estimate<Self> {
        let members = groups.iter().enumerate();
        let mut values: Vec<(f64, usize)> =
            members.flat_map(|(group, values)| values.iter().map(move |&value| (value, group))).collect();
        if values.iter().any(|(value, _)| !value.is_finite()) {
            return Err(Undefined::NotFinite);
        }
        values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut ranks = Self::none(groups.len());
        for tied in values.chunk_by(|a, b| a.0 == b.0) {
            ranks.add_tied(tied.iter().map(|&(_, group)| (group, 1)));
        }
        Ok(ranks)
    }

    fn none(groups: usize) -> Self {
        Self { sizes: vec![0; groups], doubled: vec![0; groups], ties: 0, people: 0 }
    }

    /// Adds the next higher set of tied values, as counts by group.
    fn add_tied(&mut self, counts: impl Iterator<Item = (usize, u64)> + Clone) {
        let tied: u64 = counts.clone().map(|(_, count)| count).sum();
        let doubled_rank = 2 * self.people + tied + 1;
        for (group, count) in counts {
            self.sizes[group] += count;
            self.doubled[group] += count * doubled_rank;
        }
        self.ties += tie_term(tied);
        self.people += tied;
    }

    /// Mann–Whitney test of exactly two groups.
    ///
    /// Undefined if a group is empty or everybody has the same value. Mann & Whitney (1947).
    pub fn mann_whitney(&self) -> Estimate<MannWhitney> {
        let (u, pairs) = self.u()?;
        self.check_that_values_differ()?;
        let people = self.people as f64;
        let tie_loss = self.ties as f64 / (people * (people - 1.0));
        let variance = pairs / 12.0 * (people + 1.0 - tie_loss);
        let distance = ((u - pairs / 2.0).abs() - 0.5).max(0.0);
        Ok(MannWhitney { u, p: normal_two_sided(distance / variance.sqrt()) })
    }

    /// Cliff's delta of exactly two groups, −1 to 1: how much more often a member of the first is
    /// above one of the second than below.
    ///
    /// Undefined if a group is empty. Cliff (1993).
    pub fn cliffs_delta(&self) -> Estimate {
        let (u, pairs) = self.u()?;
        Ok(2.0 * u / pairs - 1.0)
    }

    /// Kruskal–Wallis test.
    ///
    /// Undefined for fewer than two groups, an empty group, or if everybody has the same value.
    /// Kruskal & Wallis (1952).
    pub fn kruskal_wallis(&self) -> Estimate<KruskalWallis> {
        self.check_groups()?;
        self.check_that_values_differ()?;
        let people = self.people as f64;
        let middle = (people + 1.0) / 2.0;
        let groups = self.sizes.iter().zip(&self.doubled);
        let squares: f64 = groups
            .map(|(&size, &doubled)| {
                let size = size as f64;
                size * (doubled as f64 / (2.0 * size) - middle).powi(2)
            })
            .sum();
        let tied_share = self.ties as f64 / tie_term(self.people) as f64;
        let h = 12.0 / (people * (people + 1.0)) * squares / (1.0 - tied_share);
        let degrees = self.sizes.len() as f64 - 1.0;
        Ok(KruskalWallis { h, degrees, p: chi_squared_above(h, degrees) })
    }

    /// U of the first of two groups, and the number of pairs.
    fn u(&self) -> Estimate<(f64, f64)> {
        self.check_groups()?;
        let [first, second] = self.sizes[..] else {
            return Err(Undefined::NotTwoGroups);
        };
        let doubled = self.doubled[0] - first * (first + 1);
        Ok((doubled as f64 / 2.0, first as f64 * second as f64))
    }

    fn check_groups(&self) -> Estimate<()> {
        if self.sizes.len() < 2 {
            return Err(Undefined::TooFewGroups);
        }
        if self.sizes.contains(&0) {
            return Err(Undefined::NoAnswers);
        }
        Ok(())
    }

    fn check_that_values_differ(&self) -> Estimate<()> {
        if self.ties == tie_term(self.people) {
            return Err(Undefined::NoVariance);
        }
        Ok(())
    }
}

/// Wilcoxon's signed-rank test of changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignedRank {
    /// Rank sum of the positive changes; R's `V`.
    pub v: f64,
    /// How many changes were not 0.
    pub changed: u64,
    /// Two-sided, normal approximation with ties and continuity correction.
    pub p: f64,
}

/// Whether changes are as often and as far up as down; changes of 0 are dropped.
///
/// Undefined if nobody changed. Wilcoxon (1945).
pub fn signed_rank(changes: &[f64]) -> Estimate<SignedRank> {
    if changes.is_empty() {
        return Err(Undefined::NoAnswers);
    }
    let sizes = |sign: f64| -> Vec<f64> {
        let signed = changes.iter().map(|change| sign * change);
        signed.filter(|change| *change > 0.0 || change.is_nan()).collect()
    };
    let ranks = RankSums::of_values(&[&sizes(1.0), &sizes(-1.0)])?;
    if ranks.people == 0 {
        return Err(Undefined::NoChange);
    }
    let n = ranks.people as f64;
    let v = ranks.doubled[0] as f64 / 2.0;
    let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ranks.ties as f64 / 48.0;
    let distance = ((v - n * (n + 1.0) / 4.0).abs() - 0.5).max(0.0);
    Ok(SignedRank { v, changed: ranks.people, p: normal_two_sided(distance / variance.sqrt()) })
}

/// t³ − t.
fn tie_term(tied: u64) -> u128 {
    let t = u128::from(tied);
    t * t * t - t
}
