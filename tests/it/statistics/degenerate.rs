//! Groups of one, unanimous groups, constant items and nobody at all: a figure or a reason.
//! Nothing in the room may answer NaN or infinity.

use std::sync::Arc;

use footing_core::statistics::agreement::{
    NullVariance, average_deviation_from_mean, average_deviation_from_median, average_deviation_limit, awg, awg_j,
    r_star_wg_j, rwg, rwg_j,
};
use footing_core::statistics::change::{PairedChange, ReliableChange, mcnemar};
use footing_core::statistics::comparison::{hedges_g, welch};
use footing_core::statistics::confidence::Confidence;
use footing_core::statistics::covariance::Covariance;
use footing_core::statistics::factor::OneFactor;
use footing_core::statistics::histogram::{Histogram, quantile};
use footing_core::statistics::icc::{GroupSize, OneWay};
use footing_core::statistics::interval::{Interval, mean_interval, wilson_interval};
use footing_core::statistics::multiplicity::{benjamini_hochberg, holm};
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::rank::{RankSums, signed_rank};
use footing_core::statistics::recount::recount;
use footing_core::statistics::reliability::{
    alpha, alpha_if_dropped, feldt_interval, item_rest_correlations, lambda_2, lambda_6, split_half,
    standard_error_of_measurement, standardised_alpha,
};
use footing_core::statistics::rows::{NotRows, Rows};
use footing_core::statistics::sample::Sample;
use footing_core::statistics::scale::{MISSING, NotAScale, Scale};
use footing_core::statistics::tally::{Shape, ShapeError, Tally, TallyError};
use footing_core::statistics::undefined::Undefined;

use super::data::{Answers, one_to_five, prorated_mean};

const C95: Confidence = Confidence::NINETY_FIVE;

fn sample(values: &[f64]) -> Sample {
    Sample::of(values).unwrap()
}

/// A distribution over the options of a five-point scale.
fn five_points(counts: &[u64; 5]) -> Histogram<'_> {
    Histogram::new(1, counts)
}

fn tally_of<const K: usize>(rows: &[[u8; K]]) -> Tally {
    let answers = Answers { scale: one_to_five(), items: K, cells: rows.concat() };
    answers.tally()
}

#[test]
fn nobody_has_no_figures() {
    assert_eq!(Sample::of(&[]), Err(Undefined::NoAnswers));
    let nobody = five_points(&[0; 5]);
    assert_eq!(nobody.sample(), Err(Undefined::NoAnswers));
    assert_eq!(nobody.median(), Err(Undefined::NoAnswers));
    assert_eq!(nobody.percentile_rank(3), Err(Undefined::NoAnswers));
    assert_eq!(quantile(&[], 0.5), Err(Undefined::NoAnswers));
    assert_eq!(wilson_interval(0, 0, C95), Err(Undefined::NoAnswers));
    let empty = tally_of::<3>(&[]);
    assert_eq!(empty.responses(), 0);
    assert_eq!(Covariance::listwise(empty.moments()), Err(Undefined::NoAnswers));
    assert_eq!(signed_rank(&[]), Err(Undefined::NoAnswers));
    assert_eq!(PairedChange::of(&[]), Err(Undefined::NoAnswers));
    assert_eq!(prorated_mean(&[MISSING; 4], 0), Err(Undefined::NoAnswers));
}

#[test]
fn one_person_has_a_mean_and_no_spread() {
    let one = sample(&[4.0]);
    assert_eq!(one.mean(), 4.0);
    assert_eq!(one.variance(), Err(Undefined::OnePerson));
    assert_eq!(one.standard_error(), Err(Undefined::OnePerson));
    assert_eq!(mean_interval(&one, C95), Err(Undefined::OnePerson));
    assert_eq!(welch(&one, &sample(&[1.0, 2.0])), Err(Undefined::OnePerson));
    let item = [0, 0, 0, 1, 0];
    let item = five_points(&item);
    let null = NullVariance::uniform(one_to_five());
    for figure in [
        rwg(item, null),
        rwg_j(&[item], null),
        r_star_wg_j(&[item], null),
        awg(item),
        awg_j(&[item]),
        average_deviation_from_mean(&[item]),
        average_deviation_from_median(&[item]),
    ] {
        assert_eq!(figure, Err(Undefined::OnePerson));
    }
    assert_eq!(Covariance::listwise(tally_of(&[[1, 2, 3]]).moments()), Err(Undefined::OnePerson));
    let change = PairedChange::of(&[(1.0, 2.0)]).unwrap();
    assert_eq!(change.mean(), 1.0);
    assert_eq!(change.t(), Err(Undefined::OnePerson));
}

