//! Faults planted on purpose: each gives a figure that the oracle's tolerance refuses.
//! They show that the oracle tests can fail.

use footing_core::statistics::agreement::{NullVariance, average_deviation_from_mean, rwg_j};
use footing_core::statistics::covariance::Covariance;
use footing_core::statistics::factor::OneFactor;
use footing_core::statistics::histogram::Histogram;
use footing_core::statistics::icc::{GroupSize, OneWay};
use footing_core::statistics::multiplicity::benjamini_hochberg;
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::rank::RankSums;
use footing_core::statistics::reliability::{alpha, item_rest_correlations};
use footing_core::statistics::sample::Sample;
use footing_core::statistics::scale::Scale;
use footing_core::statistics::tally::Tally;

use super::data::{Answers, DataSet, expected, list, lq2002, number, one_to_five};

/// A figure is refused if it is further from R's than the tolerance allows.
fn is_refused(figure: f64, r: f64, tolerance: f64) -> bool {
    (figure - r).abs() > tolerance * r.abs().max(1.0)
}

/// The mean item value of each member, by team.
fn team_means(file: &str) -> Vec<Sample> {
    let (answers, teams) = lq2002(file);
    let tallies = answers.tallies_by(&teams);
    let mean = |tally: &Tally| tally.moments().total()?.divided_by(14);
    tallies.iter().map(|(_, tally)| mean(tally).unwrap()).collect()
}

fn agreeableness(reversed: &[&str]) -> Covariance {
    let data = DataSet::read("bfi.csv");
    let scale = Scale::new(1, 6).unwrap();
    let answers = data.answers(&["A1", "A2", "A3", "A4", "A5"], scale, reversed);
    Covariance::listwise(answers.tally().moments()).unwrap()
}

#[test]
fn population_variance_in_place_of_sample_variance_is_refused() {
    let case = &expected("agreement_icc")["agreement"][0]["per_team"][0];
    let (answers, teams) = lq2002("lq2002.csv");
    let (_, tally) = answers.tallies_by(&teams).remove(0);
    let items: Vec<Histogram> = (0..14).map(|item| tally.item(item)).collect();
    let variances = items.iter().map(|item| {
        let sample = item.sample().unwrap();
        sample.squares() / sample.n() as f64
    });
    let agreement = 1.0 - variances.sum::<f64>() / 14.0 / 2.0;
    let faulty = 14.0 * agreement / (13.0 * agreement + 1.0);
    let r = number(&case["rwgj_uniform"]);
    assert!(is_refused(faulty, r, 1e-12));
    let right = rwg_j(&items, NullVariance::uniform(one_to_five())).unwrap();
    assert!(!is_refused(right, r, 1e-12));

    let total = tally.moments().total().unwrap().divided_by(14).unwrap();
    let faulty = (total.squares() / total.n() as f64).sqrt();
    assert!(is_refused(faulty, number(&case["scale_sd_n1"]), 1e-12));
}

#[test]
fn a_forgotten_reverse_key_is_refused_and_shows_in_the_item() {
    let reliability = expected("reliability");
    let case = |id: &str| {
        let mut cases = list(&reliability["cases"]).iter();
        let case = cases.find(|case| case["id"] == id).unwrap();
        number(&case["alpha"]["raw"])
    };
    let keyed = agreeableness(&["A1"]);
    let unkeyed = agreeableness(&[]);
    let r = case("bfi_agree5_listwise");
    assert!(!is_refused(alpha(&keyed).unwrap(), r, 1e-12));
    assert!(is_refused(alpha(&unkeyed).unwrap(), r, 1e-12));
    let trap = case("bfi_agree5_unreversed_trap");
    assert!(!is_refused(alpha(&unkeyed).unwrap(), trap, 1e-12));

    assert!(item_rest_correlations(&unkeyed)[0].unwrap() < 0.0);
    assert!(OneFactor::fit(&unkeyed).unwrap().has_mixed_signs());
    assert!(!OneFactor::fit(&keyed).unwrap().has_mixed_signs());
}

#[test]
fn mean_group_size_in_place_of_k0_is_refused() {
    let r = number(&expected("agreement_icc")["icc"][0]["icc1"]["k0_bliese_halverson"]);
    let one_way = OneWay::of(&team_means("lq2002.csv")).unwrap();
    assert!(!is_refused(one_way.icc1(GroupSize::Corrected).unwrap(), r, 1e-11));
    assert!(is_refused(one_way.icc1(GroupSize::Mean).unwrap(), r, 1e-11));
}

