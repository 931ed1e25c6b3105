//! The command line, as a program that is started: what it prints, where, and how it ends.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn footing(arguments: &[&str]) -> Output {
    footing_reading(arguments, "")
}

fn footing_reading(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_footing"));
    command.args(arguments).current_dir(std::env::temp_dir());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("footing starts");
    process.stdin.take().expect("its input is piped").write_all(input.as_bytes()).expect("it reads its input");
    process.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it prints UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it prints UTF-8")
}

/// A complete row of the proficiency assessment with one answer everywhere.
fn header() -> &'static str {
    "who,work,tasks,which-part,fixed-point,left-out,told-it,split-up,my-decision,asked-again,checked-facts,\
     looked-for-errors,protected-data,could-explain,frequency,used-again,shared"
}

#[test]
fn help_teaches_with_examples_and_names_the_settings() {
    let help = out(&footing(&["--help"]));
    for part in ["footing serve", "footing check", "footing score --survey", "footing.toml", "FOOTING_DATA"] {
        assert!(help.contains(part), "{part} is not in\n{help}");
    }
}

#[test]
fn a_command_line_that_is_not_understood_ends_with_two() {
    assert_eq!(footing(&["srve"]).status.code(), Some(2));
    assert_eq!(footing(&["score"]).status.code(), Some(2));
}

