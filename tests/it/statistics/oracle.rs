//! Every figure R gave for the data sets, at its tolerance.

use footing_core::statistics::agreement::{
    NullVariance, average_deviation_from_mean, average_deviation_from_median, awg_j, r_star_wg_j, rwg, rwg_j,
};
use footing_core::statistics::change::{Direction, PairedChange, ReliableChange, mcnemar};
use footing_core::statistics::comparison::{hedges_g, welch};
use footing_core::statistics::confidence::Confidence;
use footing_core::statistics::covariance::Covariance;
use footing_core::statistics::factor::OneFactor;
use footing_core::statistics::histogram::{Histogram, quantile};
use footing_core::statistics::icc::{GroupSize, OneWay};
use footing_core::statistics::interval::{mean_interval, wilson_interval};
use footing_core::statistics::multiplicity::{benjamini_hochberg, holm};
use footing_core::statistics::random_effects::RandomEffects;
use footing_core::statistics::rank::{RankSums, signed_rank};
use footing_core::statistics::reliability::{
    alpha, alpha_if_dropped, feldt_interval, item_rest_correlations, lambda_2, lambda_6, split_half,
    standard_error_of_measurement, standardised_alpha,
};
use footing_core::statistics::sample::Sample;
use footing_core::statistics::scale::{MISSING, Scale};
use footing_core::statistics::tally::Tally;
use footing_core::statistics::undefined::Undefined;
use serde_json::{Value, json};

use super::data::{
    Answers, DataSet, expected, list, lq2002, lq2002_items, number, one_to_five, prorated_mean, text, texts,
};
use super::table::Table;

const C95: Confidence = Confidence::NINETY_FIVE;
const C90: Confidence = Confidence::NINETY;

/// The answers that a case of `reliability.json` is about.
fn answers_of(case: &Value) -> Answers {
    let file = text(&case["source"]).split([' ', ';', ',']).next().unwrap();
    let mut data = DataSet::read(file);
    if text(&case["id"]) == "lq2002_company2_14" {
        data.keep("COMPID", "2");
    }
    let scale = match file {
        "bfi.csv" => Scale::new(1, 6),
        "attitude.csv" => Scale::new(0, 100),
        _ => Scale::new(0, 9),
    };
    let reversed = texts(&case["reversed"]);
    data.answers(&texts(&case["items"]), scale.unwrap(), &reversed)
}

#[test]
fn reliability_agrees_with_r() {
    let mut table = Table::new("reliability");
    for case in list(&expected("reliability")["cases"]) {
        let answers = answers_of(case);
        let id = text(&case["id"]);
        if text(&case["missing"]).starts_with("pairwise") {
            let covariance = Covariance::pairwise(answers.rows()).unwrap();
            compare_alpha(&mut table, id, case, &covariance);
        } else {
            let tally = answers.tally();
            let covariance = Covariance::listwise(tally.moments()).unwrap();
            compare_alpha(&mut table, id, case, &covariance);
            compare_items(&mut table, id, case, &tally, &covariance);
            compare_other_coefficients(&mut table, id, case, &covariance);
        }
    }
    table.finish();
}

fn compare_alpha(table: &mut Table, id: &str, case: &Value, covariance: &Covariance) {
    let r = &case["alpha"];
    let raw = alpha(covariance);
    table.compare(&format!("{id} alpha"), &r["raw"], raw, 1e-12);
    let standardised = standardised_alpha(covariance);
    table.compare(&format!("{id} alpha standardised"), &r["standardized"], standardised, 1e-12);

    let feldt = |confidence| feldt_interval(raw.unwrap(), covariance.n(), covariance.items(), confidence).unwrap();
    let (ninety_five, ninety) = (feldt(C95), feldt(C90));
    for (name, r, got) in [("95", &case["ci95"]["feldt_formula"], ninety_five), ("90", &case["ci90_feldt"], ninety)] {
        table.compare(&format!("{id} Feldt {name} lower"), &r["lower"], Ok(got.lower), 1e-9);
        table.compare(&format!("{id} Feldt {name} upper"), &r["upper"], Ok(got.upper), 1e-9);
    }

    let dropped = alpha_if_dropped(covariance);
    for (item, (r, got)) in list(&case["drop"]).iter().zip(dropped).enumerate() {
        let name = text(&r["item"]);
        table.compare(&format!("{id} alpha without {name}"), &r["raw_alpha"], got, 1e-12);
        table.compare(
            &format!("{id} standardised alpha without {name}"),
            &r["std_alpha"],
            standardised_alpha(&covariance.without(item)),
            1e-12,
        );
    }
}

