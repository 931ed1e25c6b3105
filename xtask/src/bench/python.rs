//! The Python to measure with, made and furnished if need be.

use anyhow::{Result, ensure};

use crate::command::Run;

const DIRECTORY: &str = "target/tools/python";

/// Its program, once it has these packages; `pptx=python-pptx` is imported by another name than it is installed.
pub fn with(packages: &[&str]) -> Result<String> {
    let python = format!("{DIRECTORY}/bin/python");
    let names = packages.iter().map(|package| package.split_once('=').unwrap_or((package, package)));
    let (imported, installed): (Vec<&str>, Vec<&str>) = names.unzip();
    let import = format!("import {}", imported.join(", "));
    let has_all = || Run::new(&python).args(["-c", &import]).quiet_output().is_some();
    if !has_all() {
        Run::new("python3").args(["-m", "venv", DIRECTORY]).run()?;
        Run::new(&python).args(["-m", "pip", "install", "--quiet"]).args(&installed).run()?;
        ensure!(has_all(), "{} cannot be imported", imported.join(", "));
    }
    Ok(python)
}
