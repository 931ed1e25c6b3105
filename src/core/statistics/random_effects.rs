//! Group means as draws from a population of groups: REML variance components and shrunken means.
//! A small group's mean borrows from the others exactly as much as its size makes necessary.

use std::collections::BTreeMap;

use super::confidence::Confidence;
use super::distribution::normal_critical;
use super::icc::OneWay;
use super::interval::Interval;
use super::sample::Sample;
use super::undefined::{Estimate, Undefined};

/// One-way random-effects model y = μ + group + person, fitted by restricted maximum likelihood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RandomEffects {
    /// Mean of the population of groups, each group weighted by what it tells about it.
    pub mean: f64,
    /// Of `mean`.
    pub mean_standard_error: f64,
    /// Variance between groups, τ²; exactly 0 when the groups differ no more than chance.
    pub between: f64,
    /// Variance between members of a group, σ².
    pub within: f64,
    /// −2 log restricted likelihood, as `lme4` reports it.
    pub criterion: f64,
}

/// The mean of one group, pulled towards the mean of all groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShrunkenMean {
    /// The group's own mean; print it beside the shrunken one.
    pub raw: f64,
    /// Weight of the group's own mean, 0 to 1: τ² / (τ² + σ²/n).
    pub reliability: f64,
    /// The empirical-Bayes estimate of the group's mean.
    pub mean: f64,
    /// Its standard deviation if μ, τ² and σ² were known: `lme4`'s conditional one.
    pub conditional_deviation: f64,
    /// Its standard error with μ estimated. Not 0 even when τ² is.
    pub standard_error: f64,
}

impl RandomEffects {
    /// Fits by a one-dimensional search over r = τ²/σ², everything else has a closed form.
    ///
    /// Undefined for fewer than two groups, if every group has one person, and if every group is
    /// unanimous. Groups of one person take part. Patterson & Thompson (1971); Bates et al. (2015)
    /// for the profile.
    /// # Examples
    /// ```
    /// use footing_core::statistics::random_effects::RandomEffects;
    /// use footing_core::statistics::sample::Sample;
    ///
    /// let teams = [[61.0, 70.0, 64.0], [42.0, 40.0, 53.0], [55.0, 58.0, 49.0]];
    /// let teams = teams.map(|scores| Sample::of(&scores).unwrap());
    /// let all = RandomEffects::fit(&teams).unwrap();
    /// let shrunken = all.shrink(&teams[0]);
    /// assert!(all.mean < shrunken.mean && shrunken.mean < teams[0].mean(), "drawn towards the mean of all");
    /// ```
    pub fn fit(groups: &[Sample]) -> Estimate<Self> {
        let one_way = OneWay::of(groups)?;
        if one_way.squares_within() <= 0.0 {
            return Err(Undefined::NoVarianceWithin);
        }
        let profile = Profile {
            classes: size_classes(groups)?,
            people: one_way.people(),
            squares_within: one_way.squares_within(),
        };
        let ratio = profile.best_ratio();
        let point = profile.at(ratio);
        let constant = (profile.people - 1.0) * (1.0 + std::f64::consts::TAU.ln());
        Ok(Self {
            mean: point.mean,
            mean_standard_error: (point.within / point.weight).sqrt(),
            between: ratio * point.within,
            within: point.within,
            criterion: point.deviance + constant,
        })
    }

    /// The share of variance between groups, 0 to 1: an ICC(1) that cannot be negative.
    pub fn icc(&self) -> f64 {
        self.between / (self.between + self.within)
    }

    /// The shrunken mean of a group, one of those fitted or a new one.
    ///
    /// Morris (1983); Robinson (1991).
    pub fn shrink(&self, group: &Sample) -> ShrunkenMean {
        self.shrink_mean(group.mean(), group.n())
    }

