//! `cargo xtask licences`: writes the notices of everything that is compiled into the program, which `footing licences`
//! prints. Whether any is missing is checked without the tool that writes them.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};

use crate::client::PACKAGE;
use crate::command::Run;
use crate::tools;
use crate::wasm_target::TARGET;

const NOTICES: &str = "src/cli/licences.txt";
/// Stands above the crates of a notice.
const RULE: &str = "=====";

pub fn write() -> Result<()> {
    let about = tools::cargo_about()?;
    // It looks at crates of every target, some of which nothing here has needed yet.
    Run::cargo().args(["fetch", "--locked"]).run()?;
    let written = Run::new(about)
        .args([
            "generate",
            "--offline",
            "--manifest-path",
            "Cargo.toml",
            "--config",
            "xtask/about.toml",
            "xtask/about.hbs",
        ])
        .output()?;
    fs::write(NOTICES, tidied(&written)).with_context(|| format!("cannot write {NOTICES}"))?;
    check()
}

/// Whether every crate that is compiled in has its notice.
pub fn check() -> Result<()> {
    let notices = fs::read_to_string(NOTICES).with_context(|| format!("cannot read {NOTICES}"))?;
    let noticed: BTreeSet<&str> = named(&notices).collect();
    let server = crates(&["--package", "footing"])?;
    let browser = crates(&["--package", PACKAGE, "--target", TARGET, "--features", "hydrate"])?;
    let missing: Vec<&String> = server.union(&browser).filter(|name| !noticed.contains(name.as_str())).collect();
    ensure!(missing.is_empty(), "{NOTICES} has no notice of {missing:?}: run `cargo xtask licences`");
    Ok(())
}

/// The names and versions that stand above the notices.
fn named(notices: &str) -> impl Iterator<Item = &str> {
    let heads = notices.lines().zip(notices.lines().skip(1)).filter(|(rule, _)| *rule == RULE).map(|(_, names)| names);
    heads.flat_map(|names| names.split(", "))
}

/// Names and versions of the crates of others that a package is made of.
fn crates(of: &[&str]) -> Result<BTreeSet<String>> {
    let tree =
        Run::cargo().args(["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"]).args(of).output()?;
    // "name v1.2.3", and for a crate of ours its path in parentheses.
    let foreign = tree.lines().filter(|line| !line.contains("(/"));
    Ok(foreign.map(|line| line.split_once(" (").map_or(line, |(name, _)| name).replacen(" v", " ", 1)).collect())
}

/// Without blanks at the ends of lines, and without more than one empty line in a row.
fn tidied(text: &str) -> String {
    let mut tidy = String::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (tidy.is_empty() || tidy.ends_with("\n\n"))) {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crates_of_a_notice_are_those_under_its_rule() {
        let notices = "=====\none 1.0.0, two 2.1.0\nMIT License\n\none 9.9.9, no head\n=====\nthree 3.0.0\nISC\n";
        assert_eq!(named(notices).collect::<Vec<_>>(), ["one 1.0.0", "two 2.1.0", "three 3.0.0"]);
    }

    #[test]
    fn tidied_notices_have_no_stray_blanks() {
        assert_eq!(tidied("\n\na  \n\n\n\nb"), "a\n\nb\n");
    }
}
