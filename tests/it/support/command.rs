//! Runs `footing` as a person at a terminal does.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use super::server::footing;

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// The standard output of a run that must have gone well.
    #[track_caller]
    pub fn good(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }
}

/// Runs it with these arguments, and with `input` on its standard input.
pub fn run_on(arguments: &[&str], input: &str) -> Ran {
    let mut command = footing();
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("RUST_LOG");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("footing starts");
    let mut stdin = process.stdin.take().expect("its standard input is piped");
    let input = input.to_owned();
    // A program that fails early does not read on.
    let writer = std::thread::spawn(move || _ = stdin.write_all(input.as_bytes()));
    let output = process.wait_with_output().expect("footing ends");
    writer.join().expect("the input is written");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("footing writes UTF-8");
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs it with these arguments.
pub fn run(arguments: &[&str]) -> Ran {
    run_on(arguments, "")
}

/// A file among the tests' data.
pub fn data(name: &str) -> String {
    let path = PathBuf::from("tests/data").join(name);
    path.to_str().expect("a path of letters").to_owned()
}
