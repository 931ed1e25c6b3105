//! Laws that hold for any answers: the group law, and agreement with naive two-pass arithmetic.

use std::sync::Arc;

use footing_core::statistics::agreement::{
    NullVariance, average_deviation_from_mean, average_deviation_from_median, awg_j, r_star_wg_j, rwg, rwg_j,
};
use footing_core::statistics::comparison::{hedges_g, welch};
use footing_core::statistics::confidence::Confidence;
use footing_core::statistics::covariance::Covariance;
use footing_core::statistics::factor::OneFactor;
use footing_core::statistics::histogram::Histogram;
use footing_core::statistics::icc::{GroupSize, OneWay};
use footing_core::statistics::interval::{Interval, mean_interval, wilson_interval};
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::rank::RankSums;
use footing_core::statistics::recount::recount;
use footing_core::statistics::reliability::{
    alpha, alpha_if_dropped, feldt_interval, item_rest_correlations, lambda_2, lambda_6, split_half, standardised_alpha,
};
use footing_core::statistics::rows::Rows;
use footing_core::statistics::sample::Sample;
use footing_core::statistics::scale::{MISSING, Scale};
use footing_core::statistics::tally::{Shape, Tally, TallyError};
use footing_core::statistics::undefined::Estimate;
use proptest::prelude::*;

const ITEMS: usize = 5;

/// Items on different scales, and dimensions that overlap and leave an item out.
fn shape() -> Arc<Shape> {
    let scale = |lowest, highest| Scale::new(lowest, highest).unwrap();
    let scales = [scale(1, 5), scale(1, 5), scale(0, 4), scale(1, 7), scale(0, 254)];
    Arc::new(Shape::new(&scales, &[vec![0, 1, 2], vec![2, 4]]).unwrap())
}

fn answer(scale: Scale) -> impl Strategy<Value = u8> {
    prop_oneof![
        9 => scale.lowest()..=scale.highest(),
        1 => Just(MISSING),
    ]
}

fn row() -> impl Strategy<Value = Vec<u8>> {
    let shape = shape();
    (0..ITEMS).map(|item| answer(shape.scale(item))).collect::<Vec<_>>()
}

fn rows(most: usize) -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::vec(row(), 0..most)
}