#[test]
fn unanimous_teams_agree_and_cannot_be_compared() {
    let item = [0, 0, 0, 5, 0];
    let item = five_points(&item);
    let null = NullVariance::uniform(one_to_five());
    assert_eq!(rwg(item, null), Ok(1.0));
    assert_eq!(rwg_j(&[item; 14], null), Ok(1.0));
    assert_eq!(average_deviation_from_mean(&[item; 14]), Ok(0.0));
    let team = sample(&[4.0; 5]);
    let interval = mean_interval(&team, C95).unwrap();
    assert_eq!((interval.lower, interval.upper), (4.0, 4.0));
    let other = sample(&[3.0; 5]);
    assert_eq!(welch(&team, &other), Err(Undefined::NoVariance));
    assert_eq!(hedges_g(&team, &other), Err(Undefined::NoVariance));
    let varied = sample(&[1.0, 2.0, 3.0]);
    assert!(welch(&team, &varied).unwrap().p < 1.0);
    let same = RankSums::of_values(&[&[4.0; 5], &[4.0; 3]]).unwrap();
    assert_eq!(same.mann_whitney(), Err(Undefined::NoVariance));
    assert_eq!(same.kruskal_wallis(), Err(Undefined::NoVariance));
    assert_eq!(same.cliffs_delta(), Ok(0.0));
}

#[test]
fn a_unanimous_team_among_others_does_not_spoil_the_analysis_of_variance() {
    let groups = [sample(&[4.0; 5]), sample(&[1.0, 2.0, 3.0]), sample(&[5.0])];
    let one_way = OneWay::of(&groups).unwrap();
    assert!(one_way.p().unwrap() < 1.0);
    let model = RandomEffects::fit(&groups).unwrap();
    let shrunken = model.shrink(&groups[0]);
    assert!(shrunken.interval(C95).half_width() > 0.0);
}

#[test]
fn maximal_dissent_gives_no_agreement_rather_than_a_negative_one() {
    let item = [5, 0, 0, 0, 5];
    let item = five_points(&item);
    let null = NullVariance::uniform(one_to_five());
    assert_eq!(rwg(item, null), Ok(0.0));
    assert_eq!(rwg_j(&[item; 3], null), Ok(0.0));
    assert!(r_star_wg_j(&[item; 3], null).unwrap() < 0.0);
    assert!((awg(item).unwrap() + 1.0).abs() < 1e-12);
    assert_eq!(average_deviation_from_median(&[item]), Ok(2.0));
    assert!((average_deviation_limit(one_to_five()) - 5.0 / 6.0).abs() < 1e-15);
}

#[test]
fn awg_needs_room_for_dissent() {
    let almost_at_the_end = [0, 0, 0, 1, 4];
    assert_eq!(awg(five_points(&almost_at_the_end)), Err(Undefined::MeanTooExtreme));
    let at_the_end = [0, 0, 0, 0, 5];
    assert_eq!(awg(five_points(&at_the_end)), Ok(1.0));
    let counts = [0, 1, 2, 1, 1];
    let items = [five_points(&almost_at_the_end), five_points(&counts)];
    assert_eq!(awg_j(&items), awg(items[1]));
    assert_eq!(awg_j(&items[..1]), Err(Undefined::MeanTooExtreme));
    assert_eq!(awg_j(&[]), Err(Undefined::TooFewItems));
}

#[test]
fn the_skewed_null_is_known_for_five_options_only() {
    let seven = Scale::new(1, 7).unwrap();
    assert_eq!(NullVariance::slight_skew(seven), Err(Undefined::NoNullForScale));
    assert_eq!(NullVariance::of(&[0.5, 0.6]), Err(Undefined::NotAProportion));
    assert_eq!(NullVariance::of(&[0.0, 1.0]), Err(Undefined::NoVariance));
    let (five, four) = ([1, 1, 1, 1, 1], [1, 1, 1, 1]);
    let mixed = [five_points(&five), Histogram::new(1, &four)];
    assert_eq!(rwg_j(&mixed, NullVariance::uniform(seven)), Err(Undefined::MixedScales));
}