fn compare_items(table: &mut Table, id: &str, case: &Value, tally: &Tally, covariance: &Covariance) {
    let moments = tally.moments();
    table.equal(&format!("{id} n"), case["n"].as_u64(), Some(moments.n()));
    let rest = item_rest_correlations(covariance);
    for (item, r) in list(&case["item"]).iter().enumerate() {
        let name = text(&r["item"]);
        let sample = moments.item(item).unwrap();
        table.compare(&format!("{id} {name} mean"), &r["mean"], Ok(sample.mean()), 1e-12);
        table.compare(&format!("{id} {name} SD"), &r["sd"], sample.standard_deviation(), 1e-12);
        table.compare(&format!("{id} {name} item-rest r"), &r["item_rest_r"], rest[item], 1e-12);
    }

    let k = covariance.items() as u32;
    let sum = moments.total().unwrap();
    let mean = sum.divided_by(k).unwrap();
    assert_eq!(tally.dimension(0).sample(), Ok(sum));
    let total = &case["total_score"];
    let raw = alpha(covariance).unwrap();
    let error = |sample: Sample| standard_error_of_measurement(sample.standard_deviation().unwrap(), raw);
    let reliable = ReliableChange::new(mean.standard_deviation().unwrap(), raw);
    for (name, r, got) in [
        ("sum mean", &total["sum_mean"], Ok(sum.mean())),
        ("sum SD", &total["sum_sd_n1"], sum.standard_deviation()),
        ("mean mean", &total["mean_mean"], Ok(mean.mean())),
        ("mean SD", &total["mean_sd_n1"], mean.standard_deviation()),
        ("SEM of sum", &case["sem"]["sum"], error(sum)),
        ("SEM of mean", &case["sem"]["mean"], error(mean)),
        ("error of difference", &case["sem"]["sdiff_mean"], reliable.map(ReliableChange::error_of_difference)),
    ] {
        table.compare(&format!("{id} {name}"), r, got, 1e-12);
    }
}

fn compare_other_coefficients(table: &mut Table, id: &str, case: &Value, covariance: &Covariance) {
    let correlation = covariance.standardised().unwrap();
    let r = &case["guttman"];
    table.compare(&format!("{id} lambda-2"), &r["lambda2"], lambda_2(&correlation), 1e-10);
    // With nine people for eleven items psych falls back on a pseudo-inverse; there is no answer.
    let singular = covariance.n() <= covariance.items() as u64;
    let r = if singular { &Value::Null } else { &r["lambda6"] };
    table.compare(&format!("{id} lambda-6"), r, lambda_6(&correlation), 1e-10);

    let halves = split_half(covariance).unwrap();
    let r = &case["split_half"];
    for (name, r, got) in [
        ("r of halves", &r["r_halves"], halves.correlation),
        ("Spearman-Brown", &r["spearman_brown"], halves.spearman_brown),
        ("Guttman-Rulon", &r["guttman_rulon"], halves.guttman_rulon),
        ("Horst", &r["horst_unequal"], halves.horst),
    ] {
        table.compare(&format!("{id} {name}"), r, Ok(got), 1e-12);
    }

    let omega = |matrix: &Covariance| OneFactor::fit(matrix).map(|fit| fit.omega_total());
    if let Some(r) = case["omega_standardized"].get("ml") {
        table.compare(&format!("{id} omega standardised"), &r["omega_model"], omega(&correlation), 1e-5);
    }
    if let Some(r) = case.get("omega_raw_cfa_ml") {
        table.compare(&format!("{id} omega"), &r["omega_model"], omega(covariance), 1e-5);
    }
}

