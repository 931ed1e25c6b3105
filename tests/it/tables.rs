//! Tables of answers, as spreadsheets and programs write them: every command reads them alike, whole or not at all.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::{App, Organisation, ROSTER, Ran, run_on};

/// Three items on 1 to 5.
const THREE: &str =
    "id = \"three\"\nkind = \"data\"\nscale = [1, 5]\n[[dimension]]\nid = \"calm\"\nitems = [\"a\", \"b\", \"c\"]\n";

const ITEMS: [&str; 14] = [
    "which-part",
    "fixed-point",
    "left-out",
    "told-it",
    "split-up",
    "my-decision",
    "asked-again",
    "checked-facts",
    "looked-for-errors",
    "protected-data",
    "could-explain",
    "frequency",
    "used-again",
    "shared",
];

/// A folder with a survey file of its own.
struct Desk {
    _folder: tempfile::TempDir,
    survey: PathBuf,
}

impl Desk {
    fn with(survey: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("three.toml");
        std::fs::write(&path, survey).unwrap();
        Desk { _folder: folder, survey: path }
    }

    fn analyse(&self, table: &str, more: &[&str]) -> Ran {
        let survey = self.survey.to_str().unwrap();
        run_on(&[&["analyse", "--survey", survey, "--format", "json", "-"], more].concat(), table)
    }

    fn check(&self, table: &str, more: &[&str]) -> Ran {
        run_on(&[&["check", "--data", "-", "--survey", self.survey.to_str().unwrap()], more].concat(), table)
    }
}

fn score(table: &str, more: &[&str]) -> Ran {
    run_on(&[&["score", "--survey", "ai-proficiency", "-"], more].concat(), table)
}

fn json(ran: Ran) -> serde_json::Value {
    serde_json::from_str(&ran.good()).unwrap()
}

/// A table for scoring: one row, everything answered with 3.
fn threes(header: &[&str], separator: &str) -> String {
    format!("{}\n{}\n", header.join(separator), vec!["3"; header.len()].join(separator))
}