fn tally(rows: &[Vec<u8>]) -> Tally {
    let mut tally = Tally::empty(shape());
    for row in rows {
        tally.add(row).unwrap();
    }
    tally
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

/// The values of one item, as floats, from complete rows.
fn values(rows: &[Vec<u8>], item: usize) -> Vec<f64> {
    let complete = rows.iter().filter(|row| !row.contains(&MISSING));
    complete.map(|row| f64::from(row[item])).collect()
}

fn naive_covariance(x: &[f64], y: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let products = x.iter().zip(y).map(|(x, y)| (x - mean_x) * (y - mean_y));
    products.sum::<f64>() / (x.len() as f64 - 1.0)
}

proptest! {
    #[test]
    fn merging_in_any_order_and_split_gives_identical_integers(
        (rows, shuffled) in rows(60).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        cut in any::<prop::sample::Index>(),
    ) {
        let cut = cut.index(rows.len() + 1);
        let (head, tail) = shuffled.split_at(cut);
        let mut one_way = tally(head);
        one_way.merge(&tally(tail)).unwrap();
        let mut other_way = tally(tail);
        other_way.merge(&tally(head)).unwrap();
        prop_assert_eq!(&one_way, &tally(&rows));
        prop_assert_eq!(&one_way, &other_way);
    }

    #[test]
    fn adding_and_then_subtracting_is_the_identity(first in rows(30), second in rows(30)) {
        let mut both = tally(&first);
        both.merge(&tally(&second)).unwrap();
        both.subtract(&tally(&first)).unwrap();
        prop_assert_eq!(&both, &tally(&second));
        for row in &second {
            both.subtract(&tally(std::slice::from_ref(row))).unwrap();
        }
        prop_assert_eq!(both, Tally::empty(shape()));
    }

    #[test]
    fn the_empty_tally_is_the_identity(rows in rows(30)) {
        let mut counted = tally(&rows);
        counted.merge(&Tally::empty(shape())).unwrap();
        counted.subtract(&Tally::empty(shape())).unwrap();
        prop_assert_eq!(counted, tally(&rows));
    }

    #[test]
    fn what_was_never_counted_cannot_be_taken_away(rows in rows(20), other in row()) {
        let mut counted = tally(&rows);
        let present = rows.contains(&other);
        let removed = counted.subtract(&tally(&[other]));
        if present {
            prop_assert_eq!(removed, Ok(()));
        } else if removed.is_err() {
            prop_assert_eq!(removed, Err(TallyError::NeverCounted));
            prop_assert_eq!(counted, tally(&rows));
        }
    }

    #[test]
    fn a_recount_gives_the_integers_of_adding_row_by_row(
        rows in rows(700),
        seed in any::<u32>(),
        groups in 1_u32..6,
    ) {
        let group_of_row: Vec<u32> = (0..rows.len() as u32)
            .map(|row| row.wrapping_mul(seed | 1).rotate_left(7) % groups)
            .collect();
        let cells = rows.concat();
        let counted = recount(
            &shape(),
            Rows::new(ITEMS, &cells).unwrap(),
            &group_of_row,
            groups as usize,
        ).unwrap();
        for (group, counted) in counted.iter().enumerate() {
            let members = rows.iter().zip(&group_of_row);
            let members: Vec<Vec<u8>> = members
                .filter(|(_, of)| **of as usize == group)
                .map(|(row, _)| row.clone())
                .collect();
            prop_assert_eq!(counted, &tally(&members));
        }
    }

    #[test]
    fn a_recount_names_the_cell_that_is_not_on_its_scale(
        rows in rows(600).prop_filter("some rows", |rows| !rows.is_empty()),
        bad in any::<prop::sample::Index>(),
    ) {
        let mut rows = rows;
        let row = bad.index(rows.len());
        rows[row][3] = 8;
        let cells = rows.concat();
        let groups: Vec<u32> = (0..rows.len() as u32).map(|row| row % 3).collect();
        let counted = recount(&shape(), Rows::new(ITEMS, &cells).unwrap(), &groups, 3);
        prop_assert_eq!(counted, Err(TallyError::NotOnScale { row, item: 3, value: 8 }));
    }

    #[test]
    fn item_figures_equal_a_naive_two_pass_computation(rows in rows(60), item in 0..ITEMS) {
        let counted = tally(&rows);
        let answers = rows.iter().map(|row| row[item]).filter(|&value| value != MISSING);
        let answers: Vec<f64> = answers.map(f64::from).collect();
        let (derived, naive) = (counted.item(item).sample(), Sample::of(&answers));
        prop_assert_eq!(derived.is_ok(), naive.is_ok());
        if let (Ok(derived), Ok(naive)) = (derived, naive) {
            prop_assert_eq!(derived.n(), naive.n());
            prop_assert!(close(derived.mean(), naive.mean()));
            prop_assert!(close(derived.squares(), naive.squares()));
        }
        prop_assert_eq!(counted.missing(item) + counted.item(item).n(), rows.len() as u64);
        prop_assert_eq!(counted.responses(), rows.len() as u64);
    }

    #[test]
    fn covariances_equal_a_naive_two_pass_computation(rows in rows(60)) {
        let counted = tally(&rows);
        let complete = values(&rows, 0).len();
        match Covariance::listwise(counted.moments()) {
            Err(_) => prop_assert!(complete < 2),
            Ok(covariance) => {
                for a in 0..ITEMS {
                    for b in 0..ITEMS {
                        let naive = naive_covariance(&values(&rows, a), &values(&rows, b));
                        prop_assert!(close(covariance.get(a, b), naive));
                    }
                }
            }
        }
    }

    #[test]
    fn alpha_equals_a_naive_two_pass_computation(rows in rows(60)) {
        if let Ok(covariance) = Covariance::listwise(tally(&rows).moments()) {
            let items: Vec<Vec<f64>> = (0..ITEMS).map(|item| values(&rows, item)).collect();
            let totals: Vec<f64> = (0..items[0].len())
                .map(|row| items.iter().map(|item| item[row]).sum())
                .collect();
            let trace: f64 = items.iter().map(|item| naive_covariance(item, item)).sum();
            let total = naive_covariance(&totals, &totals);
            if let Ok(alpha) = alpha(&covariance) {
                prop_assert!(close(alpha, 1.25 * (1.0 - trace / total)));
            } else {
                prop_assert!(total < 1e-9);
            }
        }
    }

    #[test]
    fn pairwise_covariances_of_complete_rows_are_the_listwise_ones(rows in rows(40)) {
        let complete: Vec<Vec<u8>> = rows.into_iter().filter(|row| !row.contains(&MISSING)).collect();
        let cells = complete.concat();
        let pairwise = Covariance::pairwise(Rows::new(ITEMS, &cells).unwrap());
        prop_assert_eq!(pairwise, Covariance::listwise(tally(&complete).moments()));
    }

    #[test]
    fn coefficients_do_not_depend_on_the_order_of_the_items(rows in rows(40)) {
        if let Ok(covariance) = Covariance::listwise(tally(&rows).moments()) {
            let turned = covariance.select(&[4, 2, 0, 3, 1]);
            for coefficient in [alpha, standardised_alpha, lambda_2] {
                let (a, b) = (coefficient(&covariance), coefficient(&turned));
                prop_assert_eq!(a.is_ok(), b.is_ok());
                prop_assert!(a.ok().zip(b.ok()).is_none_or(|(a, b)| close(a, b)));
            }
        }
    }

    #[test]
    fn dimension_scores_come_from_everybody_who_answered_the_dimension(rows in rows(60)) {
        let counted = tally(&rows);
        for (dimension, items) in [vec![0, 1, 2], vec![2, 4]].iter().enumerate() {
            let answered = rows.iter().filter(|row| items.iter().all(|&item| row[item] != MISSING));
            let sums: Vec<f64> = answered
                .map(|row| items.iter().map(|&item| f64::from(row[item])).sum())
                .collect();
            let derived = counted.dimension(dimension).sample();
            let naive = Sample::of(&sums);
            prop_assert_eq!(derived.is_ok(), naive.is_ok());
            if let (Ok(derived), Ok(naive)) = (derived, naive) {
                prop_assert!(close(derived.mean(), naive.mean()));
                prop_assert!(close(derived.squares(), naive.squares()));
            }
        }
    }

    #[test]
    fn every_figure_is_finite_or_has_a_reason(
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![1..=3_u8, Just(MISSING)], 4), 0..14),
        groups in 1_usize..5,
    ) {
        let scales = [Scale::new(1, 3).unwrap(); 4];
        let shape = Arc::new(Shape::new(&scales, &[vec![0, 1, 2, 3]]).unwrap());
        let mut tallies = vec![Tally::empty(Arc::clone(&shape)); groups];
        for (row, answers) in rows.iter().enumerate() {
            tallies[row % groups].add(answers).unwrap();
        }
        let figures = figures(&tallies);
        prop_assert!(figures.iter().flatten().all(|figure| figure.is_finite()), "{:?}", figures);
    }
}

