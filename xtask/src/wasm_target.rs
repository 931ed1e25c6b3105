//! A compiler for `wasm32-unknown-unknown`: the one in use if it has the target or rustup can add it, else Debian's
//! packages, which carry no ready-made standard library for it and therefore compile that too.

use std::path::Path;

use anyhow::Result;

use crate::command::Run;
use crate::tools;

pub const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

pub enum Toolchain {
    Usual,
    Debian,
}

impl Toolchain {
    pub fn find() -> Result<Self> {
        if usual_has_target() {
            return Ok(Self::Usual);
        }
        if tools::on_path("rustup").is_some() {
            let added = Run::new("rustup").args(["target", "add", TARGET]).run();
            if added.is_ok() && usual_has_target() {
                return Ok(Self::Usual);
            }
            eprintln!("      rustup could not add it: Debian's packages can do the same, only slower");
        }
        let linker = debian_linker();
        let packages: Vec<&str> = DEBIAN.into_iter().chain([linker.as_str()]).collect();
        if !packages.iter().all(|package| tools::has_package(package)) {
            tools::apt_install(&packages, &format!("The browser part needs a Rust compiler for {TARGET}"))?;
        }
        Ok(Self::Debian)
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Usual => "installed",
            Self::Debian => "Debian's packages",
        }
    }

    /// Cargo for the browser part; `arguments` begin with the subcommand.
    pub fn cargo(&self, arguments: &[&str]) -> Run {
        match self {
            Self::Usual => Run::cargo().args(arguments),
            // /usr/bin goes first for this command only, so that its cargo finds its own rustc and not rustup's.
            Self::Debian => Run::new("/usr/bin/cargo")
                .path_first("/usr/bin")
                .env("RUSTC_BOOTSTRAP", "1")
                .without_env("LD_LIBRARY_PATH")
                .args(arguments)
                .args(["-Zbuild-std=std,panic_abort"]),
        }
    }
}

fn usual_has_target() -> bool {
    let libraries = Run::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).quiet_output();
    libraries.is_some_and(|directory| Path::new(&directory).is_dir())
}

/// The package with the linker: rust-web-llvm has only a link to it, depends on LLVM of the same number and not on it.
fn debian_linker() -> String {
    let depends = Run::new("apt-cache").args(["depends", "rust-web-llvm"]).quiet_output().unwrap_or_default();
    let llvm = depends.lines().find_map(|line| line.trim().strip_prefix("Depends: llvm-"));
    llvm.map_or_else(|| "lld".to_owned(), |number| format!("lld-{number}"))
}
