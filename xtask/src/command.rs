//! Running other programs: every command is shown before it runs, and an error names the command that failed.
//! Nothing goes through a shell, so what is shown can be copied into one.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

pub struct Run {
    command: Command,
    shown: String,
}

impl Run {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        Self { command: Command::new(program), shown: program.to_string_lossy().into_owned() }
    }

    /// The cargo that started this tool, without the variables that describe this tool's own package: some build
    /// scripts watch those, and would then compile again whenever cargo is called in the other way.
    pub fn cargo() -> Self {
        let mut run = Self::new("cargo");
        run.command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in env::vars_os() {
            let shown = name.to_string_lossy();
            if shown.starts_with("CARGO_PKG_") || shown.starts_with("CARGO_MANIFEST_") {
                run.command.env_remove(&name);
            }
        }
        run
    }

    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for argument in arguments {
            let text = argument.as_ref().to_string_lossy();
            self.shown.push(' ');
            if text.is_empty() || text.contains(|c: char| c.is_whitespace() || "\"'$*;&|<>()`\\".contains(c)) {
                self.shown.push_str(&format!("'{}'", text.replace('\'', r"'\''")));
            } else {
                self.shown.push_str(&text);
            }
            self.command.arg(argument.as_ref());
        }
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.shown = format!("{name}={} {}", value.as_ref().to_string_lossy(), self.shown);
        self.command.env(name, value);
        self
    }

    /// Puts a directory before all others for this command.
    pub fn path_first(mut self, directory: &str) -> Self {
        let path = env::var("PATH").unwrap_or_default();
        self.command.env("PATH", format!("{directory}:{path}"));
        self.shown = format!("PATH={directory}:$PATH {}", self.shown);
        self
    }

    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub fn in_directory(mut self, directory: &Path) -> Self {
        self.command.current_dir(directory);
        self
    }

    /// Sends all it prints to a new file.
    pub fn output_to(mut self, path: &Path) -> Result<Self> {
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        self.command.stdout(file.try_clone()?).stderr(file).stdin(Stdio::null());
        Ok(self)
    }

    fn show(&self) {
        eprintln!("      $ {}", self.shown);
    }

    /// Runs it to its end, with this terminal as its own.
    pub fn run(mut self) -> Result<()> {
        self.show();
        let status = self.command.status().with_context(|| format!("could not start `{}`", self.shown))?;
        if !status.success() {
            bail!("`{}` failed ({status})", self.shown);
        }
        Ok(())
    }

    /// Runs it to its end and shows what it printed only when it fails.
    pub fn run_quietly(mut self) -> Result<()> {
        let output = self.command.stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("could not start `{}`", self.shown))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("`{}` failed ({}): {}", self.shown, output.status, said.trim());
        }
        Ok(())
    }

    /// Runs it to its end and gives back what it printed; its complaints go to this terminal.
    pub fn output(mut self) -> Result<String> {
        self.show();
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output = output.with_context(|| format!("could not start `{}`", self.shown))?;
        if !output.status.success() {
            bail!("`{}` failed ({})", self.shown, output.status);
        }
        String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no UTF-8", self.shown))
    }

    /// Starts it and comes back at once.
    pub fn spawn(mut self) -> Result<std::process::Child> {
        self.show();
        self.command.spawn().with_context(|| format!("could not start `{}`", self.shown))
    }

    /// Becomes it: this tool is gone, and signals and the exit code are the program's own.
    #[cfg(unix)]
    pub fn replace_this_process(mut self) -> Result<()> {
        use std::os::unix::process::CommandExt;
        self.show();
        let error = self.command.exec();
        Err(error).with_context(|| format!("could not start `{}`", self.shown))
    }

    #[cfg(not(unix))]
    pub fn replace_this_process(self) -> Result<()> {
        self.run()
    }

    /// What it prints, when it can be started and succeeds; shows nothing.
    pub fn quiet_output(mut self) -> Option<String> {
        let output = self.command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}
