//! The real `footing serve`, started on a free port with a data directory of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};

/// A running server; it is killed when dropped.
pub struct Server {
    /// As `http://127.0.0.1:40000`, without a slash at the end.
    pub address: String,
    process: Child,
}

impl Server {
    /// Starts `footing serve` and waits until it listens.
    pub fn start(data: &Path) -> Server {
        Server::start_with(Command::new(env!("CARGO_BIN_EXE_footing")), data)
    }

    /// Starts it by way of another command, such as a tracer that takes the program as its argument.
    pub fn start_with(mut command: Command, data: &Path) -> Server {
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).env_remove("RUST_LOG");
        // A settings file of whoever runs the tests must not play a part.
        command.current_dir(std::env::temp_dir()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("footing starts");
        let stderr = process.stderr.take().expect("its standard error is piped");
        let address = read_address(stderr);
        Server { address, process }
    }

    pub fn process(&mut self) -> &mut Child {
        &mut self.process
    }
}

/// Reads the log until it names the address, then keeps draining it so that the server never waits for a reader.
fn read_address(stderr: ChildStderr) -> String {
    let mut lines = BufReader::new(stderr).lines();
    let mut said = Vec::new();
    let address = loop {
        let Some(Ok(line)) = lines.next() else { panic!("footing ended before it listened:\n{}", said.join("\n")) };
        if let Some(rest) = line.strip_prefix("Footing is at ") {
            break rest.split_whitespace().next().expect("an address follows").to_owned();
        }
        said.push(line);
    };
    std::thread::spawn(move || lines.for_each(drop));
    address
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
