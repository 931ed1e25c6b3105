//! Somebody edits a survey after people have answered it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::tempdir;

use crate::support::{Participant, Server, footing};

const OLD: &str = "You are showing the way.";
const NEW: &str = "You are at the top.";

#[test]
fn a_survey_changed_under_its_version_is_refused_and_under_a_new_one_old_results_stay() {
    let dir = tempdir().unwrap();
    let (data, content) = (dir.path().join("data"), dir.path().join("surveys"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("surveys"), &content);
    let survey = content.join("ai-proficiency.toml");

    let server = Server::start_with(with_content(&content), &data);
    let result = Participant::new(1, &server).unwrap().complete(5);
    let shown = Participant::new(1, &server).unwrap().get(&result).unwrap().body;
    assert!(shown.contains(OLD), "{shown}");
    // Somebody else is in the middle of it.
    Participant::new(2, &server).unwrap().begin().unwrap();
    assert!(server.stop().success());

    replace(&survey, OLD, NEW);
    let refusal = Server::refused(with_content(&content), &data);
    assert_eq!(refusal.code, Some(1), "{}", refusal.said);
    let message = format!(
        "footing: {}: survey \"ai-proficiency\" version 1 was changed, but people have already answered this version. \
         Undo the change, or raise `version` to 2 so that their answers keep the version they were given under",
        survey.display()
    );
    assert!(refusal.said.contains(&message), "{}", refusal.said);

    replace(&survey, "version = 1", "version = 2");
    let server = Server::start_with(with_content(&content), &data);
    let shown = Participant::new(1, &server).unwrap().get(&result).unwrap().body;
    assert!(shown.contains(OLD) && !shown.contains(NEW), "{shown}");
    // Who began with a version ends with it; who begins now gets the new one.
    for (number, words, version) in [(2, OLD, 1), (3, NEW, 2)] {
        let mut person = Participant::new(number, &server).unwrap();
        let result = person.complete(5);
        let shown = person.get(&result).unwrap().body;
        assert!(shown.contains(words), "{shown}");
        assert_eq!(person.export()["responses"][0]["version"], version);
    }
    assert!(server.stop().success());

    // Going back would put answers under a version they were not given under.
    replace(&survey, "version = 2", "version = 1");
    replace(&survey, NEW, OLD);
    let refusal = Server::refused(with_content(&content), &data);
    assert_eq!(refusal.code, Some(1), "{}", refusal.said);
    assert!(refusal.said.contains("version 1 is older than version 2"), "{}", refusal.said);
}

fn with_content(content: &PathBuf) -> Command {
    let mut command = footing();
    command.env("FOOTING_CONTENT", content);
    command
}

fn replace(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{old:?} is not in {}", file.display());
    fs::write(file, text.replace(old, new)).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &to) } else { fs::copy(&path, to).map(drop).unwrap() }
    }
}
