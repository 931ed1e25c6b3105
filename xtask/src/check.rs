//! `cargo xtask check`: everything that is judged without running the tests, for the server and for the browser part.
//! It stops at the first complaint.

use anyhow::Result;

use crate::client::{PACKAGE, PROFILE, TARGET_DIR};
use crate::command::Run;
use crate::server::{self, Profile};
use crate::site;
use crate::wasm_target::{TARGET, Toolchain};

pub fn run() -> Result<()> {
    Run::cargo().args(["fmt", "--all", "--", "--check"]).run()?;
    // The server embeds the site, so it has to be there before the server can be compiled or judged.
    let site = site::build()?;
    Run::cargo()
        .args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
        .env("FOOTING_SITE", &site.hash)
        .run()?;
    browser_part()?;
    // Compiled together with the tests, since alone it would be compiled with other features of shared crates, and
    // most of them anew.
    let program = server::build(Profile::Tested, &site)?;
    Run::new(program).args(["check"]).run()?;
    eprintln!("\nEverything is as it should be.");
    Ok(())
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