#[test]
fn moment_estimates_in_place_of_reml_are_refused() {
    let r = number(&expected("mixed_eb")["models"][1]["reml"]["tau2"]);
    let groups = team_means("lq2002_small_teams.csv");
    let one_way = OneWay::of(&groups).unwrap();
    let moment =
        (one_way.mean_square_between() - one_way.mean_square_within()) / one_way.group_size(GroupSize::Corrected);
    assert!(is_refused(moment, r, 1e-6));
    let reml = RandomEffects::fit(&groups).unwrap();
    assert!(!is_refused(reml.between, r, 1e-6));
}

#[test]
fn leaving_out_teams_of_one_is_refused() {
    let r = number(&expected("mixed_eb")["models"][1]["reml"]["tau2"]);
    let mut groups = team_means("lq2002_small_teams.csv");
    groups.retain(|group| group.n() > 1);
    let reml = RandomEffects::fit(&groups).unwrap();
    assert!(is_refused(reml.between, r, 1e-6));
}

#[test]
fn deviation_from_a_rounded_mean_is_refused() {
    let case = &expected("agreement_icc")["agreement"][0]["per_team"][0];
    let (answers, teams) = lq2002("lq2002.csv");
    let (_, tally) = answers.tallies_by(&teams).remove(0);
    let deviation = |item: Histogram| {
        let centre = item.sample().unwrap().mean().round();
        let distances = item.iter().map(|(value, count)| count as f64 * (f64::from(value) - centre).abs());
        distances.sum::<f64>() / item.n() as f64
    };
    let faulty = (0..14).map(|item| deviation(tally.item(item))).sum::<f64>() / 14.0;
    let r = number(&case["ad_mean_j"]);
    assert!(is_refused(faulty, r, 1e-12));
    let items: Vec<Histogram> = (0..14).map(|item| tally.item(item)).collect();
    let right = average_deviation_from_mean(&items).unwrap();
    assert!(!is_refused(right, r, 1e-12));
}

#[test]
fn ignoring_ties_is_refused() {
    let case = &expected("tests")["k_group"][2]["kruskal"];
    let (answers, teams) = lq2002("lq2002.csv");
    let tallies = answers.tallies_by(&teams);
    let first: Vec<Histogram> = tallies.iter().map(|(_, tally)| tally.item(0)).collect();
    let h = RankSums::of_histograms(&first).kruskal_wallis().unwrap().h;
    let corrected = number(&case["H_tie_corrected"]);
    assert!(!is_refused(h, corrected, 1e-11));
    let uncorrected = h * number(&case["tie_correction"]);
    assert!(is_refused(uncorrected, corrected, 1e-11));
    assert!(!is_refused(uncorrected, number(&case["H_uncorrected"]), 1e-11));
}

#[test]
fn quantiles_of_type_8_are_refused() {
    let type_8 = &expected("missing_norms")["quantile_types"][7]["small_1to10_and_dup"];
    let type_7 = &expected("missing_norms")["quantile_types"][6]["small_1to10_and_dup"];
    assert!(is_refused(number(&type_8["p10"]), number(&type_7["p10"]), 1e-12));
}

#[test]
fn adjusting_without_the_running_minimum_is_refused() {
    let case = &expected("tests")["p_adjust"][0];
    let p: Vec<f64> = list(&case["p"]).iter().map(number).collect();
    let r: Vec<f64> = list(&case["adjusted"]["BH"]).iter().map(number).collect();
    let faulty = |test: usize| p[test] * p.len() as f64 / (test + 1) as f64;
    assert!((0..p.len()).any(|test| is_refused(faulty(test), r[test], 1e-14)));
    let p: Vec<_> = p.into_iter().map(Ok).collect();
    let adjusted = benjamini_hochberg(&p);
    assert!((0..p.len()).all(|test| !is_refused(adjusted[test].unwrap(), r[test], 1e-14)));
}

#[test]
fn listwise_in_place_of_pairwise_is_refused() {
    let reliability = expected("reliability");
    let mut cases = list(&reliability["cases"]).iter();
    let case = cases.find(|case| case["id"] == "bfi_agree5_pairwise").unwrap();
    let listwise = alpha(&agreeableness(&["A1"])).unwrap();
    assert!(is_refused(listwise, number(&case["alpha"]["raw"]), 1e-12));
}

#[test]
fn missing_answers_counted_as_zero_are_refused() {
    let case = &expected("agreement_icc")["agreement"][4]["per_team"][0];
    let data = DataSet::read("cohesion.csv");
    let scale = Scale::new(0, 5).unwrap();
    let answers = data.answers(&["COH01", "COH02", "COH03", "COH04", "COH05"], scale, &[]);
    let filled =
        Answers { cells: answers.cells.iter().map(|&value| if value == 255 { 0 } else { value }).collect(), ..answers };
    let (_, tally) = filled.tallies_by(&data.texts("PLATOON")).remove(0);
    let mean = tally.dimension(0).sample().unwrap().mean() / 5.0;
    assert!(is_refused(mean, number(&case["scale_mean"]), 1e-12));
}
