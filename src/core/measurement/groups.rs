//! Groups within one measure: whether a group score is justified, and each group with its raw and its shrunken mean.

use serde::Serialize;

use super::agreement::{AgreementSummary, GroupAgreement};
use super::error::MeasurementError;
use super::labels::Labels;
use super::sheets::Sheets;
use crate::statistics::confidence::Confidence;
use crate::statistics::icc::{GroupSize, OneWay};
use crate::statistics::interval::{Interval, mean_interval};
use crate::statistics::random_effects::RandomEffects;
use crate::statistics::sample::Sample;
use crate::statistics::undefined::Estimate;

/// What the groups of a table show in one measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupFigures {
    /// Groups with at least one score.
    pub groups: usize,
    /// People with a score and a group.
    pub people: usize,
    /// Whether groups differ.
    pub variance: VarianceBetween,
    /// Whether their members agree.
    pub agreement: AgreementSummary,
    /// In the order of the group names: numbers by size, words by letters.
    pub means: Vec<GroupMean>,
}

/// How much of the spread of scores lies between groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct VarianceBetween {
    /// The F of one-way analysis of variance. Fisher (1925).
    pub f: Estimate,
    /// Degrees of freedom between and within groups.
    pub degrees: Estimate<(f64, f64)>,
    /// Of an F this large if no groups differed.
    pub p: Estimate,
    /// k₀, the group size that stands for groups of unequal size.
    pub group_size: Estimate,
    /// ICC(1) with k₀: the share of one score's variance that its group explains.
    pub icc1: Estimate,
    /// 95 %, exact for groups of equal size.
    pub icc1_interval: Estimate<Interval>,
    /// ICC(1) with the mean group size in place of k₀, as `multilevel::ICC1` has it.
    pub icc1_mean_size: Estimate,
    /// ICC(2): how reliably the group means differ.
    pub icc2: Estimate,
    /// 95 %, exact for groups of equal size.
    pub icc2_interval: Estimate<Interval>,
    /// One-way random effects by restricted maximum likelihood.
    pub reml: Estimate<Reml>,
}

/// The fitted population of groups.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reml {
    /// Of the groups, weighted by how much each tells.
    pub mean: f64,
    /// In the unit of the scores.
    pub mean_standard_error: f64,
    /// Variance between groups, τ².
    pub between: f64,
    /// Variance within groups, σ².
    pub within: f64,
    /// The share between groups, which cannot be negative.
    pub icc: f64,
}

/// One group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupMean {
    /// As the table has it.
    pub name: String,
    /// People with a score.
    pub n: usize,
    /// Of its own scores alone.
    pub mean: Estimate,
    /// t interval of the group's own mean, 95 %.
    pub interval: Estimate<Interval>,
    /// The empirical-Bayes mean.
    pub shrunken: Estimate,
    /// Its interval, 95 %.
    pub shrunken_interval: Estimate<Interval>,
    /// Weight of the group's own mean in the shrunken one, 0 to 1.
    pub reliability: Estimate,
    /// Whether it lies above or below all groups together.
    pub against_all: Estimate<AgainstAll>,
    /// How far its members agree.
    pub agreement: GroupAgreement,
}

/// Whether the interval of a group's shrunken mean excludes the mean of all groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgainstAll {
    /// The interval of the shrunken mean lies above the mean of all.
    ClearlyAbove,
    /// The mean of all lies within the interval.
    AboutTheSame,
    /// The interval of the shrunken mean lies below the mean of all.
    ClearlyBelow,
}

impl GroupFigures {
    pub(super) fn of(labels: &Labels, sheets: &Sheets, scores: &[Option<f64>]) -> Result<Self, MeasurementError> {
        let mut by_group = vec![Vec::new(); labels.names().len() + 1];
        for (group, score) in labels.of_rows().into_iter().zip(scores) {
            by_group[group as usize].extend(*score);
        }
        let samples: Vec<Estimate<Sample>> =
            by_group[..labels.names().len()].iter().map(|scores| Sample::of(scores)).collect();
        let defined: Vec<Sample> = samples.iter().copied().flatten().collect();
        let effects = RandomEffects::fit(&defined);
        let tallies = sheets.tallies(labels)?;
        let means: Vec<GroupMean> = labels
            .in_order()
            .into_iter()
            .map(|group| {
                let agreement = GroupAgreement::of(&tallies[group], sheets);
                GroupMean::of(labels.names()[group].clone(), samples[group], effects, agreement)
            })
            .collect();
        let agreements: Vec<GroupAgreement> = means.iter().map(|mean| mean.agreement).collect();
        Ok(GroupFigures {
            groups: defined.len(),
            people: defined.iter().map(|sample| sample.n() as usize).sum(),
            variance: VarianceBetween::of(&defined, effects),
            agreement: AgreementSummary::over(&agreements, sheets),
            means,
        })
    }
}

impl VarianceBetween {
    fn of(groups: &[Sample], effects: Estimate<RandomEffects>) -> Self {
        let one_way = OneWay::of(groups);
        let size = GroupSize::Corrected;
        let confidence = Confidence::NINETY_FIVE;
        VarianceBetween {
            f: one_way.and_then(|one_way| one_way.f()),
            degrees: one_way.map(|one_way| one_way.degrees()),
            p: one_way.and_then(|one_way| one_way.p()),
            group_size: one_way.map(|one_way| one_way.group_size(size)),
            icc1: one_way.and_then(|one_way| one_way.icc1(size)),
            icc1_interval: one_way.and_then(|one_way| one_way.icc1_interval(size, confidence)),
            icc1_mean_size: one_way.and_then(|one_way| one_way.icc1(GroupSize::Mean)),
            icc2: one_way.and_then(|one_way| one_way.icc2()),
            icc2_interval: one_way.and_then(|one_way| one_way.icc2_interval(confidence)),
            reml: effects.map(|effects| Reml {
                mean: effects.mean,
                mean_standard_error: effects.mean_standard_error,
                between: effects.between,
                within: effects.within,
                icc: effects.icc(),
            }),
        }
    }
}

impl GroupMean {
    fn of(name: String, sample: Estimate<Sample>, effects: Estimate<RandomEffects>, agreement: GroupAgreement) -> Self {
        let confidence = Confidence::NINETY_FIVE;
        let shrunken = sample.and_then(|sample| Ok(effects?.shrink(&sample)));
        let interval = shrunken.map(|mean| mean.interval(confidence));
        GroupMean {
            name,
            n: sample.map_or(0, |sample| sample.n() as usize),
            mean: sample.map(|sample| sample.mean()),
            interval: sample.and_then(|sample| mean_interval(&sample, confidence)),
            shrunken: shrunken.map(|mean| mean.mean),
            shrunken_interval: interval,
            reliability: shrunken.map(|mean| mean.reliability),
            against_all: interval.and_then(|interval| Ok(AgainstAll::of(interval, effects?.mean))),
            agreement,
        }
    }
}

impl AgainstAll {
    fn of(interval: Interval, all: f64) -> Self {
        if interval.lower > all {
            AgainstAll::ClearlyAbove
        } else if interval.upper < all {
            AgainstAll::ClearlyBelow
        } else {
            AgainstAll::AboutTheSame
        }
    }
}
