//! The server: compiling it around a finished site, and starting it.
//! The site's hash goes to the compiler as `FOOTING_SITE`, so that a changed site is embedded anew.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Result, bail, ensure};

use crate::command::Run;
use crate::site::{self, Site};

/// Where `footing serve` listens when it is not told otherwise.
const ADDRESS: &str = "127.0.0.1:3000";

#[derive(Clone, Copy)]
pub enum Profile {
    /// For trying, testing and working on it.
    Debug,
    /// As `cargo test` leaves it.
    Tested,
    /// For those who use it, and for what is measured.
    Release,
}

/// `cargo xtask run`: from a fresh checkout to a page in the browser. Without the optimiser, which takes as long again
/// and makes nothing faster that somebody who looks around would notice.
pub fn run(arguments: &[String]) -> Result<()> {
    let start = Instant::now();
    let site = site::build()?;
    let program = build(Profile::Debug, &site)?;
    eprintln!("\nReady after {}: {}", spoken(start.elapsed()), address(arguments));
    // Without data of their own, people look around in the example organisation.
    let own_data =
        arguments.iter().any(|argument| argument.starts_with("--data")) || env::var_os("FOOTING_DATA").is_some();
    let example: &[&str] = if own_data { &[] } else { &["--example", "--data", "target/example"] };
    Run::new(program).args(["serve"]).args(example).args(arguments).replace_this_process()
}

/// `cargo xtask ship`: the program as it is installed.
pub fn ship() -> Result<()> {
    let start = Instant::now();
    let program = build(Profile::Release, &site::build()?)?;
    let bytes = fs::metadata(&program)?.len();
    eprintln!("\n{} is ready after {}: {:.1} MB", program.display(), spoken(start.elapsed()), bytes as f64 / 1e6);
    Ok(())
}

pub fn build(profile: Profile, site: &Site) -> Result<PathBuf> {
    eprintln!("[server] compile{}", if matches!(profile, Profile::Release) { ", optimised" } else { "" });
    let (flags, directory): (&[&str], _) = match profile {
        Profile::Debug => (&[], "debug"),
        Profile::Tested => (&["--bins", "--tests"], "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    Run::cargo().args(["build"]).args(flags).env("FOOTING_SITE", &site.hash).run()?;
    let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let program = Path::new(&target).join(directory).join("footing").with_extension(env::consts::EXE_EXTENSION);
    if !program.is_file() {
        bail!("cargo built no {}", program.display());
    }
    Ok(program)
}

pub fn address(arguments: &[String]) -> String {
    let mut values = arguments.iter().map(|argument| argument.rsplit('=').next().unwrap_or_default());
    match values.find(|value| value.parse::<SocketAddr>().is_ok()) {
        Some(address) => format!("http://{address}"),
        None => format!("http://{ADDRESS} (or where the arguments and the environment put it)"),
    }
}

pub fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

/// A server in the background, stopped when this is dropped.
pub struct Running(Child);

impl Running {
    pub fn start(program: &Path, arguments: &[String]) -> Result<Self> {
        Self::spawn(Run::new(program).args(["serve"]).args(arguments))
    }

    pub fn spawn(server: Run) -> Result<Self> {
        server.spawn().map(Self)
    }

    /// Starts it and waits until it says where it is; what it prints goes to `log`.
    pub fn announced(server: Run, log: &Path, patience: Duration) -> Result<(Self, String)> {
        let mut running = Self::spawn(server.output_to(log)?)?;
        let deadline = Instant::now() + patience;
        loop {
            let said = fs::read_to_string(log)?;
            let address = said.lines().find_map(|line| line.strip_prefix("Footing is at ")?.split_whitespace().next());
            if let Some(address) = address {
                return Ok((running, address.to_owned()));
            }
            ensure!(running.ended().is_none() && Instant::now() < deadline, "the server does not start:\n{said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<String> {
        self.0.try_wait().ok().flatten().map(|status| status.to_string())
    }
}

impl Drop for Running {
    /// Asks first, so that the database is closed in order.
    fn drop(&mut self) {
        if cfg!(unix) && self.ended().is_none() {
            let _ = Run::new("kill").args([self.0.id().to_string()]).quiet_output();
            let patience = Instant::now() + Duration::from_secs(5);
            while self.ended().is_none() && Instant::now() < patience {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
