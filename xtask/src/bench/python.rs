//! The Python to measure with, made and furnished if need be.

use anyhow::{Result, ensure};

use crate::command::Run;

const DIRECTORY: &str = "target/tools/python";

/// Its program, once it has these packages.
pub fn with(packages: &[&str]) -> Result<String> {
    let python = format!("{DIRECTORY}/bin/python");
    let import = format!("import {}", packages.join(", "));
    let has_all = || Run::new(&python).args(["-c", &import]).quiet_output().is_some();
    if !has_all() {
        Run::new("python3").args(["-m", "venv", DIRECTORY]).run()?;
        Run::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages).run()?;
        ensure!(has_all(), "{} cannot be imported", packages.join(", "));
    }
    Ok(python)
}
