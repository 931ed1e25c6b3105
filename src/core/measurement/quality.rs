//! How well a set of items measures: reliability of their score, and each item in it.

use serde::Serialize;

use crate::statistics::change::ReliableChange;
use crate::statistics::confidence::Confidence;
use crate::statistics::covariance::Covariance;
use crate::statistics::factor::OneFactor;
use crate::statistics::interval::Interval;
use crate::statistics::reliability::{
    SplitHalf, alpha, alpha_if_dropped, feldt_interval, item_rest_correlations, lambda_2, lambda_6, split_half,
    standard_error_of_measurement, standardised_alpha,
};
use crate::statistics::scale::Scale;
use crate::statistics::tally::Tally;
use crate::statistics::undefined::{Estimate, Undefined};
use crate::survey::CodedItem;

/// Reliability of a score over people who answered every item (listwise), from the covariances of the items.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// People who answered every item of the measure.
    pub n: u64,
    /// Cronbach's alpha (1951) of the raw scores.
    pub alpha: Estimate,
    /// Feldt's interval, 95 %.
    pub alpha_interval: Estimate<Interval>,
    /// Alpha of items brought to equal variance.
    pub standardised_alpha: Estimate,
    /// Omega total of one factor, by maximum likelihood.
    pub omega_total: Estimate,
    /// Whether some items load against the one factor.
    pub mixed_signs: Estimate<bool>,
    /// Guttman's λ₂ (1945).
    pub lambda_2: Estimate,
    /// Guttman's λ₆ (1945), from squared multiple correlations.
    pub lambda_6: Estimate,
    /// Odd against even items.
    pub split_half: Estimate<SplitHalf>,
    /// Of one person's score, in the measure's unit, from alpha.
    pub standard_error_of_measurement: Estimate,
    /// The smallest change of one person's score that is more than measurement error, 95 %, in the measure's unit.
    pub smallest_reliable_change: Estimate,
}

impl Quality {
    /// Undefined as a whole for items on different scales, whose values cannot be added up.
    pub(super) fn of(tally: &Tally, common_scale: Estimate<Scale>) -> Self {
        let moments = tally.moments();
        let covariance = common_scale.and_then(|_| Covariance::listwise(moments));
        let on = |figure: fn(&Covariance) -> Estimate| covariance.as_ref().map_err(|reason| *reason).and_then(figure);
        let factor = covariance.as_ref().map_err(|reason| *reason).and_then(OneFactor::fit);
        let alpha = on(alpha);
        let items = moments.items();
        let mean_score = || moments.total()?.divided_by(u32::try_from(items).map_err(|_| Undefined::NotFinite)?);
        let deviation = || common_scale.and_then(|_| mean_score())?.standard_deviation();
        Quality {
            n: moments.n(),
            alpha,
            alpha_interval: alpha.and_then(|a| feldt_interval(a, moments.n(), items, Confidence::NINETY_FIVE)),
            standardised_alpha: on(standardised_alpha),
            omega_total: factor.as_ref().map(OneFactor::omega_total).map_err(|reason| *reason),
            mixed_signs: factor.as_ref().map(OneFactor::has_mixed_signs).map_err(|reason| *reason),
            lambda_2: on(lambda_2),
            lambda_6: on(lambda_6),
            split_half: covariance.as_ref().map_err(|reason| *reason).and_then(split_half),
            standard_error_of_measurement: alpha.and_then(|a| standard_error_of_measurement(deviation()?, a)),
            smallest_reliable_change: alpha
                .and_then(|a| Ok(ReliableChange::new(deviation()?, a)?.smallest(Confidence::NINETY_FIVE))),
        }
    }
}

/// One item within its measure, its answers in the direction of the dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemFigures {
    /// Its column in the table.
    pub column: String,
    /// Its answers were turned round before.
    pub reversed: bool,
    /// People who answered it.
    pub n: u64,
    /// People who left it out.
    pub missing: u64,
    /// Of those who answered it, turned round where it is reversed.
    pub mean: Estimate,
    /// With divisor n − 1.
    pub standard_deviation: Estimate,
    /// Share of answers at the lowest end of the scale, 0 to 1.
    pub at_lowest: Estimate,
    /// Share of answers at the highest end of the scale, 0 to 1.
    pub at_highest: Estimate,
    /// Correlation with the sum of the other items, over people who answered all.
    pub item_rest: Estimate,
    /// Alpha of the other items.
    pub alpha_without: Estimate,
}

impl ItemFigures {
    pub(super) fn of(items: &[&CodedItem], tally: &Tally, common_scale: Estimate<Scale>) -> Vec<Self> {
        let covariance = common_scale.and_then(|_| Covariance::listwise(tally.moments()));
        let of_each = |figures: fn(&Covariance) -> Vec<Estimate>| match &covariance {
            Ok(covariance) => figures(covariance),
            Err(reason) => vec![Err(*reason); items.len()],
        };
        let item_rest = of_each(item_rest_correlations);
        let alpha_without = of_each(alpha_if_dropped);
        let figures = |(index, item): (usize, &&CodedItem)| {
            let answers = tally.item(index);
            let n = answers.n();
            let sample = answers.sample();
            let share = |value: u8| {
                if n == 0 { Err(Undefined::NoAnswers) } else { Ok(answers.count(value.into()) as f64 / n as f64) }
            };
            ItemFigures {
                column: item.column.clone(),
                reversed: item.reversed,
                n,
                missing: tally.missing(index),
                mean: sample.map(|sample| sample.mean()),
                standard_deviation: sample.and_then(|sample| sample.standard_deviation()),
                at_lowest: share(item.lowest),
                at_highest: share(item.highest),
                item_rest: item_rest[index],
                alpha_without: alpha_without[index],
            }
        };
        items.iter().enumerate().map(figures).collect()
    }
}