#[test]
fn no_difference_between_groups_gives_a_negative_icc_and_tau_0() {
    let groups = vec![sample(&[1.0, 2.0, 3.0, 4.0, 5.0]); 40];
    let one_way = OneWay::of(&groups).unwrap();
    assert_eq!(one_way.icc1(GroupSize::Mean), Ok(-0.25));
    assert_eq!(one_way.icc2(), Err(Undefined::NoVarianceBetween));
    assert_eq!(one_way.icc2_interval(C95), Err(Undefined::NoVarianceBetween));
    let model = RandomEffects::fit(&groups).unwrap();
    assert_eq!(model.between, 0.0);
    let shrunken = model.shrink(&sample(&[5.0, 5.0]));
    assert_eq!(shrunken.mean, 3.0);
    assert_eq!(shrunken.conditional_interval(C95).half_width(), 0.0);
    assert!(shrunken.interval(C95).half_width() > 0.1);
}

#[test]
fn variance_components_need_two_groups_and_two_members() {
    let pair = sample(&[1.0, 2.0]);
    let one = sample(&[3.0]);
    assert_eq!(OneWay::of(&[pair]), Err(Undefined::TooFewGroups));
    assert_eq!(RandomEffects::fit(&[]), Err(Undefined::TooFewGroups));
    assert_eq!(OneWay::of(&[one, sample(&[4.0])]), Err(Undefined::OnePersonPerGroup));
    let unanimous = [sample(&[1.0; 3]), sample(&[2.0; 3])];
    assert_eq!(RandomEffects::fit(&unanimous), Err(Undefined::NoVarianceWithin));
    let one_way = OneWay::of(&unanimous).unwrap();
    assert_eq!(one_way.f(), Err(Undefined::NoVarianceWithin));
    assert_eq!(one_way.icc1(GroupSize::Mean), Ok(1.0));
    let same = [sample(&[1.0; 3]), sample(&[1.0; 3])];
    assert_eq!(OneWay::of(&same).unwrap().icc1(GroupSize::Mean), Err(Undefined::NoVariance));
}

#[test]
fn coefficients_of_items_that_do_not_vary_are_undefined() {
    let tally = tally_of(&[[3, 3, 3], [3, 3, 3], [3, 3, 3]]);
    let covariance = Covariance::listwise(tally.moments()).unwrap();
    let no_variance = Err(Undefined::NoVariance);
    assert_eq!(alpha(&covariance), no_variance);
    assert_eq!(standardised_alpha(&covariance), no_variance);
    assert_eq!(lambda_2(&covariance), no_variance);
    assert_eq!(lambda_6(&covariance), no_variance);
    assert_eq!(alpha_if_dropped(&covariance), vec![no_variance; 3]);
    assert_eq!(item_rest_correlations(&covariance), vec![no_variance; 3]);
    assert_eq!(split_half(&covariance), Err(Undefined::NoVariance));
    assert_eq!(OneFactor::fit(&covariance), Err(Undefined::NoVariance));
    let cancelling = tally_of(&[[1, 5], [2, 4], [4, 2]]);
    let covariance = Covariance::listwise(cancelling.moments()).unwrap();
    assert_eq!(alpha(&covariance), no_variance);
    assert_eq!(split_half(&covariance), Err(Undefined::NoVariance));
}

#[test]
fn coefficients_need_two_items_and_omega_three() {
    let covariance = |items: &[usize]| {
        let tally = tally_of(&[[1, 2, 1], [2, 2, 3], [5, 3, 4], [3, 5, 4]]);
        Covariance::listwise(tally.moments()).unwrap().select(items)
    };
    let too_few = Err(Undefined::TooFewItems);
    assert_eq!(alpha(&covariance(&[0])), too_few);
    assert_eq!(alpha_if_dropped(&covariance(&[0, 1])), vec![too_few; 2]);
    assert_eq!(split_half(&covariance(&[1])), Err(Undefined::TooFewItems));
    assert_eq!(OneFactor::fit(&covariance(&[0, 1])), Err(Undefined::TooFewItems));
    assert_eq!(feldt_interval(0.8, 100, 1, C95), Err(Undefined::TooFewItems));
    assert_eq!(feldt_interval(0.8, 1, 14, C95), Err(Undefined::OnePerson));
}