#[test]
fn agreement_agrees_with_r() {
    let mut table = Table::new("agreement");
    let expected = expected("agreement_icc");
    let nulls = &expected["null_distributions_5pt"];
    let null = |name: &str| {
        let probabilities: Vec<f64> = list(&nulls[name]["p"]).iter().map(number).collect();
        NullVariance::of(&probabilities).unwrap()
    };
    let nulls = [
        ("uniform", NullVariance::uniform(one_to_five())),
        ("slight_skew", NullVariance::slight_skew(one_to_five()).unwrap()),
        ("moderate_skew", null("moderate_skew")),
        ("heavy_skew", null("heavy_skew")),
    ];
    for case in list(&expected["agreement"]) {
        let id = text(&case["id"]);
        let data = DataSet::read(text(&case["source"]).split(' ').next().unwrap());
        let answers = data.answers(&texts(&case["items"]), one_to_five(), &[]);
        let (complete, numbers) = answers.complete();
        let names = data.texts(text(&case["group"]));
        let groups: Vec<String> = numbers.iter().map(|&row| names[row].clone()).collect();
        let tallies = complete.tallies_by(&groups);
        for r in list(&case["per_team"]) {
            let team = text(&r["team"]);
            let (_, tally) = tallies.iter().find(|(name, _)| name == team).unwrap();
            let items: Vec<Histogram> = (0..complete.items).map(|item| tally.item(item)).collect();
            let mean = tally.dimension(0).sample().and_then(|sum| sum.divided_by(items.len() as u32)).unwrap();
            let figure = |name: &str| format!("{id} team {team} {name}");
            for (name, null) in nulls {
                let key = format!("rwgj_{name}");
                table.compare(&figure(&key), &r[&key], rwg_j(&items, null), 1e-12);
            }
            for (name, null) in &nulls[..2] {
                let key = format!("rwg_item1_{name}");
                table.compare(&figure(&key), &r[&key], rwg(items[0], *null), 1e-12);
            }
            for (key, got) in [
                ("rwgj_lindell_uniform", r_star_wg_j(&items, nulls[0].1)),
                ("awg", awg_j(&items)),
                ("ad_mean_j", average_deviation_from_mean(&items)),
                ("ad_median_j", average_deviation_from_median(&items)),
                ("scale_mean", Ok(mean.mean())),
                ("scale_sd_n1", mean.standard_deviation()),
            ] {
                table.compare(&figure(key), &r[key], got, 1e-12);
            }
        }
    }
    table.finish();
}

/// The mean over the named items for each group of a lq2002 file.
fn group_means(file: &str, items: &[&str], scale: Scale) -> Vec<(String, Sample)> {
    let data = DataSet::read(file);
    let answers = data.answers(items, scale, &[]);
    let tallies = answers.tallies_by(&data.texts("COMPID"));
    let mean = |tally: &Tally| tally.moments().total()?.divided_by(items.len() as u32);
    tallies.iter().map(|(name, tally)| (name.clone(), mean(tally).unwrap())).collect()
}

/// The groups that a case of `agreement_icc.json` or `mixed_eb.json` is about.
fn groups_of(id: &str) -> Vec<(String, Sample)> {
    let items = lq2002_items();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    let hostility = ["HOSTIL01", "HOSTIL02", "HOSTIL03", "HOSTIL04", "HOSTIL05"];
    let small = || group_means("lq2002_small_teams.csv", &items, one_to_five());
    match id {
        "lq2002_14" => group_means("lq2002.csv", &items, one_to_five()),
        "lq2002_lead11" => group_means("lq2002.csv", &items[..11], one_to_five()),
        "lq2002_tsig3" => group_means("lq2002.csv", &items[11..], one_to_five()),
        "lq2002_hostil5" => group_means("lq2002.csv", &hostility, Scale::new(0, 4).unwrap()),
        "small_teams_14" => small(),
        "small_teams_min5" => {
            let mut groups = small();
            groups.retain(|(_, sample)| sample.n() >= 5);
            groups
        }
        "negative_icc_alternating" | "singular_negative_icc" => {
            let sample = Sample::of(&[1.0, 2.0, 3.0, 4.0, 5.0]).unwrap();
            (1..=40).map(|group| (group.to_string(), sample)).collect()
        }
        other => panic!("no data for {other}"),
    }
}

fn samples(groups: &[(String, Sample)]) -> Vec<Sample> {
    groups.iter().map(|(_, sample)| *sample).collect()
}

#[test]
fn icc_agrees_with_r() {
    let mut table = Table::new("icc");
    for r in list(&expected("agreement_icc")["icc"]) {
        let id = text(&r["id"]);
        let one_way = OneWay::of(&samples(&groups_of(id))).unwrap();
        let (between, within) = one_way.degrees();
        table.compare(&format!("{id} df between"), &r["df"][0], Ok(between), 1e-12);
        table.compare(&format!("{id} df within"), &r["df"][1], Ok(within), 1e-12);
        let icc1 = one_way.icc1_interval(GroupSize::Corrected, C95);
        let icc1_r = &r["icc1"];
        for (name, r, got) in [
            ("mean size", &r["group_size"]["mean"], Ok(one_way.group_size(GroupSize::Mean))),
            ("k0", &r["group_size"]["k0_unequal"], Ok(one_way.group_size(GroupSize::Corrected))),
            ("MSB", &r["MSB"], Ok(one_way.mean_square_between())),
            ("MSW", &r["MSW"], Ok(one_way.mean_square_within())),
            ("F", &r["F"], one_way.f()),
            ("ICC1 mean size", &icc1_r["multilevel_ICC1_mean_n"], one_way.icc1(GroupSize::Mean)),
            ("ICC1 k0", &icc1_r["k0_bliese_halverson"], one_way.icc1(GroupSize::Corrected)),
            ("ICC1 lower", &icc1_r["ci95_k0"]["lower"], icc1.map(|interval| interval.lower)),
            ("ICC1 upper", &icc1_r["ci95_k0"]["upper"], icc1.map(|interval| interval.upper)),
        ] {
            table.compare(&format!("{id} {name}"), r, got, 1e-11);
        }
        table.compare_relative(&format!("{id} p"), &r["p"], one_way.p(), 1e-10);

        // Without any difference between groups R's ICC2 is a rounding error divided by itself.
        let equal_groups = id == "negative_icc_alternating";
        let icc2 = one_way.icc2_interval(C95);
        for (name, r, got) in [
            ("ICC2", &r["icc2"]["multilevel_ICC2"], one_way.icc2()),
            ("ICC2 lower", &r["icc2"]["ci95"]["lower"], icc2.map(|interval| interval.lower)),
            ("ICC2 upper", &r["icc2"]["ci95"]["upper"], icc2.map(|interval| interval.upper)),
        ] {
            let r = if equal_groups { &Value::Null } else { r };
            table.compare(&format!("{id} {name}"), r, got, 1e-11);
        }
        let reml = RandomEffects::fit(&samples(&groups_of(id))).unwrap();
        table.compare(&format!("{id} ICC1 REML"), &icc1_r["reml"], Ok(reml.icc()), 1e-6);
    }
    table.finish();
}

