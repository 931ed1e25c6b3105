//! How much of the spread of answers lies between groups: one-way analysis of variance and ICC.
//! Starts from the size, mean and spread of each group, so moments are enough.

use super::confidence::Confidence;
use super::distribution::{f_above, f_quantile_above};
use super::interval::Interval;
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// One-way analysis of variance of at least two groups, one of them with two people or more.
///
/// Groups of one person take part in the groups and the people, with no spread of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneWay {
    people: f64,
    groups: f64,
    squared_sizes: f64,
    mean: f64,
    squares_between: f64,
    squares_within: f64,
}

/// The group size that stands for groups of unequal size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupSize {
    /// The plain mean, as `multilevel::ICC1` takes it.
    Mean,
    /// k₀ = (N − Σn²/N) / (J − 1), which makes the variance components unbiased. Bliese &
    /// Halverson (1998).
    Corrected,
}

impl OneWay {
    /// Over the groups' scores. Undefined for fewer than two groups, or one person in each.
    /// # Examples
    /// ```
    /// use footing_core::statistics::icc::{GroupSize, OneWay};
    /// use footing_core::statistics::sample::Sample;
    ///
    /// let teams = [[61.0, 70.0, 64.0], [42.0, 40.0, 53.0], [55.0, 58.0, 49.0]];
    /// let teams = teams.map(|scores| Sample::of(&scores).unwrap());
    /// let differ = OneWay::of(&teams).unwrap();
    /// assert_eq!(differ.degrees(), (2.0, 6.0));
    /// // Most of what parts two people is the team they are in.
    /// assert!(differ.icc1(GroupSize::Corrected).unwrap() > 0.5);
    /// ```
    pub fn of(groups: &[Sample]) -> Estimate<Self> {
        if groups.len() < 2 {
            return Err(Undefined::TooFewGroups);
        }
        let size = |group: &Sample| group.n() as f64;
        let people: f64 = groups.iter().map(size).sum();
        let count = groups.len() as f64;
        if people <= count {
            return Err(Undefined::OnePersonPerGroup);
        }
        let mean = groups.iter().map(|group| size(group) * group.mean()).sum::<f64>() / people;
        Ok(Self {
            people,
            groups: count,
            mean,
            squared_sizes: groups.iter().map(|group| size(group).powi(2)).sum(),
            squares_between: groups.iter().map(|group| size(group) * (group.mean() - mean).powi(2)).sum(),
            squares_within: groups.iter().map(Sample::squares).sum(),
        })
    }

    /// Degrees of freedom between and within groups.
    pub fn degrees(&self) -> (f64, f64) {
        (self.groups - 1.0, self.people - self.groups)
    }

    /// Of the groups.
    pub fn mean_square_between(&self) -> f64 {
        self.squares_between / (self.groups - 1.0)
    }

    /// Of people within their groups.
    pub fn mean_square_within(&self) -> f64 {
        self.squares_within / (self.people - self.groups)
    }

    /// The size that stands for groups of unequal size.
    pub fn group_size(&self, kind: GroupSize) -> f64 {
        match kind {
            GroupSize::Mean => self.people / self.groups,
            GroupSize::Corrected => (self.people - self.squared_sizes / self.people) / (self.groups - 1.0),
        }
    }

    /// F ratio of the mean squares. Undefined if every group is unanimous. Fisher (1925).
    pub fn f(&self) -> Estimate {
        if self.squares_within > 0.0 {
            Ok(self.mean_square_between() / self.mean_square_within())
        } else {
            Err(Undefined::NoVarianceWithin)
        }
    }

    /// Probability of an F at least this large if all groups had the same mean.
    pub fn p(&self) -> Estimate {
        let (between, within) = self.degrees();
        Ok(f_above(self.f()?, between, within))
    }

    /// ICC(1): the share of one answer's variance that its group explains, −1/(k − 1) to 1.
    ///
    /// A negative value is legal: members differ more than strangers. The two group sizes differ in
    /// the third digit, and the share from [`RandomEffects`](super::random_effects::RandomEffects)
    /// differs again: always name which. Undefined if nothing varies. Shrout & Fleiss (1979);
    /// Bliese (2000).
    pub fn icc1(&self, size: GroupSize) -> Estimate {
        let (between, within) = (self.mean_square_between(), self.mean_square_within());
        let total = between + (self.group_size(size) - 1.0) * within;
        if total > 0.0 { Ok((between - within) / total) } else { Err(Undefined::NoVariance) }
    }

    /// Interval of ICC(1), exact for groups of equal size. McGraw & Wong (1996).
    pub fn icc1_interval(&self, size: GroupSize, confidence: Confidence) -> Estimate<Interval> {
        let k = self.group_size(size);
        let f = self.f_interval(confidence)?;
        let icc = |f: f64| (f - 1.0) / (f + k - 1.0);
        Ok(Interval { lower: icc(f.lower), upper: icc(f.upper) })
    }

    /// ICC(2): how reliably the group means differ, at most 1, 1 − 1/F.
    ///
    /// Without a lower limit, and undefined when the group means do not differ at all. The same for
    /// both group sizes: stepping ICC(1) up by the size it was made with gives it back. Bliese
    /// (2000).
    pub fn icc2(&self) -> Estimate {
        if self.groups_are_equal() {
            return Err(Undefined::NoVarianceBetween);
        }
        Ok(1.0 - self.mean_square_within() / self.mean_square_between())
    }

    /// Interval of ICC(2). Undefined when the group means do not differ at all. McGraw & Wong
    /// (1996).
    pub fn icc2_interval(&self, confidence: Confidence) -> Estimate<Interval> {
        if self.groups_are_equal() {
            return Err(Undefined::NoVarianceBetween);
        }
        let f = self.f_interval(confidence)?;
        Ok(Interval { lower: 1.0 - 1.0 / f.lower, upper: 1.0 - 1.0 / f.upper })
    }

    /// Limits of the F ratio of the population.
    fn f_interval(&self, confidence: Confidence) -> Estimate<Interval> {
        let (between, within) = self.degrees();
        let f = self.f()?;
        let tail = confidence.tail();
        Ok(Interval {
            lower: f / f_quantile_above(tail, between, within),
            upper: f * f_quantile_above(tail, within, between),
        })
    }

    /// Equal means leave the squares of rounding errors, not exactly 0.
    fn groups_are_equal(&self) -> bool {
        let magnitude = self.people * self.mean * self.mean + self.squares_within;
        self.squares_between <= 1e-28 * magnitude
    }

    pub(super) fn squares_within(&self) -> f64 {
        self.squares_within
    }

    pub(super) fn people(&self) -> f64 {
        self.people
    }
}
