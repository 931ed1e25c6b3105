//! Every command as a member of a pipe: whoever reads may stop at any time, and no argument makes a command panic.

use std::path::Path;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{data, footing, run};

/// What a command did whose standard output or error nobody reads.
struct Ended {
    code: Option<i32>,
    said: String,
}

/// A pipe that nobody reads.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn command(arguments: &[&str]) -> Command {
    let mut command = footing();
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

fn without_reader(arguments: &[&str]) -> Ended {
    let output = command(arguments).stdout(closed()).stderr(Stdio::piped()).output().unwrap();
    Ended { code: output.status.code(), said: String::from_utf8(output.stderr).unwrap() }
}

/// Every command that prints something and needs no released wave.
fn commands<'a>(table: &'a str, data: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec!["--help"],
        vec!["check"],
        vec!["licences"],
        vec!["check", "--data", table],
        vec!["check", "Cargo.toml"],
        vec!["score", "--survey", "ai-proficiency", table],
        vec!["score", "--survey", "ai-proficiency", "--format", "json", table],
        vec!["analyse", "--survey", "ai-proficiency", table, "--group", "team"],
        vec!["analyse", "--survey", "ai-proficiency", table, "--format", "json"],
        vec!["plan", "--survey", "ai-proficiency", "--team-size", "8"],
        vec!["simulate", "--survey", "ai-proficiency", "--teams", "200", "--people", "8"],
        vec!["roster", "import", "README.md", "--data", data],
        vec!["roster", "export", "--data", data],
        vec!["wave", "retention", "--dry-run", "--data", data],
        vec!["token", "list", "--data", data],
        vec!["admin", "log", "--data", data],
    ]
}

/// A table of answers, and a data directory.
fn desk(folder: &Path) -> (String, String) {
    let table = folder.join("answers.csv");
    let simulated = run(&["simulate", "--survey", "ai-proficiency", "--teams", "10", "--people", "8"]).good();
    std::fs::write(&table, simulated).unwrap();
    let data = folder.join("data").to_str().unwrap().to_owned();
    run(&["token", "make", "program", "--scope", "releases:read", "--data", &data]).good();
    (table.to_str().unwrap().to_owned(), data)
}

#[test]
fn the_program_prints_the_licences_of_what_it_is_made_of() {
    let said = run(&["licences"]).good();
    for part in ["SIL Open Font License", "leptos 0.8", "sled 0.34", "harfrust 0.8", "Permission is hereby granted"] {
        assert!(said.contains(part), "{part} is missing");
    }
}

#[test]
fn a_command_whose_reader_has_seen_enough_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let (table, data) = desk(folder.path());
    for arguments in commands(&table, &data) {
        let ended = without_reader(&arguments);
        for word in ["panicked", "Broken pipe", "os error"] {
            assert!(!ended.said.contains(word), "footing {}: {}", arguments.join(" "), ended.said);
        }
        assert_eq!(ended.code, Some(0), "footing {}: {}", arguments.join(" "), ended.said);
    }
}

#[test]
fn a_command_that_nobody_listens_to_does_what_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let (table, data) = desk(folder.path());
    for arguments in commands(&table, &data) {
        let usual = command(&arguments).output().unwrap();
        let unheard = command(&arguments).stderr(closed()).output().unwrap();
        assert_eq!(unheard.status.code(), usual.status.code(), "footing {}", arguments.join(" "));
        assert_eq!(unheard.stdout.len(), usual.stdout.len(), "footing {}", arguments.join(" "));
    }
}

/// Numbers as people mistype them, and worse.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<f64>().prop_map(|number| number.to_string()),
        (-2.0..120.0).prop_map(|number: f64| format!("{number:.2}")),
        any::<i64>().prop_map(|number| number.to_string()),
        Just("NaN".to_owned()),
        Just("-inf".to_owned()),
        "[-0-9.e%,\\PC]{0,6}".prop_filter("an argument ends at a zero byte", |text| !text.contains('\0')),
    ]
}

#[test]
fn no_arguments_make_a_command_panic() {
    const PLAN: [&str; 6] = ["--team-size", "--sd", "--icc", "--reliability", "--stability", "--power"];
    const SIMULATE: [&str; 9] = [
        "--seed",
        "--icc",
        "--reliability",
        "--mean",
        "--sd",
        "--difficulty",
        "--missing",
        "--straight-liners",
        "--careless",
    ];
    let survey = data("lq2002.toml");
    let simulate = ["simulate", "--survey", &survey, "--teams", "3", "--people", "2"];
    let cases = (any::<bool>(), proptest::collection::vec((any::<prop::sample::Index>(), number()), 1..4));
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let result = runner.run(&cases, |(plans, flags)| {
        let (start, names): (&[&str], &[&str]) =
            if plans { (&["plan", "--survey", &survey, "--team-size=8"], &PLAN) } else { (&simulate, &SIMULATE) };
        let mut arguments: Vec<String> = start.iter().map(|argument| (*argument).to_owned()).collect();
        for (index, value) in flags {
            arguments.push(format!("{}={value}", index.get(names)));
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = run(&arguments);
        prop_assert!([0, 1, 2].contains(&ran.code), "{arguments:?}: {}", ran.stderr);
        prop_assert!(!ran.stderr.contains("panicked"), "{arguments:?}: {}", ran.stderr);
        prop_assert!(!ran.stdout.contains("NaN") && !ran.stdout.contains("inf\n"), "{arguments:?}: {}", ran.stdout);
        Ok(())
    });
    result.unwrap();
}
