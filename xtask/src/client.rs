//! The browser part: the library compiled to wasm, its JavaScript glue from wasm-bindgen, and wasm-opt's smaller form.
//! Every stage is skipped when what it reads has not changed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::command::Run;
use crate::stamp::Stamp;
use crate::tools;
use crate::wasm_target::{TARGET, Toolchain};

/// Where cargo puts the browser part; apart from the server's, so that neither makes the other compile again.
pub const TARGET_DIR: &str = "target/client";
pub const PROFILE: &str = "wasm-release";
/// The crate that reaches the browser, and what cargo calls what it makes of it.
pub const PACKAGE: &str = "footing-islands";
const COMPILED: &str = "footing_islands.wasm";
/// What its files are called.
const NAME: &str = "footing";

/// What rustc may have put into the file, said to wasm-opt so that it keeps and uses it.
const WASM_OPT: [&str; 7] = [
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The two files that make up the browser part.
pub struct Client {
    pub js: String,
    pub wasm: Vec<u8>,
}

/// The name under which the glue asks for the wasm.
pub const WASM_IN_JS: &str = "footing_bg.wasm";

pub fn build() -> Result<Client> {
    let bindgen_version = wasm_bindgen_version(&read_text(Path::new("Cargo.lock"))?)?;
    eprintln!("[1/5] wasm target");
    let toolchain = Toolchain::find()?;
    eprintln!("      {}", toolchain.name());
    let compiled = compile(&toolchain)?;
    let (js, wasm) = bindgen(&compiled, &bindgen_version)?;
    let wasm = optimise(&wasm)?;
    Ok(Client { js: read_text(&js)?, wasm: read(&wasm)? })
}

fn compile(toolchain: &Toolchain) -> Result<PathBuf> {
    eprintln!("[2/5] compile to wasm");
    // The crate type is named here and not in Cargo.toml, where it would turn link-time optimisation off.
    let arguments = ["rustc", "--package", PACKAGE, "--lib", "--crate-type", "cdylib", "--target", TARGET];
    let features = ["--profile", PROFILE, "--features", "hydrate"];
    toolchain.cargo(&arguments).args(features).args(["--target-dir", TARGET_DIR]).run()?;
    Ok(Path::new(TARGET_DIR).join(TARGET).join(PROFILE).join(COMPILED))
}

fn bindgen(compiled: &Path, version: &str) -> Result<(PathBuf, PathBuf)> {
    eprintln!("[3/5] wasm-bindgen {version}");
    let directory = Path::new(TARGET_DIR).join("bindgen");
    let (js, wasm) = (directory.join(NAME).with_extension("js"), directory.join(WASM_IN_JS));
    let stamp = Stamp::new("bindgen", &[&read(compiled)?, version.as_bytes()]);
    if stamp.holds() && js.is_file() && wasm.is_file() {
        eprintln!("      unchanged");
        return Ok((js, wasm));
    }
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name(NAME)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate_output()
        })
        .map_err(|error| anyhow!("wasm-bindgen cannot read {}: {error:#}", compiled.display()))?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(from, _)| from);
    let foreign: Vec<_> = inline.chain(output.local_modules().keys()).map(String::as_str).collect();
    if !foreign.is_empty() {
        bail!(
            "the browser part brings JavaScript files of its own ({}), for which the flat site has no place: \
             do without the crate they come from",
            foreign.join(", ")
        );
    }
    output.emit(&directory).map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    stamp.write()?;
    Ok((js, wasm))
}

/// The smaller wasm if a wasm-opt can be had, else the one given: a build never fails here.
fn optimise(wasm: &Path) -> Result<PathBuf> {
    eprintln!("[4/5] wasm-opt");
    let original = read(wasm)?;
    let optimised = Path::new(TARGET_DIR).join("optimised.wasm");
    for find in [tools::wasm_opt_on_path, tools::wasm_opt_from_npm] {
        let Some(tool) = find() else { continue };
        let Some(version) = Run::new(&tool).args(["--version"]).quiet_output() else { continue };
        let stamp = Stamp::new("optimised", &[&original, version.as_bytes(), WASM_OPT.join(" ").as_bytes()]);
        if stamp.holds() && optimised.is_file() {
            eprintln!("      unchanged");
            return Ok(optimised);
        }
        eprintln!("      {version}");
        match Run::new(&tool).args(WASM_OPT).args([wasm, Path::new("-o"), &optimised]).run() {
            Ok(()) => {
                stamp.write()?;
                return Ok(optimised);
            }
            Err(error) => eprintln!("      {error:#}"),
        }
    }
    eprintln!("      there is none that works (npm can bring one): the build is only larger");
    Ok(wasm.to_owned())
}

/// The version in Cargo.lock. The crate that goes into the wasm and the library that reads it out again speak a format
/// that changes with every release, so both have to be the same.
fn wasm_bindgen_version(lock: &str) -> Result<String> {
    let inside = locked_version(lock, "wasm-bindgen")?;
    let ours = locked_version(lock, "wasm-bindgen-cli-support")?;
    if inside != ours {
        bail!(
            "Cargo.lock has wasm-bindgen {inside} but wasm-bindgen-cli-support {ours}, and the two must be equal: write \
             `wasm-bindgen-cli-support = \"={inside}\"` into xtask/Cargo.toml, or go back with \
             `cargo update --package wasm-bindgen --precise {ours}`"
        );
    }
    Ok(inside.to_owned())
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Result<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .with_context(|| format!("Cargo.lock names no version of {package}"))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(inside: &str, ours: &str) -> String {
        format!(
            "version = 4\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"{inside}\"\n\n\
             [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{ours}\"\n"
        )
    }

    #[test]
    fn equal_versions_of_wasm_bindgen_are_accepted() {
        assert_eq!(wasm_bindgen_version(&lock("0.2.130", "0.2.130")).unwrap(), "0.2.130");
    }

    #[test]
    fn different_versions_of_wasm_bindgen_are_refused_with_the_line_to_write() {
        let error = wasm_bindgen_version(&lock("0.2.131", "0.2.130")).unwrap_err().to_string();
        assert!(error.contains(r#"`wasm-bindgen-cli-support = "=0.2.131"`"#), "{error}");
    }
}