    /// The same from the mean of `n` people, at least one.
    pub fn shrink_mean(&self, mean: f64, n: u64) -> ShrunkenMean {
        let own_error = self.within / n as f64;
        let reliability = self.between / (self.between + own_error);
        let conditional = self.between * (1.0 - reliability);
        let from_mean = (1.0 - reliability) * self.mean_standard_error;
        ShrunkenMean {
            raw: mean,
            reliability,
            mean: self.mean + reliability * (mean - self.mean),
            conditional_deviation: conditional.sqrt(),
            standard_error: (conditional + from_mean * from_mean).sqrt(),
        }
    }
}

impl ShrunkenMean {
    /// Interval of the group's mean with the uncertainty of μ in it. Henderson (1975).
    pub fn interval(&self, confidence: Confidence) -> Interval {
        Interval::around(self.mean, normal_critical(confidence) * self.standard_error)
    }

    /// The interval `lme4` users know: slightly narrower, and a single point when τ² is 0.
    pub fn conditional_interval(&self, confidence: Confidence) -> Interval {
        let half_width = normal_critical(confidence) * self.conditional_deviation;
        Interval::around(self.mean, half_width)
    }
}

/// Groups of one size: the size, and the sample of their means.
struct SizeClass {
    size: f64,
    means: Sample,
}

/// Ten thousand groups have a few dozen sizes, and the likelihood sees only size and mean.
fn size_classes(groups: &[Sample]) -> Estimate<Vec<SizeClass>> {
    let mut means: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
    for group in groups {
        means.entry(group.n()).or_default().push(group.mean());
    }
    let classes =
        means.into_iter().map(|(size, means)| Ok(SizeClass { size: size as f64, means: Sample::of(&means)? }));
    classes.collect()
}

/// The restricted likelihood with everything but r = τ²/σ² maximised out.
struct Profile {
    classes: Vec<SizeClass>,
    people: f64,
    squares_within: f64,
}

/// The profile at one ratio.
struct Point {
    mean: f64,
    within: f64,
    weight: f64,
    deviance: f64,
    slope: f64,
}

impl Profile {
    fn at(&self, ratio: f64) -> Point {
        let weighted = || {
            self.classes.iter().map(|class| {
                let weight = class.size / (1.0 + class.size * ratio);
                (class, weight, class.means.n() as f64)
            })
        };
        let weight: f64 = weighted().map(|(_, weight, groups)| weight * groups).sum();
        let mean = weighted().map(|(class, weight, groups)| weight * groups * class.means.mean()).sum::<f64>() / weight;

        let (mut squares, mut logarithms) = (self.squares_within, weight.ln());
        let (mut squares_slope, mut weight_slope) = (0.0, 0.0);
        for (class, weight, groups) in weighted() {
            let off_mean = class.means.mean() - mean;
            let spread = class.means.squares() + groups * off_mean * off_mean;
            squares += weight * spread;
            squares_slope -= weight * weight * spread;
            logarithms += groups * (1.0 + class.size * ratio).ln();
            weight_slope -= weight * weight * groups;
        }
        let degrees = self.people - 1.0;
        let within = squares / degrees;
        Point {
            mean,
            within,
            weight,
            deviance: degrees * within.ln() + logarithms,
            slope: degrees * squares_slope / squares + weight + weight_slope / weight,
        }
    }

    /// The ratio with the smallest deviance, 0 included.
    ///
    /// A coarse grid finds the valley, because the profile may have more than one; bisection of the
    /// slope finds its floor to the last digit, which comparing deviances could not.
    fn best_ratio(&self) -> f64 {
        let grid: Vec<f64> =
            std::iter::once(0.0).chain((-36..=36).map(|step| f64::exp(f64::from(step) / 2.0))).collect();
        let deviances = grid.iter().map(|&ratio| self.at(ratio).deviance);
        let lowest = deviances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(position, _)| position);
        let mut low = grid[lowest.saturating_sub(1)];
        let mut high = grid[(lowest + 1).min(grid.len() - 1)];
        if lowest == 0 && self.at(0.0).slope >= 0.0 {
            return 0.0;
        }
        for _ in 0..200 {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if self.at(middle).slope < 0.0 {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high)
    }
}