#[test]
fn a_misspelt_item_column_is_refused_with_the_one_that_was_meant() {
    let misspelt: Vec<&str> = ITEMS.iter().map(|item| if *item == "told-it" { "told-them" } else { item }).collect();
    let ran = score(&threes(&misspelt, ","), &[]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    let said = "-:1: row 1: no column is called \"told-it\". Add it; where there is no answer, leave its cells empty";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let near: Vec<&str> = ITEMS.iter().map(|item| if *item == "told-it" { "tolt-it" } else { item }).collect();
    let ran = score(&threes(&near, ","), &[]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("Rename \"tolt-it\" to \"told-it\" if it is meant"), "{}", ran.stderr);
    let context = score(&threes(&[&ITEMS[..], &["wrok"]].concat(), ","), &[]);
    assert!(context.stderr.contains("Rename \"wrok\" to \"work\""), "{}", context.stderr);
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let doubled = [&ITEMS[..], &["told-it"]].concat();
    for header in [doubled, [&ITEMS[..], &["who", "who"]].concat()] {
        let ran = score(&threes(&header, ","), &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        assert!(ran.stderr.contains("two columns have this name. Remove or rename one of the two"), "{}", ran.stderr);
    }
}

#[test]
fn scoring_reads_what_spreadsheets_write_and_names_what_it_passes_through() {
    let scores = |table: &str| score(table, &[]).good();
    let expected = scores(&threes(&ITEMS, ","));
    assert!(expected.contains("\n50.0,"), "{expected}");
    for separator in [";", "\t"] {
        assert_eq!(scores(&threes(&ITEMS, separator)), expected);
        assert_eq!(scores(&format!("\u{feff}{}", threes(&ITEMS, separator))), expected, "with a byte order mark");
    }
    let quoted = ["\"who; when; where; why; how\""; 1];
    let ran = score(&threes(&[&quoted[..], &ITEMS[..]].concat(), ","), &[]);
    assert!(ran.stderr.contains("columns passed through: who; when; where; why; how"), "{}", ran.stderr);
    assert!(ran.good().starts_with("who; when; where; why; how,score,"));
    // A spreadsheet adds empty columns, and a program writes whole numbers as floats.
    let spread = format!("{},,\n{},,\n", ITEMS.join(","), ["3.0"; 14].join(","));
    assert_eq!(scores(&spread), expected);
}

#[test]
fn an_unclosed_quotation_mark_refuses_the_whole_table_in_every_command() {
    let rows: String =
        (0..1_000).map(|row| format!("{},3,3,{}\n", row % 5 + 1, if row == 99 { "\"so" } else { "fine" })).collect();
    let table = format!("a,b,c,note\n{rows}");
    let desk = Desk::with(THREE);
    let scored = score(&format!("{},note\n{}", ITEMS.join(","), "1,1,1,1,1,1,1,1,1,1,1,1,1,1,\"so\n".repeat(9)), &[]);
    for ran in [desk.analyse(&table, &[]), desk.check(&table, &[])] {
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        let said = "-:101: row 101: a quotation mark that begins a cell is not closed. Close it";
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
    assert_eq!((scored.code, scored.stdout.as_str()), (1, ""));
    assert!(scored.stderr.contains("-:2: row 2: there is text between the quotation mark"), "{}", scored.stderr);
}

#[test]
fn what_is_usual_for_a_missing_answer_is_missing_in_every_command() {
    let desk = Desk::with(THREE);
    for code in ["NA", "n/a", "#N/A", "#NV", "nan", "NULL"] {
        let table = format!("a,b,c\n1,2,{code}\n2,{code},3\n4,4,5\n");
        let report = json(desk.analyse(&table, &[]));
        assert_eq!(report["responses"]["missing_answers"], 2, "{code}");
        assert_eq!(desk.check(&table, &[]).code, 0, "{code}");
        let cells = [&["3"; 13][..], &[code]].concat().join(",");
        let scored = score(&format!("{}\n{cells}\n", ITEMS.join(",")), &[]);
        assert!(scored.good().contains("\n50.0,"), "{code}");
    }
}

#[test]
fn a_missing_code_is_declared_on_the_command_line_or_in_the_file() {
    let table = "who,a,b,c\n1,1,2,99\n2,2,k. A.,3\n3,99.0,4,5\n";
    let refused = Desk::with(THREE).analyse(table, &[]);
    assert_eq!(refused.code, 1);
    let said = "-:2: row 2, column \"c\": \"99\" is no whole number from 1 to 5. Write one, leave the cell empty, or declare \
                with --missing what stands for no answer";
    assert!(refused.stderr.contains(said), "{}", refused.stderr);
    for (survey, more) in [
        (THREE.to_owned(), &["--missing", "99,k. A."][..]),
        (THREE.to_owned(), &["--missing", "99", "--missing", "b=k. a."]),
        (format!("missing = [99, \"k. A.\"]\n{THREE}"), &[]),
    ] {
        let desk = Desk::with(&survey);
        assert_eq!(json(desk.analyse(table, more))["responses"]["missing_answers"], 3, "{more:?}");
        assert_eq!(desk.check(table, more).code, 0, "{more:?}");
    }
    let scored = format!("{}\n{}\n", ITEMS.join(","), [&["3"; 13][..], &["-9"]].concat().join(","));
    assert!(score(&scored, &["--missing", "-9"]).good().contains("\n50.0,"));
}

#[test]
fn a_missing_code_that_is_an_answer_or_names_no_column_is_refused() {
    let (desk, table) = (Desk::with(THREE), "a,b,c\n1,2,3\n");
    let answer = desk.analyse(table, &["--missing", "5"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (1, ""));
    assert!(answer.stderr.contains("\"5\" is an answer to a, which goes from 1 to 5"), "{}", answer.stderr);
    for ran in [desk.analyse(table, &["--missing", "d=99"]), desk.check(table, &["--missing", "d=99"])] {
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
        assert!(ran.stderr.contains("no column is called \"d\". Did you mean"), "{}", ran.stderr);
    }
    let file = Desk::with(&format!("missing = [3]\n{THREE}")).analyse(table, &[]);
    assert!(file.stderr.contains("three.toml:1:12: \"3\" is an answer to a"), "{}", file.stderr);
}

#[test]
fn words_for_nothing_are_no_groups_and_look_alikes_are_one() {
    let groups = ["red", "NA", "nan", "null", "blue", "#N/A", "light\u{a0}blue", "light  blue", ""];
    let rows: String = groups.iter().enumerate().map(|(row, group)| format!("{},2,3,{group}\n", row % 5 + 1)).collect();
    let ran = Desk::with(THREE).analyse(&format!("a,b,c,team\n{rows}"), &["--group", "team"]);
    let said = "column \"team\": 4 rows without a group, as \"NA\" stands for a missing one";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let report = json(ran);
    assert_eq!((&report["grouping"]["groups"], &report["grouping"]["ungrouped"]), (&3.into(), &5.into()));
}

#[test]
fn a_mistyped_group_is_a_fault() {
    let ran = Desk::with(THREE).analyse("a,b,c,team\n1,2,3,x\n", &["--group", "taem"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("-:1: row 1: no column is called \"taem\". Did you mean \"team\"?"), "{}", ran.stderr);
}

#[test]
fn a_short_row_is_a_fault_unless_a_spreadsheet_left_out_the_ends_of_sixteen() {
    let desk = Desk::with(THREE);
    let full: String = (2..=16).map(|_| "1,2,3\n").collect();
    let one = desk.analyse(&format!("a,b,c\n{full}1,2,3\n1,2\n"), &[]);
    assert_eq!(one.code, 1);
    assert!(one.stderr.contains("-:18: row 18, column \"c\": the row ends before this column"), "{}", one.stderr);
    let short: String = (17..=32).map(|_| "1,2\n").collect();
    let report = json(desk.analyse(&format!("a,b,c\n{full}{short}1,2,3\n"), &[]));
    assert_eq!(report["responses"]["missing_answers"], 16);
    // Columns that nobody reads may end anywhere.
    assert_eq!(json(desk.analyse("a,b,c,note\n1,2,3,x\n2,3,4\n", &[]))["responses"]["people"], 2);
}

#[test]
fn rows_of_which_none_can_be_used_are_no_success() {
    let desk = Desk::with(THREE);
    for ran in [
        desk.analyse("a,b,c\n,,\nx,,\n7,7,7\n", &["--skip-bad-rows"]),
        desk.analyse("note,a,b,c\nx,,NA,\n", &[]),
        desk.check("note,a,b,c\nx,,NA,\n", &[]),
        score(&format!("who,{}\nx{}\n", ITEMS.join(","), ",".repeat(14)), &[]),
    ] {
        assert_eq!(ran.code, 1, "{}", ran.stdout);
        assert!(ran.stderr.contains("has an answer that can be used"), "{}", ran.stderr);
    }
}

#[tokio::test]
async fn an_import_says_on_its_page_which_names_it_took_as_one() {
    let app = App::new().await;
    let organisation = Organisation::founded(&app).await;
    let mut admin = organisation.signed_in("admin@example.org").await;
    let roster = ROSTER.replace("Technology", "Tech\u{a0}nology");
    let file = format!("{roster}13,Mo,mo@example.org,Tech  nology,,ULM,,\n");
    let page = admin.upload("/admin/roster", &file).await;
    let said = page.text();
    assert!(said.contains("Names to look at"), "{said}");
    assert!(said.contains("“Tech nology”: "), "{said}");
    assert!(said.contains("“Ulm” and “ULM” differ in upper and lower case only."), "{said}");
    admin.post("/admin/roster/apply", "sure=yes").await;
    let (_, members) = app.context.store.roster().await.unwrap();
    let teams: BTreeSet<&str> =
        members.iter().map(|member| member.team.as_str()).filter(|team| team.contains("nology")).collect();
    assert_eq!(teams, BTreeSet::from(["Tech nology"]));
}

#[test]
fn a_table_in_another_encoding_or_without_rows_says_what_to_do() {
    let empty = score("", &[]);
    assert_eq!(empty.code, 1);
    assert!(empty.stderr.contains("the table is empty. Begin with a row that names the columns"), "{}", empty.stderr);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answers.csv");
    std::fs::write(&file, b"a,b,c,note\n1,2,3,fine\n1,2,3,J\xfcrgen\n").unwrap();
    let desk = Desk::with(THREE);
    let ran = run_on(&["analyse", "--survey", desk.survey.to_str().unwrap(), file.to_str().unwrap()], "");
    let said = "answers.csv:3: row 3: here is a character that is not UTF-8. Save it as \"CSV UTF-8\"";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
}
