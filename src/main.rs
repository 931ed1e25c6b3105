//! The `footing` command: parses the command line, runs it, sets the exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    footing::cli::run(std::env::args_os())
}
