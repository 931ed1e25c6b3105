//! `cargo xtask check`: everything that is judged without running the tests, for the server and for the browser part.
//! It stops at the first complaint.

use anyhow::Result;

use crate::client::{PACKAGE, PROFILE, TARGET_DIR};
use crate::command::Run;
use crate::server::{self, Profile};
use crate::wasm_target::{TARGET, Toolchain};
use crate::{licences, site, tools};

pub fn run() -> Result<()> {
    Run::cargo().args(["fmt", "--all", "--", "--check"]).run()?;
    // The server embeds the site, so it has to be there before the server can be compiled or judged.
    let site = site::build()?;
    Run::cargo()
        .args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        .env("FOOTING_SITE", &site.hash)
        .run()?;
    browser_part()?;
    documentation(&site.hash)?;
    dependencies()?;
    // Compiled together with the tests, since alone it would be compiled with other features of shared crates, and
    // most of them anew.
    let program = server::build(Profile::Tested, &site)?;
    Run::new(program).args(["check"]).run()?;
    eprintln!("\nEverything is as it should be.");
    Ok(())
}

/// The links of the documentation lead somewhere.
fn documentation(site: &str) -> Result<()> {
    let packages = ["--package", "footing-core", "--package", "footing-report", "--package", "footing"];
    Run::cargo()
        .args(["doc", "--no-deps", "--lib"])
        .args(packages)
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("FOOTING_SITE", site)
        .run()
}

/// What the crates of others are allowed: `deny.toml` says it.
fn dependencies() -> Result<()> {
    licences::check()?;
    let deny = tools::cargo_deny()?;
    Run::new(&deny).args(["check", "bans", "licenses", "sources"]).run()?;
    // Advisories lie in a repository elsewhere, which not every machine may ask.
    if Run::new(&deny).args(["fetch", "db"]).run_quietly().is_err() {
        eprintln!("      the database of advisories cannot be fetched from here, so nothing was looked up in it");
        return Ok(());
    }
    Run::new(&deny).args(["check", "advisories"]).run()
}

/// With the profile of the browser part, because its macros are compiled for that already.
fn browser_part() -> Result<()> {
    let toolchain = Toolchain::find()?;
    let features = ["--target", TARGET, "--profile", PROFILE, "--features", "hydrate"];
    let arguments = ["--package", PACKAGE, "--lib", "--target-dir", TARGET_DIR];
    match toolchain {
        Toolchain::Usual => {
            toolchain.cargo(&["clippy"]).args(arguments).args(features).args(["--", "-D", "warnings"]).run()
        }
        // Those packages have no clippy; the compiler's own warnings were shown by the build.
        Toolchain::Debian => Ok(()),
    }
}
