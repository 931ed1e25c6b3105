//! How far the members of groups agree, over all groups: the same agreement against more than one idea of chance.

use serde::Serialize;

use super::sheets::Sheets;
use crate::statistics::agreement::{
    NullVariance, average_deviation_from_mean, average_deviation_from_median, average_deviation_limit, awg_j,
    r_star_wg_j, rwg_j,
};
use crate::statistics::histogram::{Histogram, quantile};
use crate::statistics::tally::Tally;
use crate::statistics::undefined::{Estimate, Undefined};

/// From here on `r_wg(j)` counts as strong. LeBreton & Senter (2008) call .51 to .70 moderate.
const STRONG: f64 = 0.70;

/// Agreement of the members of one group, from the answers to each item.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct GroupAgreement {
    /// `r_wg(j)` against a uniform null.
    pub rwg_uniform: Estimate,
    /// `r_wg(j)` against a slightly skewed null, which exists for five options only.
    pub rwg_slight_skew: Estimate,
    /// Lindell's `r*_wg(j)` against a uniform null.
    pub r_star_uniform: Estimate,
    /// `a_wg(j)`, relative to the largest variance possible at each item's mean.
    pub awg: Estimate,
    /// Average deviation from the item means, in scale points.
    pub average_deviation_mean: Estimate,
    /// Average deviation from the item medians, in scale points.
    pub average_deviation_median: Estimate,
}

impl GroupAgreement {
    pub(super) fn of(group: &Tally, sheets: &Sheets) -> Self {
        let items: Vec<Histogram<'_>> = (0..sheets.scales.len()).map(|item| group.item(item)).collect();
        let scale = sheets.common_scale();
        let uniform = scale.map(NullVariance::uniform);
        let skewed = scale.and_then(NullVariance::slight_skew);
        GroupAgreement {
            rwg_uniform: uniform.and_then(|null| rwg_j(&items, null)),
            rwg_slight_skew: skewed.and_then(|null| rwg_j(&items, null)),
            r_star_uniform: uniform.and_then(|null| r_star_wg_j(&items, null)),
            awg: scale.and_then(|_| awg_j(&items)),
            average_deviation_mean: scale.and_then(|_| average_deviation_from_mean(&items)),
            average_deviation_median: scale.and_then(|_| average_deviation_from_median(&items)),
        }
    }
}

/// Agreement over all groups for which it is defined.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AgreementSummary {
    /// Groups of at least two people, which can agree or not.
    pub groups: usize,
    /// `r_wg(j)` against a uniform null.
    pub rwg_uniform: Estimate<AgainstNull>,
    /// `r_wg(j)` against a slightly skewed null.
    pub rwg_slight_skew: Estimate<AgainstNull>,
    /// Means over the groups.
    pub r_star_uniform: Estimate,
    /// The mean of `a_wg(j)`.
    pub awg: Estimate,
    /// The mean average deviation from the item means, in scale points.
    pub average_deviation_mean: Estimate,
    /// The mean average deviation from the item medians, in scale points.
    pub average_deviation_median: Estimate,
    /// The average deviation above which a group does not agree, a sixth of the options. Burke & Dunlap (2002).
    pub average_deviation_limit: Estimate,
    /// Groups whose average deviation from the item medians is within the limit.
    pub within_limit: Estimate<usize>,
}

/// `r_wg(j)` of all groups against one null distribution.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct AgainstNull {
    /// Over the groups for which it is defined.
    pub mean: f64,
    /// Over the same groups, type 7.
    pub median: f64,
    /// Groups at .70 or more.
    pub strong: usize,
}

impl AgreementSummary {
    pub(super) fn over(groups: &[GroupAgreement], sheets: &Sheets) -> Self {
        let each = |figure: fn(&GroupAgreement) -> Estimate| -> Vec<Estimate> { groups.iter().map(figure).collect() };
        let deviations = each(|group| group.average_deviation_median);
        let limit = sheets.common_scale().map(average_deviation_limit);
        let within = |limit: f64| deviations.iter().flatten().filter(|deviation| **deviation <= limit).count();
        AgreementSummary {
            groups: deviations.iter().flatten().count(),
            rwg_uniform: AgainstNull::over(&each(|group| group.rwg_uniform)),
            rwg_slight_skew: AgainstNull::over(&each(|group| group.rwg_slight_skew)),
            r_star_uniform: mean(&each(|group| group.r_star_uniform)),
            awg: mean(&each(|group| group.awg)),
            average_deviation_mean: mean(&each(|group| group.average_deviation_mean)),
            average_deviation_median: mean(&deviations),
            average_deviation_limit: limit,
            within_limit: limit.map(within),
        }
    }
}

impl AgainstNull {
    fn over(groups: &[Estimate]) -> Estimate<Self> {
        let defined: Vec<f64> = groups.iter().copied().flatten().collect();
        Ok(AgainstNull {
            mean: mean(groups)?,
            median: quantile(&defined, 0.5)?,
            strong: defined.iter().filter(|rwg| **rwg >= STRONG).count(),
        })
    }
}

/// The mean of those that are defined; if none is, the reason of the first.
fn mean(figures: &[Estimate]) -> Estimate {
    let defined: Vec<f64> = figures.iter().copied().flatten().collect();
    if defined.is_empty() {
        return Err(figures.iter().find_map(|figure| figure.err()).unwrap_or(Undefined::TooFewGroups));
    }
    Ok(defined.iter().sum::<f64>() / defined.len() as f64)
}