#[test]
fn random_effects_agree_with_lme4() {
    let mut table = Table::new("random effects");
    for r in list(&expected("mixed_eb")["models"]) {
        let id = text(&r["id"]);
        let groups = groups_of(id);
        let model = RandomEffects::fit(&samples(&groups)).unwrap();
        let reml = &r["reml"];
        for (name, r, got, tolerance) in [
            ("mean", &reml["intercept"], model.mean, 1e-6),
            ("SE of mean", &reml["intercept_se"], model.mean_standard_error, 1e-6),
            ("between", &reml["tau2"], model.between, 1e-6),
            ("within", &reml["sigma2"], model.within, 1e-6),
            ("criterion", &reml["criterion"], model.criterion, 1e-9),
        ] {
            table.compare(&format!("{id} {name}"), r, Ok(got), tolerance);
        }
        for r in list(&r["teams"]) {
            let team = text(&r["team"]);
            let (_, sample) = groups.iter().find(|(name, _)| name == team).unwrap();
            let shrunken = model.shrink(sample);
            let interval = shrunken.conditional_interval(C95);
            let wider = shrunken.interval(C95);
            assert!(wider.half_width() > interval.half_width());
            for (name, key, got) in [
                ("raw mean", "raw_mean", shrunken.raw),
                ("reliability", "reliability", shrunken.reliability),
                ("EB mean", "eb_mean", shrunken.mean),
                ("conditional SD", "cond_sd_lme4", shrunken.conditional_deviation),
                ("EB lower", "eb_ci95_lower", interval.lower),
                ("EB upper", "eb_ci95_upper", interval.upper),
            ] {
                table.compare(&format!("{id} team {team} {name}"), &r[key], Ok(got), 1e-6);
            }
        }
    }
    table.finish();
}

/// The two groups of values that a case of `tests.json` compares.
fn two_groups_of(id: &str) -> (Vec<f64>, Vec<f64>) {
    let means = |file: &str| {
        let (answers, teams) = lq2002(file);
        (answers.means(), teams)
    };
    let (values, teams, first, second) = match id {
        "lq2002_first_vs_second_company" => {
            let (values, teams) = means("lq2002.csv");
            (values, teams, "2", Some("3"))
        }
        "small_team8_vs_team11" => {
            let (values, teams) = means("lq2002_small_teams.csv");
            (values, teams, "10", Some("15"))
        }
        "small_team5_vs_rest" => {
            let (values, teams) = means("lq2002_small_teams.csv");
            (values, teams, "6", None)
        }
        _ => {
            let data = DataSet::read("lq2002.csv");
            let values = data.numbers("LEAD01").into_iter().flatten().collect();
            (values, data.texts("COMPID"), "2", Some("3"))
        }
    };
    let pick = |wanted: &dyn Fn(&str) -> bool| -> Vec<f64> {
        let members = values.iter().zip(&teams);
        members.filter(|(_, team)| wanted(team)).map(|(value, _)| *value).collect()
    };
    (pick(&|team| team == first), pick(&|team| second.map_or(team != first, |second| team == second)))
}

