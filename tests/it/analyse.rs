//! `footing analyse`: the report, its JSON, and what is said of cells that cannot be read.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{Ran, data, run, run_on};

/// The 14 items of lq2002 in 49 companies, which R has analysed too.
fn lq2002(more: &[&str]) -> Ran {
    let (survey, answers) = (data("lq2002.toml"), data("oracle/lq2002.csv"));
    run(&[&["analyse", "--survey", &survey, &answers], more].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A survey of three items on 1 to 5, the last reversed.
const SMALL: &str = r#"
id = "small"
kind = "data"
scale = [1, 5]

[[dimension]]
id = "calm"
items = ["a", "b", "c"]
reversed = ["c"]
"#;

/// Analyses a table with the survey above.
fn small(table: &str, more: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    let survey = folder.path().join("small.toml");
    std::fs::write(&survey, SMALL).unwrap();
    run_on(&[&["analyse", "--survey", survey.to_str().unwrap(), "-"], more].concat(), table)
}

#[test]
fn the_report_of_lq2002_reads_as_it_was_reviewed() {
    insta::assert_snapshot!(lq2002(&["--group", "COMPID"]).good());
}

#[test]
fn the_figures_of_lq2002_are_those_of_r_in_full_precision() {
    let report = json(&lq2002(&["--group", "COMPID", "--format", "json"]).good());
    let expected = [
        ("/responses/people", 2042.0, 0.0),
        ("/grouping/groups", 49.0, 0.0),
        ("/measures/0/quality/alpha", 0.906987493013294, 1e-12),
        ("/measures/0/quality/alpha_interval/lower", 0.900958629711392, 1e-9),
        ("/measures/0/quality/alpha_interval/upper", 0.912803117334020, 1e-9),
        ("/measures/0/quality/standardised_alpha", 0.907262857747775, 1e-12),
        ("/measures/0/quality/omega_total", 0.9074200, 1e-5),
        ("/measures/0/quality/standard_error_of_measurement", 0.238180, 1e-6),
        ("/measures/0/groups/variance/f", 4.7907, 1e-4),
        ("/measures/0/groups/variance/icc1", 0.084067, 1e-6),
        ("/measures/0/groups/variance/icc1_mean_size", 0.083379, 1e-6),
        ("/measures/0/groups/variance/icc2", 0.791264, 1e-6),
        ("/measures/0/groups/variance/group_size", 41.3013, 1e-4),
        ("/measures/0/groups/variance/reml/mean", 3.0694048, 1e-7),
        ("/measures/0/groups/variance/reml/between", 0.0605873, 1e-6),
        ("/measures/0/groups/variance/reml/within", 0.5600937, 1e-6),
        ("/measures/0/groups/agreement/rwg_uniform/mean", 0.88948, 1e-5),
        ("/measures/0/groups/agreement/rwg_slight_skew/mean", 0.41801, 1e-5),
        ("/measures/0/groups/agreement/average_deviation_mean", 0.89712, 1e-5),
        ("/measures/0/groups/agreement/average_deviation_median", 0.85023, 1e-5),
        ("/measures/1/quality/alpha", 0.902237, 1e-6),
        ("/measures/2/quality/alpha", 0.823141, 1e-6),
    ];
    for (pointer, expected, tolerance) in expected {
        let got = report.pointer(pointer).and_then(Value::as_f64).unwrap_or_else(|| panic!("{pointer} is no number"));
        assert!((got - expected).abs() <= tolerance, "{pointer}: expected {expected}, got {got}");
    }
    assert_eq!(report["undefined"], json("[]"));
}

/// The paths to all values, entries of lists under one name.
fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, field)| keys(field, &format!("{path}.{key}"), found)),
        Value::Array(entries) => entries.iter().for_each(|entry| keys(entry, &format!("{path}[]"), found)),
        _ => _ = found.insert(path.trim_start_matches('.').to_owned()),
    }
}

#[test]
fn the_keys_of_the_json_form_stay_the_same() {
    let report = json(&lq2002(&["--group", "COMPID", "--format", "json"]).good());
    let mut found = BTreeSet::new();
    keys(&report, "", &mut found);
    let found: Vec<String> = found.into_iter().collect();
    insta::assert_snapshot!(found.join("\n"));
}

#[test]
fn the_readme_explains_every_key_of_the_json_form() {
    let readme = include_str!("../../surveys/README.md");
    let report = json(&lq2002(&["--group", "COMPID", "--format", "json"]).good());
    let mut found = BTreeSet::new();
    keys(&report, "", &mut found);
    for part in found.iter().flat_map(|path| path.split('.')) {
        let key = part.trim_end_matches("[]");
        assert!(readme.contains(&format!("`{key}`")), "surveys/README.md does not explain `{key}`");
    }
}

const BAD: &str = "team,a,b,c\nred,1,2,5\nred,2,6,4\nblue,3,3,3\nblue,4,x,2\nblue,5\nblue,5,4,1\n";