#[test]
fn the_feldt_interval_of_few_people_reaches_below_zero() {
    let interval = feldt_interval(0.176_265_527_569_107, 27, 10, C95).unwrap();
    assert!(interval.lower < 0.0);
}

#[test]
fn there_is_no_reliable_change_without_reliability() {
    for reliability in [-0.4, 0.0, 1.0, 1.2, f64::NAN] {
        assert_eq!(ReliableChange::new(1.0, reliability), Err(Undefined::ReliabilityOutOfRange));
    }
    assert_eq!(ReliableChange::new(0.0, 0.8), Err(Undefined::NoVariance));
    assert!(standard_error_of_measurement(1.0, -3.0).unwrap() > 1.0);
    assert_eq!(standard_error_of_measurement(1.0, 1.1), Err(Undefined::ReliabilityOutOfRange));
}

#[test]
fn everybody_changing_alike_has_a_mean_change_and_no_t() {
    let change = PairedChange::of(&[(1.0, 2.0), (2.0, 3.0), (4.0, 5.0)]).unwrap();
    assert_eq!(change.t(), Err(Undefined::NoVariance));
    assert_eq!(change.p(), Err(Undefined::NoVariance));
    assert_eq!(change.dz(), Err(Undefined::NoVariance));
    assert!(change.dav().unwrap() > 0.0);
    assert_eq!(signed_rank(&[0.0, 0.0]), Err(Undefined::NoChange));
    assert_eq!(signed_rank(&[f64::NAN]), Err(Undefined::NotFinite));
    assert_eq!(mcnemar(0, 0), Err(Undefined::NoChange));
    assert_eq!(mcnemar(3, 3).unwrap().p_exact, 1.0);
}

#[test]
fn wilson_limits_are_exactly_0_and_1_at_the_ends() {
    for n in 1..200 {
        assert_eq!(wilson_interval(0, n, C95).unwrap().lower, 0.0);
        assert_eq!(wilson_interval(n, n, C95).unwrap().upper, 1.0);
        for x in 0..=n {
            let Interval { lower, upper } = wilson_interval(x, n, C95).unwrap();
            assert!(0.0 <= lower && lower < upper && upper <= 1.0);
        }
    }
    assert_eq!(wilson_interval(6, 5, C95), Err(Undefined::NotAProportion));
}

#[test]
fn undefined_tests_keep_their_reason_and_do_not_count() {
    let p = [Ok(0.01), Err(Undefined::OnePerson), Ok(0.04), Ok(f64::NAN)];
    assert_eq!(holm(&p), [Ok(0.02), Err(Undefined::OnePerson), Ok(0.04), Err(Undefined::NotAProportion)]);
    assert_eq!(benjamini_hochberg(&p)[0], Ok(0.02));
    assert_eq!(benjamini_hochberg(&[Ok(0.5), Ok(0.5)]), [Ok(0.5), Ok(0.5)]);
    assert_eq!(holm(&[]), []);
}

#[test]
fn values_that_are_not_numbers_are_refused() {
    for bad in [f64::NAN, f64::INFINITY] {
        assert_eq!(Sample::of(&[1.0, bad]), Err(Undefined::NotFinite));
        assert_eq!(quantile(&[1.0, bad], 0.5), Err(Undefined::NotFinite));
        assert_eq!(RankSums::of_values(&[&[1.0], &[bad]]), Err(Undefined::NotFinite));
    }
    assert_eq!(quantile(&[1.0], 1.5), Err(Undefined::NotAProportion));
    assert_eq!(Confidence::new(1.0), None);
    assert_eq!(Confidence::new(f64::NAN), None);
}

#[test]
fn rank_tests_need_members_in_every_group() {
    let ranks = RankSums::of_values(&[&[1.0, 2.0], &[]]).unwrap();
    assert_eq!(ranks.mann_whitney(), Err(Undefined::NoAnswers));
    assert_eq!(ranks.kruskal_wallis(), Err(Undefined::NoAnswers));
    let three = RankSums::of_values(&[&[1.0], &[2.0], &[3.0]]).unwrap();
    assert_eq!(three.mann_whitney(), Err(Undefined::NotTwoGroups));
    assert!(three.kruskal_wallis().unwrap().p > 0.0);
    let one = RankSums::of_values(&[&[1.0]]).unwrap();
    assert_eq!(one.kruskal_wallis(), Err(Undefined::TooFewGroups));
    assert_eq!(RankSums::of_histograms(&[]).kruskal_wallis(), Err(Undefined::TooFewGroups));
}