#[test]
fn two_group_comparisons_agree_with_r() {
    let mut table = Table::new("two groups");
    for r in list(&expected("tests")["two_group"]) {
        let id = text(&r["id"]);
        let (first, second) = two_groups_of(id);
        let (a, b) = (Sample::of(&first).unwrap(), Sample::of(&second).unwrap());
        let welch = welch(&a, &b).unwrap();
        let interval = welch.interval(C95);
        let g = hedges_g(&a, &b).unwrap();
        let g_interval = g.normal_interval(C95);
        let ranks = RankSums::of_values(&[&first, &second]).unwrap();
        let test = ranks.mann_whitney().unwrap();
        let manual = &r["hedges_manual"];
        for (name, r, got, tolerance) in [
            ("t", &r["welch"]["t"], welch.t, 1e-11),
            ("df", &r["welch"]["df"], welch.degrees, 1e-11),
            ("p", &r["welch"]["p"], welch.p, 1e-11),
            ("difference", &r["welch"]["diff"], welch.difference, 1e-11),
            ("lower", &r["welch"]["ci"]["lower"], interval.lower, 1e-11),
            ("upper", &r["welch"]["ci"]["upper"], interval.upper, 1e-11),
            ("g", &manual["g_exact"], g.g, 1e-11),
            ("g lower", &manual["g_normal_ci"]["lower"], g_interval.lower, 1e-10),
            ("g upper", &manual["g_normal_ci"]["upper"], g_interval.upper, 1e-10),
            ("U", &r["mann_whitney"]["W_R"], test.u, 1e-12),
            ("Mann-Whitney p", &r["mann_whitney"]["p_tie_corrected_continuity"], test.p, 1e-11),
            ("Cliff's delta", &r["cliffs_delta"], ranks.cliffs_delta().unwrap(), 1e-12),
        ] {
            table.compare(&format!("{id} {name}"), r, Ok(got), tolerance);
        }
    }
    table.finish();
}

#[test]
fn comparisons_of_many_groups_agree_with_r() {
    let mut table = Table::new("many groups");
    for r in list(&expected("tests")["k_group"]) {
        let id = text(&r["id"]);
        let ranks = if id == "lq2002_LEAD01" {
            let (answers, teams) = lq2002("lq2002.csv");
            let tallies = answers.tallies_by(&teams);
            let first: Vec<Histogram> = tallies.iter().map(|(_, tally)| tally.item(0)).collect();
            RankSums::of_histograms(&first)
        } else {
            let file = if id == "lq2002_14" { "lq2002.csv" } else { "lq2002_small_teams.csv" };
            let (answers, teams) = lq2002(file);
            let tallies = answers.tallies_by(&teams);
            let sums: Vec<Histogram> = tallies.iter().map(|(_, tally)| tally.dimension(0)).collect();
            let one_way = OneWay::of(&samples(&groups_of(id))).unwrap();
            table.compare(&format!("{id} F"), &r["anova"]["F"], one_way.f(), 1e-11);
            table.compare_relative(&format!("{id} F p"), &r["anova"]["p"], one_way.p(), 1e-10);
            RankSums::of_histograms(&sums)
        };
        let test = ranks.kruskal_wallis().unwrap();
        let r = &r["kruskal"];
        table.compare(&format!("{id} H"), &r["H_tie_corrected"], Ok(test.h), 1e-11);
        table.compare(&format!("{id} df"), &r["df"], Ok(test.degrees), 1e-12);
        table.compare_relative(&format!("{id} p"), &r["p"], Ok(test.p), 1e-10);
    }
    table.finish();
}

/// The complete pairs of a case of `tests.json` or `change.json`.
fn pairs_of(id: &str) -> Vec<(f64, f64)> {
    let mut data = DataSet::read("univbct_wide.csv");
    let (before, after) = match id {
        "univbct_READY_1_3" => ("READY1", "READY3"),
        "univbct_JOBSAT_1_2" => ("JOBSAT1", "JOBSAT2"),
        "univbct_READY_1_2_company_small" => {
            let (battalion, company) = (data.texts("BTN"), data.texts("COMPANY"));
            data.keep("BTN", &battalion[0]);
            data.keep("COMPANY", &company[0]);
            ("READY1", "READY2")
        }
        _ => ("READY1", "READY2"),
    };
    let pairs = data.numbers(before).into_iter().zip(data.numbers(after));
    pairs.filter_map(|(before, after)| before.zip(after)).collect()
}

