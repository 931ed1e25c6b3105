//! The rules of the house: who may name whom, and what must not stand where. Read from the `use` lines and the text.

use std::fs;
use std::path::{Path, PathBuf};

/// What each room may name of the others in its crate. What the crates may name of each other is proved by their manifests.
const ARROWS_IN_CORE: [(&str, &[&str]); 10] = [
    ("table", &[]),
    ("survey", &[]),
    ("scoring", &["survey", "statistics"]),
    ("statistics", &[]),
    ("measurement", &["survey", "statistics"]),
    ("guidance", &["survey", "scoring", "wave", "disclosure"]),
    ("organisation", &["survey", "table"]),
    ("wave", &["survey", "organisation"]),
    ("disclosure", &["survey", "scoring", "statistics", "measurement", "organisation", "wave"]),
    ("practice", &["survey", "guidance", "organisation", "disclosure"]),
];

const ARROWS: [(&str, &[&str]); 7] = [
    ("mail", &[]),
    ("store", &[]),
    ("service", &["mail", "store"]),
    ("jobs", &["mail", "service"]),
    ("ui", &["mail", "service"]),
    ("web", &["mail", "service", "store", "jobs", "ui"]),
    ("cli", &["mail", "service", "store", "jobs", "ui", "web"]),
];

/// Folders of `src` that are crates of their own.
const CRATES: [&str; 3] = ["core", "report", "islands"];

/// What core must not know although its dependencies would let it: the clock, chance, the environment, the disk. Threads
/// that end before their function does (`thread::scope`) only make it faster.
const IMPURE: [&str; 8] = [
    "std::env",
    "std::fs",
    "std::time",
    "std::process",
    "std::net",
    "thread::spawn",
    "thread::sleep",
    "Timestamp::now",
];

/// Crates that would bring these in.
const NOT_IN_CORE: [&str; 8] = ["tokio", "axum", "leptos", "sled", "tracing", "getrandom", "tower", "hyper"];

fn source(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                files.push((path, text));
            }
        }
    }
    files
}

/// The lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The rooms a file names by `crate::room`, also within braces.
fn named_rooms(text: &str) -> Vec<String> {
    let joined: String = code(text).collect::<Vec<_>>().join(" ");
    let mut rooms = Vec::new();
    for (at, _) in joined.match_indices("crate::") {
        let rest = joined[at + "crate::".len()..].trim_start();
        let group = rest.strip_prefix('{').map(|group| group.split('}').next().unwrap_or_default());
        for path in group.unwrap_or(rest).split(',').take(if group.is_some() { usize::MAX } else { 1 }) {
            let room = path.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            rooms.push(room.to_owned());
        }
    }
    rooms
}