#[test]
fn a_bad_cell_is_named_by_row_column_and_value_and_nothing_is_analysed() {
    let ran = small(BAD, &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    insta::assert_snapshot!(ran.stderr, @r#"
    footing: columns not read: team
    -:3: row 3, column "b": "6" is no whole number from 1 to 5. Write one, leave the cell empty, or declare with --missing what stands for no answer
    -:5: row 5, column "b": "x" is no whole number from 1 to 5. Write one, leave the cell empty, or declare with --missing what stands for no answer
    -:6: row 6, column "b": the row ends before this column. Look for a separator too few; where there is no answer, leave the cell empty or write NA
    footing: 3 rows cannot be read; correct the cells, or leave the rows out with --skip-bad-rows
    "#);
}

#[test]
fn bad_rows_can_be_left_out_and_are_counted() {
    let ran = small(BAD, &["--skip-bad-rows", "--format", "json"]);
    assert!(ran.stderr.contains("row 5, column \"b\": \"x\""), "{}", ran.stderr);
    let report = json(&ran.good());
    let counts = ["rows", "people", "bad_rows", "complete"].map(|key| report["responses"][key].as_u64());
    assert_eq!(counts, [Some(6), Some(3), Some(3), Some(3)]);
}

#[test]
fn what_other_programs_write_is_read() {
    let rows = [("1", "NA", "5.0"), ("2", "3", "4"), ("", "nan", ""), ("4", "4", "2"), ("5.0", "5", "1")];
    for (delimiter, start) in [(",", ""), (";", ""), ("\t", "\u{feff}")] {
        let lines = rows.map(|(a, b, c)| [a, "\"said, so; there\"", b, c].join(delimiter));
        let table = format!("{start}{}\r\n{}\r\n", ["a", "comment", "b", "c"].join(delimiter), lines.join("\r\n"));
        let report = json(&small(&table, &["--format", "json"]).good());
        let counts =
            ["people", "complete", "missing_answers", "empty_rows"].map(|key| report["responses"][key].as_u64());
        assert_eq!(counts, [Some(4), Some(3), Some(1), Some(1)], "split at {delimiter:?}");
        let item_rest = |item: usize| report["measures"][0]["item_figures"][item]["item_rest"].as_f64().unwrap();
        assert!(item_rest(2) > 0.9, "the reversed item is turned round");
    }
}

#[test]
fn a_figure_that_does_not_exist_is_null_and_has_a_reason() {
    let table = "team,a,b,c\nred,1,2,5\nblue,2,2,4\nblue,3,3,3\nblue,4,5,2\n,2,2,5\n";
    let report = json(&small(table, &["--group", "team", "--format", "json"]).good());
    // In the order of their names: blue, then red with one person.
    assert_eq!(report["measures"][0]["groups"]["means"][1]["interval"], Value::Null);
    assert!(report["measures"][0]["groups"]["means"][1]["mean"].is_number());
    assert_eq!(report["grouping"]["ungrouped"], 1);
    let undefined = report["undefined"].as_array().unwrap();
    let gap = undefined.iter().find(|gap| gap["at"] == "/measures/0/groups/means/1/interval").unwrap();
    assert_eq!(gap["reason"], "one person");

    let text = small(table, &["--group", "team"]).good();
    assert!(text.contains("of 1 group: one person."), "{text}");
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn an_empty_table_is_analysed_too() {
    let text = small("a,b,c\n", &[]).good();
    assert!(text.contains("0 people answered") && text.contains("no answers."), "{text}");
}

#[test]
fn a_missing_column_is_named_with_the_one_that_was_probably_meant() {
    let ran = small("a,B,c\n1,2,3\n", &[]);
    assert_eq!(ran.code, 1);
    let said =
        "footing: -:1: row 1: no column is called \"b\". Rename \"B\" to \"b\" if it is meant, or to something else\n";
    assert_eq!(ran.stderr, said);
    let ran = small("a,b,c,team\n1,2,3,x\n", &["--group", "tema"]);
    assert_eq!(ran.stderr, "footing: -:1: row 1: no column is called \"tema\". Did you mean \"team\"?\n");
    let ran = small("a,b,c,b\n1,2,3,4\n", &[]);
    let said = "footing: -:1: row 1, column \"b\": two columns have this name. Remove or rename one of the two\n";
    assert_eq!(ran.stderr, said);
}

#[test]
fn items_on_different_scales_have_scores_and_no_alpha() {
    let survey = "id = \"mixed\"\nkind = \"data\"\n[[dimension]]\nid = \"x\"\nscale = [1, 5]\nitems = [\"a\"]\n\
                  [[dimension]]\nid = \"y\"\nscale = [0, 10]\nitems = [\"b\"]\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mixed.toml");
    std::fs::write(&file, survey).unwrap();
    let arguments = ["analyse", "--survey", file.to_str().unwrap(), "-", "--format", "json"];
    let report = json(&run_on(&arguments, "a,b\n1,0\n5,10\n3,5\n").good());
    // 0, 100 and 50 of 100 possible.
    assert_eq!(report["measures"][0]["score"]["mean"], 50.0);
    assert_eq!(report["measures"][0]["unit"]["highest"], 100.0);
    let undefined = report["undefined"].as_array().unwrap();
    let gap = undefined.iter().find(|gap| gap["at"] == "/measures/0/quality/alpha").unwrap();
    assert_eq!(gap["reason"], "items on different scales");
}
