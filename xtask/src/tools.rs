//! Programs of others that the build and the tests use: looking for them, and bringing them with apt-get or npm.
//! What cannot be brought is named in one sentence with the command that would.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Result, bail};

use crate::command::Run;

/// Where npm and cargo put what they bring.
const TOOLS: &str = "target/tools";
const NODE_MODULES: &str = "target/tools/node_modules";
const BINARYEN: (&str, &str) = ("binaryen", "132.0.0");
const AXE: (&str, &str) = ("axe-core", "4.14.1");
const CARGO_DENY: (&str, &str) = ("cargo-deny", "0.20.2");
const CARGO_MUTANTS: (&str, &str) = ("cargo-mutants", "27.1.0");
const CARGO_ABOUT: (&str, &str) = ("cargo-about", "0.9.3");

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}

pub fn is_root() -> bool {
    Run::new("id").args(["-u"]).quiet_output().is_some_and(|id| id == "0")
}

/// Whether Debian's package manager has it installed.
pub fn has_package(package: &str) -> bool {
    let status = Run::new("dpkg-query").args(["--show", "--showformat=${Status}", package]).quiet_output();
    status.is_some_and(|status| status == "install ok installed")
}

/// Installs Debian packages, or says how; `why` begins the sentence.
pub fn apt_install(packages: &[&str], why: &str) -> Result<()> {
    let command = format!("apt-get install -y {}", packages.join(" "));
    if on_path("apt-get").is_none() {
        bail!("{why}: install what Debian calls {}, then start this again", packages.join(", "));
    }
    if !is_root() {
        bail!("{why}: run `sudo {command}`, then start this again");
    }
    let install =
        || Run::new("apt-get").args(["install", "-y"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    if install().run().is_ok() {
        return Ok(());
    }
    // The usual reason is a package list that is old or was never fetched.
    let again = Run::new("apt-get").args(["update"]).run().and_then(|()| install().run());
    again.map_err(|error| error.context(format!("{why}, and apt-get could not install it")))
}

/// Installs one npm package into `target/tools/`, of exactly this version.
fn npm_install((package, version): (&str, &str)) -> Result<()> {
    fs::create_dir_all(TOOLS)?;
    Run::new("npm")
        .args(["install", "--prefix", TOOLS, "--save-exact", "--no-audit", "--no-fund", "--no-progress"])
        .args(["--loglevel=error", "--fetch-retries=1", &format!("{package}@{version}")])
        .run()
}

fn has_npm_package((package, version): (&str, &str)) -> bool {
    let about = fs::read_to_string(Path::new(NODE_MODULES).join(package).join("package.json"));
    about.is_ok_and(|about| about.contains(&format!("\"version\": \"{version}\"")))
}

pub fn wasm_opt_on_path() -> Option<PathBuf> {
    on_path("wasm-opt")
}

/// The one npm brings, installed if need be. A failure is shown, and then there is none.
pub fn wasm_opt_from_npm() -> Option<PathBuf> {
    if !has_npm_package(BINARYEN) {
        on_path("npm")?;
        eprintln!("      wasm-opt makes the wasm smaller; npm has one");
        if let Err(error) = npm_install(BINARYEN) {
            eprintln!("      {error:#}");
        }
    }
    let tool = Path::new(NODE_MODULES).join(".bin/wasm-opt");
    tool.is_file().then_some(tool)
}

pub fn has_axe() -> bool {
    has_npm_package(AXE) && axe().is_file()
}

pub fn install_axe() -> Result<()> {
    npm_install(AXE)
}

pub fn axe() -> PathBuf {
    Path::new(NODE_MODULES).join("axe-core/axe.min.js")
}

/// What judges the crates of others, installed if need be.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_install(CARGO_DENY, &[])
}

/// What collects their notices, installed if need be.
pub fn cargo_about() -> Result<PathBuf> {
    cargo_install(CARGO_ABOUT, &["--features", "cli"])
}

/// What plants faults to see which the tests notice, installed if need be.
pub fn cargo_mutants() -> Result<PathBuf> {
    cargo_install(CARGO_MUTANTS, &[])
}

/// Installs one program with cargo into `target/tools/`, of exactly this version; once, it takes minutes.
fn cargo_install((program, version): (&str, &str), options: &[&str]) -> Result<PathBuf> {
    let installed = fs::read_to_string(Path::new(TOOLS).join(".crates.toml")).unwrap_or_default();
    if !installed.contains(&format!("\"{program} {version} ")) {
        Run::cargo()
            .args(["install", "--locked", "--root", TOOLS, "--target-dir", "target/tools/build", program])
            .args(["--version", version])
            .args(options)
            // They run for seconds: what their own profiles spend minutes on is never made good.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .run()?;
    }
    Ok(Path::new(TOOLS).join("bin").join(program))
}

/// Why no browser test can run here, or nothing. Programs are started, since a file of that name may be a mere
/// wrapper that asks for a snap.
pub fn browser_problem() -> Option<String> {
    let version = |program: &Path| Run::new(program).args(["--version"]).quiet_output();
    let browsers = [Some(PathBuf::from("/usr/bin/chromium")), on_path("google-chrome")];
    let Some(browser) = browsers.iter().flatten().find_map(|program| version(program)) else {
        return Some("neither /usr/bin/chromium nor google-chrome can be started".to_owned());
    };
    let Some(driver) = on_path("chromedriver").and_then(|program| version(&program)) else {
        return Some("chromedriver cannot be started".to_owned());
    };
    let (of_browser, of_driver) = (major(&browser), major(&driver));
    (of_browser != of_driver).then(|| format!("{browser:?} and {driver:?} are of different versions"))
}

/// The first number of the first word that begins with a digit: 156 in `Chromium 156.0.8078.79 built on Debian`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_found_in_what_browsers_print() {
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.79 (abcdef-refs/branch-heads/8078@{#1})"), Some(156));
        assert_eq!(major("nothing"), None);
    }
}
