//! `cargo xtask mutants`: plants one small fault after the other in the core and the report, and lists those that no test
//! notices. It takes hours for everything; `-- --file 'src/core/scoring/**'` looks at one room.

use std::ffi::OsStr;

use anyhow::Result;

use crate::command::Run;
use crate::tools;

pub fn run(arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    let mutants = tools::cargo_mutants()?;
    Run::new(mutants)
        .args(["mutants", "--package", "footing-core", "--package", "footing-report"])
        // Their own tests, which take seconds; those of the application would take minutes for each fault.
        .args(["--test-workspace=false", "--output", "target", "--baseline=skip", "--timeout=120"])
        .args(arguments)
        .run()
}