#[test]
fn paired_changes_agree_with_r() {
    let mut table = Table::new("paired change");
    let expected = expected("tests");
    for r in list(&expected["paired"]) {
        let id = text(&r["id"]);
        let pairs = pairs_of(id);
        let change = PairedChange::of(&pairs).unwrap();
        let interval = change.interval(C95).unwrap();
        let changes: Vec<f64> = pairs.iter().map(|(before, after)| after - before).collect();
        let ranks = signed_rank(&changes).unwrap();
        table.equal(&format!("{id} pairs"), r["n_pairs"].as_u64(), Some(change.pairs()));
        table.equal(&format!("{id} changed"), r["wilcoxon"]["n_nonzero"].as_u64(), Some(ranks.changed));
        for (name, r, got) in [
            ("mean change", &r["mean_diff"], Ok(change.mean())),
            ("t", &r["t"], change.t()),
            ("p", &r["p"], change.p()),
            ("lower", &r["ci"]["lower"], Ok(interval.lower)),
            ("upper", &r["ci"]["upper"], Ok(interval.upper)),
            ("dz", &r["cohen_dz"], change.dz()),
            ("dav", &r["cohen_dav"], change.dav()),
            ("V", &r["wilcoxon"]["V"], Ok(ranks.v)),
            ("Wilcoxon p", &r["wilcoxon"]["p_continuity"], Ok(ranks.p)),
        ] {
            table.compare(&format!("{id} {name}"), r, got, 1e-11);
        }
    }

    let r = &expected["mcnemar_READY_fav_ge4_1_2"];
    let pairs = pairs_of("univbct_READY_1_2");
    let count = |gained: bool| {
        let turned = pairs.iter().filter(|(before, after)| (*before >= 4.0) != (*after >= 4.0));
        turned.filter(|(_, after)| (*after >= 4.0) == gained).count() as u64
    };
    table.equal("McNemar gained", r["b01"].as_u64(), Some(count(true)));
    table.equal("McNemar lost", r["c10"].as_u64(), Some(count(false)));
    let test = mcnemar(count(true), count(false)).unwrap();
    table.compare("McNemar chi2", &r["chi2"], Ok(test.chi_squared), 1e-11);
    table.compare("McNemar p", &r["p"], Ok(test.p), 1e-11);
    table.compare("McNemar exact p", &r["p_exact"], Ok(test.p_exact), 1e-11);
    table.finish();
}

#[test]
fn reliable_change_agrees_with_the_published_formula() {
    let mut table = Table::new("reliable change");
    let expected = expected("change");
    for r in list(&expected["cases"]) {
        let id = text(&r["id"]);
        let pairs = pairs_of(id);
        let before: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
        let deviation = Sample::of(&before).unwrap().standard_deviation().unwrap();
        let reliability = number(&r["rxx"]);
        let reliable = ReliableChange::new(deviation, reliability).unwrap();
        let indices: Vec<f64> = pairs.iter().map(|&(before, after)| reliable.index(before, after)).collect();
        let indices = Sample::of(&indices).unwrap();
        for (name, key, got) in [
            ("SD", "sd1_n1", Ok(deviation)),
            ("SEM", "sem", standard_error_of_measurement(deviation, reliability)),
            ("error of difference", "sdiff", Ok(reliable.error_of_difference())),
            ("mean RCI", "mean_rci", Ok(indices.mean())),
            ("SD of RCI", "sd_rci", indices.standard_deviation()),
        ] {
            table.compare(&format!("{id} {name}"), &r[key], got, 1e-12);
        }
        // R's script multiplied by 1.96 and 1.645, the rounded critical values.
        for (key, confidence) in [("mdc95", C95), ("mdc90", C90)] {
            let got = reliable.smallest(confidence);
            table.compare(&format!("{id} {key}"), &r[key], Ok(got), 1e-4);
        }
        for (row, (r, &(before, after))) in list(&r["first5"]).iter().zip(&pairs).enumerate() {
            let got = reliable.index(before, after);
            table.compare(&format!("{id} RCI {row}"), &r["rci"], Ok(got), 1e-12);
        }
        for (key, direction) in
            [("improved_up", Direction::Up), ("no_reliable_change", Direction::Unclear), ("down", Direction::Down)]
        {
            let found = pairs.iter().filter(|pair| reliable.direction(pair.0, pair.1, C95) == direction).count();
            table.equal(&format!("{id} {key}"), r["counts"][key].as_u64(), Some(found as u64));
        }
    }
    let r = &expected["hand"];
    let reliable = ReliableChange::new(number(&r["sd1"]), number(&r["rxx"])).unwrap();
    let index = reliable.index(number(&r["x1"]), number(&r["x2"]));
    table.compare("worked example RCI", &r["rci"], Ok(index), 1e-12);
    table.finish();
}