#[test]
fn the_content_that_comes_with_footing_has_no_faults() {
    let output = footing(&["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("everybody can be given one, and no choice is a tie"));
}

#[test]
fn check_names_every_fault_with_its_place_and_how_to_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let survey = include_str!("../../surveys/ai-proficiency.toml");
    let broken = survey.replace("minutes = 3", "minuets = 3").replace("below = 40\n", "below = 41\n");
    std::fs::write(folder.path().join("ai-proficiency.toml"), broken).unwrap();
    let output = footing(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = out(&output);
    for part in ["ai-proficiency.toml:6:1:", "minuets", "Did you mean `minutes`?", ":280:", "two levels cover 40 to 41"]
    {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

#[test]
fn check_refuses_a_library_that_leaves_somebody_without_a_step() {
    let folder = tempfile::tempdir().unwrap();
    copy_content(folder.path());
    std::fs::remove_file(folder.path().join("steps/sales.toml")).unwrap();
    std::fs::remove_file(folder.path().join("steps/everyone.toml")).unwrap();
    let output = footing(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = out(&output);
    assert!(said.contains("no step fits work \"sales\", level \"starting-out\", weakest dimension \"fit\""), "{said}");
}

#[test]
fn check_refuses_a_tie_and_a_step_nobody_can_be_given() {
    let folder = tempfile::tempdir().unwrap();
    copy_content(folder.path());
    let steps = folder.path().join("steps");
    let sales = std::fs::read_to_string(steps.join("sales.toml")).unwrap();
    let twin = sales.replace("sales-", "twin-").replace("title = \"", "title = \"Zwei ");
    std::fs::write(steps.join("twin.toml"), twin).unwrap();
    let everyone = std::fs::read_to_string(steps.join("everyone.toml")).unwrap();
    let lost = everyone.replace(
        "signals = [\"unchecked-use\"]",
        "levels = [\"working-pattern\", \"showing-the-way\"]\nsignals = [\"unchecked-use\"]",
    );
    std::fs::write(steps.join("everyone.toml"), lost).unwrap();
    let said = out(&footing(&["check", folder.path().to_str().unwrap()]));
    assert!(said.contains("\"sales-fit\" and \"twin-fit\" match the same people equally well"), "{said}");
    assert!(said.contains("\"check-before-it-leaves\" can never be given"), "{said}");
}

#[test]
fn score_gives_scores_level_and_step_for_every_row() {
    let table = format!(
        "{}\nann,sales,,1,1,1,1,1,1,1,1,1,1,1,1,1,1\nbob,sales,proposals figures,5,5,5,5,5,5,5,5,5,5,5,5,5,5\n",
        header()
    );
    let output = footing_reading(&["score", "--survey", "ai-proficiency", "-"], &table);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let said = out(&output);
    let rows: Vec<&str> = said.lines().collect();
    assert_eq!(
        rows[0],
        "who,score,score_sem,level,between_with,held_back_by,fit_score,fit_sem,direction_score,direction_sem,\
         judgement_score,judgement_sem,practice_score,practice_sem,weakest,next_step"
    );
    assert!(rows[1].starts_with("ann,0.0,6.0,starting-out,,,0.0,"), "{}", rows[1]);
    assert!(rows[2].starts_with("bob,100.0,6.0,showing-the-way,,,100.0,"), "{}", rows[2]);
}

#[test]
fn score_names_bad_cells_by_row_and_column_and_scores_the_good_rows_only_when_told_to() {
    let table = format!(
        "{}\nann,sales,,1,1,1,1,1,1,1,1,1,1,1,1,1,1\nbob,selling,,1,9,1,1,1,1,1,1,1,1,1,1,1,1\n\
         cat,sales,,na,1,1,1,1,1,1,1,1,1,1,never,1,1\ndan,sales,,1\neve,sales,,,3,3,3,3,3,3,3,3,3,3,3,3,3\n",
        header()
    );
    let refused = footing_reading(&["score", "--survey", "ai-proficiency", "-"], &table);
    assert_eq!((refused.status.code(), out(&refused)), (Some(1), String::new()));
    assert!(err(&refused).contains("3 rows cannot be read"), "{}", err(&refused));
    let output = footing_reading(&["score", "--survey", "ai-proficiency", "--skip-bad-rows", "-"], &table);
    assert_eq!(output.status.code(), Some(0));
    let (rows, faults) = (out(&output), err(&output));
    assert_eq!(rows.lines().count(), 3, "the header, ann and eve:\n{rows}");
    for part in [
        "-:3: row 3, column \"work\": \"selling\" is not one of the options. Write sales, marketing",
        "-:3: row 3, column \"fixed-point\": \"9\" is no whole number from 1 to 5. Write one, leave the cell empty",
        "-:4: row 4, column \"frequency\": \"never\" is no whole number from 1 to 5",
        "-:5: row 5, column \"fixed-point\": the row ends before this column",
        "footing: 3 rows left out",
        "footing: columns passed through: who",
    ] {
        assert!(faults.contains(part), "{part} is not in\n{faults}");
    }
}

#[test]
fn score_writes_json_with_null_for_what_is_undefined() {
    let table = format!("{}\nann,other,,na,na,na,na,na,na,na,na,na,na,na,1,na,na\n", header());
    let output = footing_reading(&["score", "--survey", "ai-proficiency", "--format", "json", "-"], &table);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(rows[0]["who"], "ann");
    assert!(rows[0]["score"].is_null() && rows[0]["level"].is_null());
    assert_eq!(rows[0]["next_step"], "first-try-on-a-small-task");
}

#[test]
fn score_does_not_pass_a_formula_through_into_a_spreadsheet() {
    let table =
        format!("{}\n\"=1+cmd\",sales,,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n-4,sales,,1,1,1,1,1,1,1,1,1,1,1,1,1,1\n", header());
    let said = out(&footing_reading(&["score", "--survey", "ai-proficiency", "-"], &table));
    assert!(said.contains("\n'=1+cmd,"), "{said}");
    assert!(said.contains("\n-4,"), "a number stays a number:\n{said}");
}

#[test]
fn an_unknown_survey_or_a_table_without_items_says_what_there_is() {
    let output = footing_reading(&["score", "--survey", "ai", "-"], "a,b\n1,2\n");
    assert!(err(&output).contains("no survey \"ai\"; there is ai-proficiency"), "{}", err(&output));
    let output = footing_reading(&["score", "--survey", "ai-proficiency", "-"], "a,b\n1,2\n");
    assert!(err(&output).contains("which-part"), "{}", err(&output));
}

#[test]
fn serve_says_all_wrong_settings_at_once() {
    let output = footing(&["serve", "--listen", "nowhere", "--address", "example", "--log", "xml"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    for part in ["nowhere", "0.0.0.0:3000", "example", "write text or json"] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
}

fn copy_content(to: &Path) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys");
    for folder in ["", "steps", "text"] {
        std::fs::create_dir_all(to.join(folder)).unwrap();
        for entry in std::fs::read_dir(from.join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), to.join(folder).join(entry.file_name())).unwrap();
            }
        }
    }
}
