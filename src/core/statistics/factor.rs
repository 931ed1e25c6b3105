//! One common factor behind a set of items, and omega, the reliability it implies.
//! The fit uses the covariance matrix alone.

use super::covariance::Covariance;
use super::undefined::{Estimate, Undefined};

/// One common factor fitted by maximum likelihood.
#[derive(Clone, Debug, PartialEq)]
pub struct OneFactor {
    /// What each item moves with one standard deviation of the factor.
    pub loadings: Vec<f64>,
    /// Variance of each item that the factor does not explain.
    pub uniquenesses: Vec<f64>,
}

impl OneFactor {
    /// Fits covariances, for omega of the item sum, or correlations, for the standardised one.
    ///
    /// Expectation–maximisation, extrapolated: every step is closed-form for one factor, and no
    /// uniqueness falls below 0.5 % of the item's variance, R's limit against Heywood cases. The
    /// direction of the factor is the one in which most of the loading is positive. Undefined for
    /// fewer than three items, a constant item, items that repeat each other, not more people than
    /// items, or if it does not settle. Rubin & Thayer (1982); Varadhan & Roland (2008).
    pub fn fit(covariance: &Covariance) -> Estimate<Self> {
        if covariance.items() < 3 {
            return Err(Undefined::TooFewItems);
        }
        // The likelihood does not know the units: standardised items have the same solution.
        let correlation = covariance.standardised()?;
        let solution = settled(&correlation)?;
        let (loadings, uniquenesses) = solution.split_at(covariance.items());
        let direction = loadings.iter().sum::<f64>().signum();
        let variances = || (0..covariance.items()).map(|item| covariance.variance(item));
        Ok(Self {
            loadings: loadings
                .iter()
                .zip(variances())
                .map(|(loading, variance)| direction * loading * variance.sqrt())
                .collect(),
            uniquenesses: uniquenesses.iter().zip(variances()).map(|(unique, variance)| unique * variance).collect(),
        })
    }

    /// Omega total: the share of the sum's variance that the factor explains, 0 to 1.
    ///
    /// Loadings of both signs cancel each other in the sum, so an unkeyed scale has an omega near 0
    /// whatever its alpha: see [`OneFactor::has_mixed_signs`]. McDonald (1999); Flora (2020).
    pub fn omega_total(&self) -> f64 {
        let common = self.loadings.iter().sum::<f64>().powi(2);
        common / (common + self.uniquenesses.iter().sum::<f64>())
    }

    /// Whether some items point against the factor: a reverse key may be missing.
    pub fn has_mixed_signs(&self) -> bool {
        self.loadings.iter().any(|&loading| loading < 0.0) && self.loadings.iter().any(|&loading| loading > 0.0)
    }
}

/// The loadings and then the uniquenesses of standardised items, once they stop changing.
fn settled(correlation: &Covariance) -> Estimate<Vec<f64>> {
    let mut current = start(correlation)?;
    for _ in 0..20_000 {
        let first = improved(&current, correlation);
        let second = improved(&first, correlation);
        let steps = || current.iter().zip(&first).zip(&second);
        let change: f64 = steps().map(|((a, b), _)| (b - a).powi(2)).sum();
        if change < 1e-24 {
            return Ok(second);
        }
        // If the steps shrink by a constant factor, this is the point they head for; not too far
        // off, for steps that hardly shrink.
        let curvature: f64 = steps().map(|((a, b), c)| (c - 2.0 * b + a).powi(2)).sum();
        let reach = (change / curvature.max(f64::MIN_POSITIVE)).sqrt().min(1e3);
        let mut ahead: Vec<f64> =
            steps().map(|((a, b), c)| a + 2.0 * reach * (b - a) + reach * reach * (c - 2.0 * b + a)).collect();
        ahead[correlation.items()..].iter_mut().for_each(bound);
        current = improved(&ahead, correlation);
    }
    Err(Undefined::NotConverged)
}

/// The first principal component, with what the other items cannot predict left unexplained.
///
/// The power method sets out unevenly, so that items which cancel each other do not stop it.
fn start(correlation: &Covariance) -> Estimate<Vec<f64>> {
    let inverse = correlation.inverse_diagonal()?;
    let k = correlation.items();
    let mut direction: Vec<f64> = (1..=k).map(|item| 1.0 / item as f64).collect();
    let mut length = 1.0;
    for _ in 0..100 {
        direction = times(correlation, &direction);
        length = dot(&direction, &direction).sqrt();
        direction.iter_mut().for_each(|value| *value /= length);
    }
    let loadings = direction.iter().map(|value| value * (length / 2.0).sqrt());
    let uniquenesses = inverse.iter().map(|inverse| 1.0 / inverse);
    Ok(loadings.chain(uniquenesses).collect())
}

/// One step of expectation–maximisation.
fn improved(point: &[f64], correlation: &Covariance) -> Vec<f64> {
    let (loadings, uniquenesses) = point.split_at(correlation.items());
    let weights: Vec<f64> = loadings.iter().zip(uniquenesses).map(|(l, u)| l / u).collect();
    let information = 1.0 + dot(loadings, &weights);
    let regression: Vec<f64> = weights.iter().map(|weight| weight / information).collect();
    let shared = times(correlation, &regression);
    let factor_variance = 1.0 / information + dot(&regression, &shared);

    let loadings = shared.iter().map(|shared| shared / factor_variance);
    let uniquenesses = shared.iter().map(|shared| {
        let mut unique = 1.0 - shared * shared / factor_variance;
        bound(&mut unique);
        unique
    });
    loadings.chain(uniquenesses).collect()
}

fn bound(uniqueness: &mut f64) {
    *uniqueness = uniqueness.clamp(0.005, 1.0);
}

fn times(matrix: &Covariance, vector: &[f64]) -> Vec<f64> {
    let rows = (0..matrix.items()).map(|item| dot(matrix.row(item), vector));
    rows.collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