#[test]
fn intervals_of_means_and_proportions_agree_with_r() {
    let mut table = Table::new("intervals");
    let expected = expected("tests");
    let groups = groups_of("small_teams_14");
    for r in list(&expected["mean_ci_by_team_size"]) {
        let team = r["team"].to_string();
        let (_, sample) = groups.iter().find(|(name, _)| *name == team).unwrap();
        let interval = mean_interval(sample, C95);
        for (name, r, got) in [
            ("mean", &r["mean"], Ok(sample.mean())),
            ("SD", &r["sd_n1"], sample.standard_deviation()),
            ("lower", &r["ci95"]["lower"], interval.map(|interval| interval.lower)),
            ("upper", &r["ci95"]["upper"], interval.map(|interval| interval.upper)),
        ] {
            table.compare(&format!("team {team} {name}"), r, got, 1e-10);
        }
    }
    for (key, confidence) in [("wilson", C95), ("wilson90", C90)] {
        for r in list(&expected[key]) {
            let (x, n) = (r["x"].as_u64().unwrap(), r["n"].as_u64().unwrap());
            let interval = wilson_interval(x, n, confidence).unwrap();
            let r = &r["wilson"];
            table.compare(&format!("{key} {x}/{n} lower"), &r["lower"], Ok(interval.lower), 1e-12);
            table.compare(&format!("{key} {x}/{n} upper"), &r["upper"], Ok(interval.upper), 1e-12);
        }
    }
    table.finish();
}

#[test]
fn adjusted_probabilities_agree_with_r() {
    let mut table = Table::new("multiplicity");
    for r in list(&expected("tests")["p_adjust"]) {
        let id = text(&r["id"]);
        let p: Vec<_> = list(&r["p"]).iter().map(|p| Ok(number(p))).collect();
        for (key, adjusted) in [("holm", holm(&p)), ("BH", benjamini_hochberg(&p))] {
            let expected = list(&r["adjusted"][key]).iter();
            for (test, (r, got)) in expected.zip(adjusted).enumerate() {
                table.compare(&format!("{id} {key} {test}"), r, got, 1e-14);
            }
        }
    }
    table.finish();
}

#[test]
fn heatmap_cells_agree_with_pandas() {
    let mut table = Table::new("heatmap");
    let (answers, teams) = lq2002("lq2002_small_teams.csv");
    let tallies = answers.tallies_by(&teams);
    for r in list(&expected("heatmap")["small_teams"]["teams"]) {
        let team = text(&r["team"]);
        let (_, tally) = tallies.iter().find(|(name, _)| name == team).unwrap();
        table.equal(&format!("team {team} responses"), r["n_responses"].as_u64(), Some(tally.responses()));
        let cells = r["cells"].as_array().into_iter().flatten();
        for (item, r) in cells.enumerate() {
            let name = text(&r["item"]);
            let cell = tally.item(item);
            let sample = cell.sample().unwrap();
            let share = |count: u64| Ok(count as f64 / cell.n() as f64);
            let favourable = cell.at_least(4);
            let neutral = cell.count(3);
            for (key, got) in [
                ("n", Ok(cell.n() as f64)),
                ("mean", Ok(sample.mean())),
                ("sd_n1", sample.standard_deviation()),
                ("favourable", share(favourable)),
                ("neutral", share(neutral)),
                ("unfavourable", share(cell.n() - favourable - neutral)),
                ("median", cell.median()),
            ] {
                table.compare(&format!("team {team} {name} {key}"), &r[key], got, 1e-12);
            }
        }
    }
    table.finish();
}

#[test]
fn prorated_scores_agree_with_r() {
    let mut table = Table::new("prorating");
    let expected = expected("missing_norms");
    let data = DataSet::read("bfi.csv");
    let scale = Scale::new(1, 6).unwrap();
    let reversed = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"];
    let answers_of = |letter: &str| {
        let items: Vec<String> = (1..=5).map(|item| format!("{letter}{item}")).collect();
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        data.answers(&items, scale, &reversed)
    };
    for letter in ["A", "C", "E", "N", "O"] {
        let answers = answers_of(letter);
        for r in list(&expected["prorating"]["rules"]) {
            let minimum = r["min_answered"].as_u64().unwrap() as usize;
            let scores = answers.rows().iter().map(|row| prorated_mean(row, minimum));
            let scores: Vec<f64> = scores.flatten().collect();
            let sample = Sample::of(&scores).unwrap();
            let figure = |name: &str| format!("{letter} of at least {minimum} {name}");
            table.equal(&figure("scored"), r["n_scored"][letter].as_u64(), Some(sample.n()));
            table.compare(&figure("mean"), &r["mean"][letter], Ok(sample.mean()), 1e-12);
            table.compare(&figure("SD"), &r["sd_n1"][letter], sample.standard_deviation(), 1e-12);
        }
    }
    let (agreeable, neurotic) = (answers_of("A"), answers_of("N"));
    for r in list(&expected["prorating"]["first40_rows_with_missing"]) {
        let row = r["row"].as_u64().unwrap() as usize;
        for (letter, answers) in [("A", &agreeable), ("N", &neurotic)] {
            let answers = answers.rows().iter().nth(row - 1).unwrap();
            let answered = answers.iter().filter(|&&value| value != MISSING).count();
            table.equal(
                &format!("row {row} answered {letter}"),
                r[format!("answered_{letter}")].as_u64(),
                Some(answered as u64),
            );
            table.compare(
                &format!("row {row} prorated {letter}"),
                &r[format!("prorated_{letter}_min4")],
                prorated_mean(answers, 4),
                1e-12,
            );
        }
    }
    table.finish();
}

