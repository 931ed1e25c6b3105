//! Footing's build tool, started with `cargo xtask <command>`: it builds the browser part, embeds it in the server,
//! starts, watches, tests, checks and measures. This file reads the command line and sets the exit code; each noun has
//! its own.

mod bench;
mod check;
mod client;
mod command;
mod licences;
mod mutants;
mod peers;
mod server;
mod site;
mod stamp;
mod test;
mod tools;
mod wasm_target;
mod watch;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

const HELP: &str = "\
Build, run, test and check Footing. Nothing has to be installed by hand before: each command says what it lacks.

    cargo xtask run [-- ARGS]    Start here. Build everything, then `footing serve ARGS`; without `--data` with an example
                                 organisation, in target/example/.
    cargo xtask ship             The program as it is installed, optimised: target/release/footing. Takes a while.
    cargo xtask dev [-- ARGS]    Debug server that is rebuilt and restarted when src/, surveys/ or public/ change.
    cargo xtask build            Only the browser part: wasm, styles and the rest of public/, into target/site/.
    cargo xtask test [-- ARGS]   Install what the tests need (as root), build, then `cargo test ARGS`, or all tests.
    cargo xtask bench            Pages and durable answers a second, beside the bare disk and PostgreSQL; --seconds N.
    cargo xtask bench statistics The statistics beside numpy, pandas, polars, and R's psych and lme4 if R is there.
    cargo xtask bench organisation  A roster of 50,000 imported and invited, beside PostgreSQL taking the table in.
    cargo xtask bench crowd      Durable answers beside 1,500 silent connections, with 1,024 open files allowed.
    cargo xtask bench busy       Answers of others while analysts and administrators of 50,000 people reload their pages.
    cargo xtask bench letters    Links for 5,000 people and invitations for 50,000, through a slow mail server.
    cargo xtask bench release    A release of 50,000 people in 5,000 teams, every file of it, a chart beside matplotlib.
    cargo xtask peers            Open every file with LibreOffice, pandas, R, PSPP and others, and the API with schemathesis.
    cargo xtask check            Formatting, clippy for server and browser, links of the documentation, licences and
                                 sources of the crates of others, and the check of surveys/.
    cargo xtask mutants [-- ARGS] Plant faults in the core and the report, and list those that no test notices. Takes hours;
                                 `-- --file 'src/core/scoring/**'` looks at one room.
    cargo xtask licences         Collect the notices of those crates anew, after one was added or updated.
    cargo xtask help             This text.

Examples
    cargo xtask run -- --help              what `footing serve` accepts
    cargo xtask test -- --test it          one test binary
    cargo xtask test -- heatmap            the tests whose name has `heatmap` in it
    cargo xtask test -- -- --nocapture     show what the tests print

Where things are
    target/client/   the browser part on its way: the compiler's output, then wasm-bindgen's, then wasm-opt's
    target/site/     what a browser may fetch, flat: <stem>.<hash>.<ext>, with .br and .gz beside it when smaller
    target/tools/    what npm brings: wasm-opt (optional, for a smaller build) and axe-core (for the tests)

A stage whose inputs have not changed is skipped; `cargo clean` forgets all of them.
The server reads target/site/ when it is compiled, so a plain `cargo build` needs one `cargo xtask build` before it.
";

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let mut rest: Vec<String> = arguments.collect();
    if rest.first().is_some_and(|first| first == "--") {
        rest.remove(0);
    }
    let outcome = enter_root().and_then(|()| match command.as_str() {
        "build" if rest.is_empty() => site::build().map(drop),
        "run" => server::run(&rest),
        "ship" if rest.is_empty() => server::ship(),
        "dev" => watch::dev(&rest),
        "test" => test::run(&rest),
        "bench" => bench::run(&rest),
        "peers" if rest.is_empty() => peers::run(),
        "check" if rest.is_empty() => check::run(),
        "licences" if rest.is_empty() => licences::write(),
        "mutants" => mutants::run(&rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            let problem = match command.as_str() {
                "" => "say which command".to_owned(),
                "build" | "check" | "licences" | "peers" | "ship" => format!("`{command}` takes no arguments"),
                unknown => format!("there is no command `{unknown}`"),
            };
            Err(Usage(problem).into())
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// A command line that asks for something this tool does not have.
#[derive(Debug)]
struct Usage(String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Makes the repository's root the current directory, so that every path in this tool can be written from there.
fn enter_root() -> Result<()> {
    let xtask = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    let root = Path::new(&xtask).parent().context("xtask/ has no parent directory")?;
    env::set_current_dir(root).with_context(|| format!("cannot enter {}", root.display()))
}