#[test]
fn every_room_names_only_the_rooms_it_may() {
    let mut breaches = Vec::new();
    for (folder, arrows) in [("src/core", &ARROWS_IN_CORE[..]), ("src", &ARROWS)] {
        for (room, may) in arrows {
            for (path, text) in source(&format!("{folder}/{room}")) {
                for named in named_rooms(&text) {
                    let known = arrows.iter().any(|(room, _)| *room == named);
                    if known && named != *room && !may.contains(&named.as_str()) {
                        breaches.push(format!("{} names {named}", path.display()));
                    }
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_room_with_a_rule() {
    for (folder, arrows, crates) in [("src/core", &ARROWS_IN_CORE[..], &[][..]), ("src", &ARROWS, &CRATES)] {
        let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("it is there");
        for entry in entries.map(|entry| entry.expect("the entry can be read")).filter(|entry| entry.path().is_dir()) {
            let name = entry.file_name().into_string().expect("rooms have plain names");
            let has_rule = crates.contains(&name.as_str()) || arrows.iter().any(|(room, _)| *room == name);
            assert!(has_rule, "{folder}/{name} has no rule in this test");
        }
    }
}

#[test]
fn core_knows_no_runtime_no_clock_no_chance_and_no_environment() {
    let manifest = include_str!("../../src/core/Cargo.toml");
    for name in NOT_IN_CORE {
        assert!(!manifest.lines().any(|line| line.starts_with(name)), "core depends on {name}");
    }
    let mut breaches = Vec::new();
    for (path, text) in source("src/core") {
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_tests = path.file_name().is_some_and(|name| name == "tests.rs");
        for word in IMPURE.iter().filter(|word| !is_tests && code(product).any(|line| line.contains(**word))) {
            breaches.push(format!("{} names {word}", path.display()));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn no_page_has_a_bare_textarea_or_an_inline_style() {
    for (path, text) in source("src/ui") {
        for line in code(&text) {
            let may = path.ends_with("parts/free_text.rs");
            assert!(may || !line.contains("<textarea"), "{}: its children are not escaped", path.display());
            assert!(!line.contains(" style=") && !line.contains("style:"), "{}: the policy blocks it", path.display());
        }
    }
}

#[test]
fn every_text_a_page_says_is_in_the_text_files_and_every_text_is_said() {
    let texts = include_str!("../../surveys/text/en.ftl");
    let keys: Vec<&str> = texts
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
        .collect();
    let code: String = source("src").into_iter().map(|(_, text)| text).collect();
    let calls = ["say_for(\"", "with_for(\""].iter().flat_map(|call| code.split(call).skip(1));
    let stems: Vec<&str> = calls.filter_map(|rest| rest.split('"').next()).collect();
    for key in &keys {
        let said = code.contains(&format!("\"{key}\"")) || stems.iter().any(|stem| key.starts_with(stem));
        // Or another text refers to it.
        let said = said || texts.contains(&format!("{{ {key} }}"));
        assert!(said, "nobody says \"{key}\"");
    }
    for call in ["say(\"", ".with(\"", "with(\n"] {
        for rest in code.split(call).skip(1).map(|rest| rest.trim_start_matches([' ', '"', '\n'])) {
            let key = rest.split('"').next().unwrap_or_default();
            assert!(keys.contains(&key), "\"{key}\" is in no text file");
        }
    }
}

#[test]
fn commands_write_where_a_closed_pipe_is_no_panic() {
    for (path, text) in source("src/cli") {
        let panics = |line: &str| ["println!(", "print!("].iter().any(|name| line.contains(name));
        let line = code(&text).find(|line| panics(line));
        assert_eq!(line, None, "{}: `cli::output` has a `print` and a `tell` that do not panic", path.display());
    }
}

#[test]
fn only_the_making_of_a_release_reads_the_answers_of_more_than_one_person() {
    for folder in ["src/service", "src/web", "src/ui", "src/cli"] {
        for (path, text) in source(folder) {
            let reads = code(&text).any(|line| line.contains(".linked_answers(") || line.contains(".ballots("));
            assert!(!reads || path.ends_with("service/release.rs"), "{} reads answers", path.display());
        }
    }
}

#[test]
fn only_a_store_gives_back_figures_that_were_not_audited_just_now() {
    // A sample for the report's tests is in no program.
    assert!(include_str!("../../src/report/lib.rs").contains("#[cfg(test)]\nmod sample;"));
    let is_test = |path: &Path| path.ends_with("report/sample.rs") || path.ends_with("tests.rs");
    for (path, text) in source("src").into_iter().filter(|(path, _)| !is_test(path)) {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        // What was audited is made by its table; only a store gives back a release, or a figure, that it was handed.
        let restores = code(text).any(|line| line.contains("::restored("));
        assert!(!restores || path.iter().any(|part| part == "store"), "{} restores figures", path.display());
    }
}

#[test]
fn what_the_doors_do_beside_the_threads_of_everybody_goes_through_the_render_pool() {
    for folder in ["src/service", "src/jobs", "src/web", "src/ui"] {
        for (path, text) in source(folder) {
            let begins = code(&text).any(|line| line.contains("spawn_blocking(") || line.contains("block_in_place("));
            assert!(!begins || path.ends_with("jobs/render_pool.rs"), "{} has a pool of its own", path.display());
        }
    }
}

#[test]
fn every_test_that_is_said_to_prove_something_is_there() {
    let said = include_str!("../../SECURITY.md");
    // Names of tests are the ones of four words or more.
    let names = said.split('`').skip(1).step_by(2).filter(|name| name.split('_').count() > 3 && !name.contains('/'));
    let tests: String =
        ["src", "tests/it"].iter().flat_map(|folder| source(folder)).map(|(_, text)| text).collect::<Vec<_>>().concat();
    let missing: Vec<&str> = names.filter(|name| !tests.contains(&format!("fn {name}("))).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(said.matches("| 1").count() > 3, "the table is where it was");
}