/// Everything that can be computed from the tallies of some groups.
fn figures(tallies: &[Tally]) -> Vec<Estimate> {
    let confidence = Confidence::NINETY_FIVE;
    let null = NullVariance::uniform(tallies[0].shape().scale(0));
    let mut everyone = Tally::empty(Arc::clone(tallies[0].shape()));
    let mut figures: Vec<Estimate> = Vec::new();
    let ends = |interval: Estimate<Interval>| [interval.map(|ends| ends.lower), interval.map(|ends| ends.upper)];
    for tally in tallies {
        everyone.merge(tally).unwrap();
        let items: Vec<Histogram> = (0..4).map(|item| tally.item(item)).collect();
        figures.extend([
            rwg(items[0], null),
            rwg_j(&items, null),
            r_star_wg_j(&items, null),
            awg_j(&items),
            average_deviation_from_mean(&items),
            average_deviation_from_median(&items),
            items[0].percentile_rank(2),
            items[0].quantile(0.9),
        ]);
        figures.extend(ends(items[0].sample().and_then(|sample| mean_interval(&sample, confidence))));
        figures.extend(ends(wilson_interval(items[0].at_least(3), items[0].n(), confidence)));
    }

    if let Ok(covariance) = Covariance::listwise(everyone.moments()) {
        figures.extend([
            alpha(&covariance),
            standardised_alpha(&covariance),
            lambda_2(&covariance),
            lambda_6(&covariance),
            OneFactor::fit(&covariance).map(|fit| fit.omega_total()),
            split_half(&covariance).map(|halves| halves.correlation),
            split_half(&covariance).map(|halves| halves.spearman_brown),
            split_half(&covariance).map(|halves| halves.guttman_rulon),
            split_half(&covariance).map(|halves| halves.horst),
        ]);
        figures.extend(alpha_if_dropped(&covariance));
        figures.extend(item_rest_correlations(&covariance));
        if let Ok(alpha) = alpha(&covariance) {
            figures.extend(ends(feldt_interval(alpha, covariance.n(), 4, confidence)));
        }
    }

    let histograms: Vec<Histogram> = tallies.iter().map(|tally| tally.dimension(0)).collect();
    let ranks = RankSums::of_histograms(&histograms);
    figures.extend([
        ranks.mann_whitney().map(|test| test.p),
        ranks.cliffs_delta(),
        ranks.kruskal_wallis().map(|test| test.h),
        ranks.kruskal_wallis().map(|test| test.p),
    ]);
    let groups: Vec<Sample> = histograms.iter().filter_map(|scores| scores.sample().ok()).collect();
    if let [first, second, ..] = groups[..] {
        figures.extend([
            welch(&first, &second).map(|test| test.p),
            welch(&first, &second).map(|test| test.interval(confidence).upper),
            hedges_g(&first, &second).map(|size| size.normal_interval(confidence).lower),
        ]);
    }
    if let Ok(one_way) = OneWay::of(&groups) {
        for size in [GroupSize::Mean, GroupSize::Corrected] {
            figures.push(one_way.icc1(size));
            figures.extend(ends(one_way.icc1_interval(size, confidence)));
        }
        figures.extend([one_way.f(), one_way.p(), one_way.icc2()]);
        figures.extend(ends(one_way.icc2_interval(confidence)));
    }
    if let Ok(model) = RandomEffects::fit(&groups) {
        figures.extend([Ok(model.icc()), Ok(model.criterion), Ok(model.mean_standard_error)]);
        for group in &groups {
            let shrunken = model.shrink(group);
            figures.extend([Ok(shrunken.mean), Ok(shrunken.reliability)]);
            figures.extend(ends(Ok(shrunken.interval(confidence))));
        }
    }
    figures
}