#[test]
fn norms_quantiles_and_pomp_agree_with_r() {
    let mut table = Table::new("norms");
    let expected = expected("missing_norms");
    let (answers, _) = lq2002("lq2002.csv");
    let tally = answers.tally();
    let sums = tally.dimension(0);
    for r in list(&expected["percentile_rank"]["table"]) {
        let total = r["total"].as_u64().unwrap() as u32;
        table.compare(&format!("percentile rank of {total}"), &r["midrank_pct"], sums.percentile_rank(total), 1e-12);
    }

    let type_7 = &expected["quantile_types"][6];
    let duplicates = [1.0, 2.0, 2.0, 3.0, 5.0, 8.0, 8.0, 9.0, 10.0, 10.0];
    for (key, p) in
        [("p05", 0.05), ("p10", 0.10), ("p25", 0.25), ("p50", 0.50), ("p75", 0.75), ("p90", 0.90), ("p95", 0.95)]
    {
        let r = &type_7["values"][key];
        table.compare(&format!("sum {key}"), r, sums.quantile(p), 1e-12);
        if let Some(r) = type_7["small_1to10_and_dup"].get(key) {
            table.compare(&format!("small {key}"), r, quantile(&duplicates, p), 1e-12);
        }
    }

    let r = &expected["pomp_0_100"];
    let mean = sums.sample().unwrap().divided_by(14).unwrap();
    let scale = one_to_five();
    table.compare("POMP mean", &r["mean"], Ok(scale.pomp(mean.mean())), 1e-12);
    table.compare("POMP SD", &r["sd_n1"], mean.standard_deviation().map(|sd| scale.unit().pomp_difference(sd)), 1e-12);
    for (row, (r, mean)) in list(&r["first5"]).iter().zip(answers.means()).enumerate() {
        table.compare(&format!("POMP {row}"), r, Ok(scale.pomp(mean)), 1e-12);
    }
    let describe = &expected["describe"];
    table.compare("mean", &describe["mean"], Ok(mean.mean()), 1e-12);
    table.compare("SD", &describe["sd_n1"], mean.standard_deviation(), 1e-12);
    let median = sums.median().map(|sum| sum / 14.0);
    table.compare("median", &describe["median"], median, 1e-12);
    table.finish();
}

#[test]
fn degenerate_reliability_agrees_with_r() {
    let mut table = Table::new("degenerate reliability");
    let expected = expected("reliability");
    let r = &expected["degenerate"]["zero_variance_item"];
    let (mut answers, _) = lq2002("lq2002.csv");
    answers.cells.truncate(60 * 14);
    answers.cells.iter_mut().skip(4).step_by(14).for_each(|value| *value = 3);
    let tally = answers.tally();
    let covariance = Covariance::listwise(tally.moments()).unwrap();
    assert_eq!(covariance.constant_items(), [4]);
    assert_eq!(standardised_alpha(&covariance), Err(Undefined::NoVariance));
    assert_eq!(item_rest_correlations(&covariance)[4], Err(Undefined::NoVariance));
    table.compare("constant item kept", &r["covariance_formula_with_k14"], alpha(&covariance), 1e-12);
    table.compare(
        "constant item dropped, as psych does",
        &r["psych_drops_item"]["raw"],
        alpha(&covariance.without(4)),
        1e-12,
    );

    let answers = |rows: &[[u8; 3]]| Answers { scale: one_to_five(), items: 3, cells: rows.concat() };
    let tally = answers(&[[1, 5, 1], [2, 4, 3], [3, 3, 2], [4, 2, 5], [5, 1, 4]]).tally();
    let covariance = Covariance::listwise(tally.moments()).unwrap();
    table.compare("negative alpha", &json!(-3.0), alpha(&covariance), 1e-12);

    let tally = answers(&[[1, 1, 1], [2, 2, 2], [4, 4, 4]]).tally();
    let covariance = Covariance::listwise(tally.moments()).unwrap();
    table.compare("identical items", &json!(1.0), alpha(&covariance), 1e-12);
    assert_eq!(lambda_6(&covariance), Err(Undefined::Singular));
    table.finish();
}
