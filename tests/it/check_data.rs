//! `footing check --data`: faults planted in real and simulated answers are found, and sound answers raise nothing.

use crate::support::{Ran, data, run_on};

/// lq2002 as lines of cells, header first.
fn lq2002() -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(data("oracle/lq2002.csv")).unwrap();
    text.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect()).collect()
}

/// Turns one column of some rows round on 1 to 5.
fn turn_round(table: &mut [Vec<String>], column: &str, rows: impl Fn(usize) -> bool) {
    let place = table[0].iter().position(|name| name == column).unwrap();
    for (row, line) in table.iter_mut().enumerate().skip(1).filter(|(row, _)| rows(*row)) {
        let value: u8 = line[place].parse().unwrap_or_else(|_| panic!("row {row}"));
        line[place] = (6 - value).to_string();
    }
}

fn check(table: &[Vec<String>]) -> Ran {
    let lines: Vec<String> = table.iter().map(|line| line.join(",")).collect();
    let survey = data("lq2002.toml");
    run_on(&["check", "--data", "-", "--survey", &survey], &format!("{}\n", lines.join("\n")))
}

#[test]
fn sound_answers_raise_nothing() {
    let said = check(&lq2002()).good();
    assert_eq!(said, "the answers of 2042 people give no reason to change the instrument\n");
}

#[test]
fn a_forgotten_reverse_key_is_found_and_nothing_else() {
    let mut table = lq2002();
    turn_round(&mut table, "LEAD03", |_| true);
    insta::assert_snapshot!(check(&table).good(), @r"
    item LEAD03: correlates -0.70 with the other items of leadership, 95 % interval -0.73 to -0.68, 2042 people
        If agreement means less of the dimension, mark it as reversed.
    1 thing to look at, from the answers of 2042 people
    ");
}

#[test]
fn a_translation_that_turns_the_meaning_round_is_found_in_its_language() {
    let mut table = lq2002();
    table[0].push("language".to_owned());
    for (row, line) in table.iter_mut().enumerate().skip(1) {
        line.push(["en", "de", "ja"][row % 3].to_owned());
    }
    turn_round(&mut table, "LEAD07", |row| row % 3 == 1);
    insta::assert_snapshot!(check(&table).good(), @r#"
    item LEAD07 in "de": correlates -0.68 with the other items (681 people), in the other languages 0.71 (1361 people)
        The translation probably turns the meaning round, for example by a lost or added negation.
    1 thing to look at, from the answers of 2042 people
    "#);
}

#[test]
fn languages_are_told_by_their_first_part_and_a_mistyped_column_is_a_fault() {
    let mut table = lq2002();
    table[0].push("Sprache".to_owned());
    for (row, line) in table.iter_mut().enumerate().skip(1) {
        line.push(["en_US", "de-DE", "ja-JP", "de", "en-GB", "NA"][row % 6].to_owned());
    }
    turn_round(&mut table, "LEAD07", |row| row % 6 == 1 || row % 6 == 3);
    let lines: Vec<String> = table.iter().map(|line| line.join(",")).collect();
    let check = |column: &str| {
        let survey = data("lq2002.toml");
        run_on(&["check", "--data", "-", "--survey", &survey, "--language", column], &format!("{}\n", lines.join("\n")))
    };
    let said = check("Sprache").good();
    assert!(said.contains("item LEAD07 in \"de\": correlates -0."), "{said}");
    assert!(said.contains("1 thing to look at"), "{said}");
    let mistyped = check("Sprahce");
    assert_eq!((mistyped.code, mistyped.stdout.as_str()), (1, ""));
    let named = "no column is called \"Sprahce\". Did you mean \"Sprache\"?";
    assert!(mistyped.stderr.contains(named), "{}", mistyped.stderr);
}

#[test]
fn ten_thousand_languages_are_looked_at_in_the_time_of_ten_and_named() {
    let table = |rows: usize, languages: usize| {
        let rows: String = (0..rows)
            .map(|row| format!("{},{},{},l{}\n", row % 5 + 1, row / 5 % 5 + 1, row % 4 + 1, row % languages))
            .collect();
        format!("TSIG01,TSIG02,TSIG03,language\n{rows}")
    };
    let folder = tempfile::tempdir().unwrap();
    let survey = folder.path().join("three.toml");
    let three = "id = \"three\"\nkind = \"data\"\nscale = [1, 5]\n[[dimension]]\nid = \"x\"\nitems = [\"TSIG01\", \"TSIG02\", \"TSIG03\"]\n";
    std::fs::write(&survey, three).unwrap();
    let check = |table: &str| {
        let start = std::time::Instant::now();
        let ran = run_on(&["check", "--data", "-", "--survey", survey.to_str().unwrap()], table);
        (ran, start.elapsed())
    };
    let (few, usual) = check(&table(40_000, 10));
    assert!(!few.stderr.contains("languages"), "{}", few.stderr);
    let (many, time) = check(&table(40_000, 10_000));
    assert!(many.stderr.contains("column \"language\" names 10000 languages: is it the right one?"), "{}", many.stderr);
    // Merging all others for each took a hundred million merges.
    assert!(time < 10 * usual + std::time::Duration::from_secs(10), "{time:?} where ten languages take {usual:?}");
}

#[test]
fn ceilings_are_found_in_scores_and_items() {
    let mut table = lq2002();
    for line in table.iter_mut().skip(1) {
        // All but every tenth person of a company agree fully with the last three items.
        let person: usize = line[1].parse().unwrap();
        if !person.is_multiple_of(10) {
            line[13..16].fill("5".to_owned());
        }
    }
    let said = check(&table).good();
    assert!(said.contains("task significance: 91 % of 2042 people have the highest possible score"), "{said}");
    assert!(said.contains("item TSIG02: ") && said.contains("answers are the highest possible"), "{said}");
    assert!(said.contains("A ceiling: people there cannot be told apart, and cannot rise."), "{said}");
}

#[test]
fn the_survey_is_recognised_by_its_columns_and_held_to_what_it_promises() {
    let table = run_on(&["simulate", "--survey", "ai-proficiency", "--teams", "50", "--people", "10"], "").good();
    let said = run_on(&["check", "--data", "-"], &table).good();
    assert!(said.contains("Fit: alpha 0.") && said.contains("with 3 items, below 0.80"), "{said}");
    assert!(said.contains("points of 100, not 11 as the file says"), "{said}");
    let unknown = run_on(&["check", "--data", "-"], "a,b\n1,2\n");
    assert_eq!(unknown.code, 1);
    assert!(unknown.stderr.contains("name the file with --survey"), "{}", unknown.stderr);
}
