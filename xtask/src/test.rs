//! `cargo xtask test`: brings what the tests need, builds the site and runs all tests; arguments choose among Footing's.
//! What is missing is named before anything is built.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fmt, fs};

use anyhow::{Context, Result, bail, ensure};

use crate::command::Run;
use crate::server::spoken;
use crate::{site, tools};

pub fn run(arguments: &[String]) -> Result<()> {
    let mut clock = Clock::new();
    prepare()?;
    clock.ended("what the tests need");
    let site = site::build()?;
    clock.ended("the browser part");
    let axe = fs::canonicalize(tools::axe()).context("axe-core is not where npm should have put it")?;
    // Footing's crates and then the build tool, not `--workspace`: that would unite what both ask of shared crates, and the
    // whole stack would be compiled once more beside what a plain `cargo test` and `cargo xtask` have compiled already.
    let tests = || Run::cargo().args(["test"]).env("FOOTING_AXE", &axe).env("FOOTING_SITE", &site.hash);
    if arguments.is_empty() {
        tests().args(["--no-run"]).run()?;
        clock.ended("compiling the tests");
    }
    tests().args(arguments).run()?;
    clock.ended("the tests of Footing");
    if arguments.is_empty() {
        Run::cargo().args(["test", "--package", "xtask"]).run()?;
        clock.ended("the tests of the build tool");
    }
    eprint!("\n{clock}");
    Ok(())
}

/// How long each part took.
struct Clock {
    last: Instant,
    parts: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn new() -> Self {
        Self { last: Instant::now(), parts: Vec::new() }
    }

    fn ended(&mut self, part: &'static str) {
        self.parts.push((part, self.last.elapsed()));
        self.last = Instant::now();
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (part, time) in &self.parts {
            writeln!(f, "{:>9}  {part}", spoken(*time))?;
        }
        writeln!(f, "{:>9}  together", spoken(self.parts.iter().map(|(_, time)| *time).sum()))
    }
}

fn prepare() -> Result<()> {
    let mut packages = Vec::new();
    if tools::browser_problem().is_some() && !is_ubuntu() {
        packages.extend(["chromium", "chromium-driver"]);
    }
    if cfg!(target_os = "linux") {
        // The pages are also tried in Chinese and Japanese, and some tests fail or cut system calls on purpose.
        if Run::new("fc-list").args([":lang=ja"]).quiet_output().is_none_or(|fonts| fonts.is_empty()) {
            packages.push("fonts-noto-cjk");
        }
        if tools::on_path("strace").is_none() {
            packages.push("strace");
        }
        // What a PDF says is read back by another program than the one that wrote it.
        if tools::on_path("pdftotext").is_none() {
            packages.push("poppler-utils");
        }
    }
    if !tools::has_axe() && tools::on_path("npm").is_none() {
        packages.push("npm");
    }
    if !packages.is_empty() {
        tools::apt_install(&packages, "The tests need programs that are not here")?;
    }
    if let Some(problem) = tools::browser_problem() {
        bail!("{}", browser_advice(&problem));
    }
    if !tools::has_axe() {
        tools::install_axe()?;
        ensure!(tools::has_axe(), "npm did not bring axe-core, with which the tests examine the pages");
    }
    Ok(())
}

fn browser_advice(problem: &str) -> String {
    if is_ubuntu() {
        format!(
            "The browser tests cannot run: {problem}. Ubuntu's `chromium` package is only a wrapper around a snap: \
             install Google Chrome from its .deb (`sudo apt-get install ./google-chrome-stable_current_amd64.deb`) and \
             put the chromedriver of the same version on PATH (`npx @puppeteer/browsers install chromedriver@stable`), \
             then start this again"
        )
    } else {
        format!(
            "The browser tests cannot run: {problem}. They need Chromium or Google Chrome and the chromedriver of the \
             same version; on Debian `sudo apt-get install --reinstall chromium chromium-driver`, then start this again"
        )
    }
}

fn is_ubuntu() -> bool {
    let about = fs::read_to_string(Path::new("/etc/os-release")).unwrap_or_default();
    about.lines().any(|line| line == "ID=ubuntu")
}