#[test]
fn ranks_of_counts_are_the_ranks_of_the_values() {
    let (first, second) = ([2, 0, 1, 3, 0], [0, 4, 1]);
    let counted = RankSums::of_histograms(&[Histogram::new(1, &first), Histogram::new(3, &second)]);
    let values = RankSums::of_values(&[&[1.0, 1.0, 3.0, 4.0, 4.0, 4.0], &[4.0, 4.0, 4.0, 4.0, 5.0]]);
    assert_eq!(Ok(counted), values);
}

#[test]
fn scales_rows_and_shapes_are_checked_once() {
    assert_eq!(Scale::new(5, 5), Err(NotAScale { lowest: 5, highest: 5 }));
    assert!(Scale::new(0, MISSING).is_err());
    assert_eq!(Rows::new(3, &[1, 2]).unwrap_err(), NotRows { items: 3, cells: 2 });
    assert!(Rows::new(0, &[]).is_err());
    let scales = [one_to_five(); 2];
    assert_eq!(Shape::new(&[], &[]), Err(ShapeError::NoItems));
    assert_eq!(Shape::new(&scales, &[vec![]]), Err(ShapeError::EmptyDimension { dimension: 0 }));
    for items in [vec![0, 2], vec![1, 1]] {
        let item = items[1];
        assert_eq!(Shape::new(&scales, &[items]), Err(ShapeError::ItemOfDimension { dimension: 0, item }));
    }
}

#[test]
fn a_tally_refuses_what_does_not_fit_and_stays_as_it_was() {
    let shape = Arc::new(Shape::new(&[one_to_five(); 2], &[]).unwrap());
    let other = Arc::new(Shape::new(&[one_to_five(); 3], &[]).unwrap());
    let mut tally = Tally::of_row(Arc::clone(&shape), &[1, MISSING]).unwrap();
    let before = tally.clone();
    assert_eq!(tally.add(&[1, 6]), Err(TallyError::NotOnScale { row: 0, item: 1, value: 6 }));
    assert_eq!(tally.add(&[1]), Err(TallyError::DifferentShape));
    assert_eq!(tally.merge(&Tally::empty(Arc::clone(&other))), Err(TallyError::DifferentShape));
    let never = Tally::of_row(Arc::clone(&shape), &[2, MISSING]).unwrap();
    assert_eq!(tally.subtract(&never), Err(TallyError::NeverCounted));
    assert_eq!(tally, before);

    let cells = [1, 2, 3, 4];
    let rows = Rows::new(2, &cells).unwrap();
    assert_eq!(recount(&shape, rows, &[0, 7], 2), Err(TallyError::NoSuchGroup { row: 1, group: 7 }));
    assert_eq!(recount(&shape, rows, &[0], 2), Err(TallyError::DifferentShape));
}

#[test]
fn too_few_answers_are_not_prorated() {
    let answers = [4, MISSING, 5, 3, MISSING];
    assert_eq!(prorated_mean(&answers, 3), Ok(4.0));
    assert_eq!(prorated_mean(&answers, 4), Err(Undefined::TooFewAnswers));
}

#[test]
fn reversing_keeps_answers_on_their_scale_and_missing_ones_missing() {
    let scale = Scale::new(1, 6).unwrap();
    let reversed = [1, 2, 6, MISSING, 0, 7].map(|value| scale.reversed(value));
    assert_eq!(reversed, [Some(6), Some(5), Some(1), Some(MISSING), None, None]);
}

#[test]
fn a_change_is_clear_only_if_its_interval_leaves_out_zero() {
    let interval = |pairs: &[(f64, f64)]| {
        let change = PairedChange::of(pairs).unwrap();
        change.interval(C95).unwrap()
    };
    assert!(interval(&[(1.0, 2.0), (2.0, 1.5), (3.0, 3.5)]).contains(0.0));
    assert!(!interval(&[(1.0, 3.0), (2.0, 3.9), (3.0, 5.1)]).contains(0.0));
}
