//! The real `footing serve`, started on a free port with a data directory of its own.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::connection::{Connection, Reply};

/// A running server; it is killed when dropped.
pub struct Server {
    /// As `http://127.0.0.1:40000`, without a slash at the end.
    pub address: String,
    process: Child,
    log: Option<JoinHandle<String>>,
}

/// A start that ended before there was a server.
#[derive(Debug)]
pub struct Refusal {
    pub code: Option<i32>,
    /// What stood on standard error.
    pub said: String,
}

/// The program, without arguments.
pub fn footing() -> Command {
    Command::new(env!("CARGO_BIN_EXE_footing"))
}

impl Server {
    /// Starts `footing serve` and waits until it listens.
    pub fn start(data: &Path) -> Server {
        Server::start_with(footing(), data)
    }

    /// Starts it by way of another command, such as a tracer that takes the program as its argument.
    pub fn start_with(command: Command, data: &Path) -> Server {
        Server::of(spawn(command, data))
    }

    /// Starts it in a way that may kill it before it listens.
    pub fn start_unless_it_dies(command: Command, data: &Path) -> Option<Server> {
        Server::of_living(spawn(command, data)).ok()
    }

    fn of(process: Child) -> Server {
        Server::of_living(process).unwrap_or_else(|said| panic!("footing ended before it listened:\n{said}"))
    }

    fn of_living(mut process: Child) -> Result<Server, String> {
        let stderr = process.stderr.take().expect("its standard error is piped");
        let (address, log) = read_address(stderr)?;
        Ok(Server { address, process, log: Some(log) })
    }

    /// Starts it in a directory with nothing but the settings it finds there.
    pub fn start_at(mut command: Command, directory: &Path) -> Server {
        command.arg("serve").env_remove("RUST_LOG").current_dir(directory);
        Server::of(command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("footing starts"))
    }

    /// Starts it where it cannot start, and waits until it has ended.
    pub fn refused(command: Command, data: &Path) -> Refusal {
        let mut process = spawn(command, data);
        let mut stderr = process.stderr.take().expect("its standard error is piped");
        let reader = thread::spawn(move || {
            let mut said = String::new();
            stderr.read_to_string(&mut said).map(|_| said)
        });
        let ended = wait(&mut process, Duration::from_secs(20));
        let _ = process.kill();
        let said = reader.join().unwrap().unwrap();
        let ended = ended.unwrap_or_else(|| panic!("it started, or hangs:\n{said}"));
        Refusal { code: ended.code(), said }
    }

    /// Ends it as a crash would: without a chance to finish anything.
    pub fn kill(&self) {
        self.signal("-KILL");
        self.wait_until_closed();
    }

    /// Asks it to end, as a service manager does.
    pub fn terminate(&self) {
        self.signal("-TERM");
    }

    fn signal(&self, signal: &str) {
        let kill = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(kill.expect("kill starts").success());
    }

    /// Waits until it takes no more connections.
    pub fn wait_until_closed(&self) {
        let deadline = Instant::now() + Duration::from_secs(5);
        while Connection::open(&self.address).is_ok() {
            assert!(Instant::now() < deadline, "it still takes connections");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until it has ended by itself.
    pub fn ended(mut self, within: Duration) -> ExitStatus {
        wait(&mut self.process, within).unwrap_or_else(|| panic!("it is still running after {within:?}"))
    }

    /// Asks it to end and waits until it has.
    pub fn stop(self) -> ExitStatus {
        self.terminate();
        self.ended(Duration::from_secs(15))
    }

    /// Stops it and gives what it has written to its log since it listened.
    pub fn stop_for_log(mut self) -> String {
        let log = self.log.take().expect("nobody took it before");
        assert!(self.stop().success());
        log.join().expect("the log is read to its end")
    }

    /// Fetches a page as a stranger.
    pub fn get(&self, path: &str) -> io::Result<Reply> {
        Connection::open(&self.address)?.get(path, &[])
    }

    /// Waits until `/healthz` has this status, and returns what it says then.
    pub fn health(&self, status: u16) -> String {
        // A probe is taken every five seconds.
        let deadline = Instant::now() + Duration::from_secs(12);
        loop {
            let reply = self.get("/healthz").unwrap();
            if reply.status == status {
                return reply.body;
            }
            assert!(Instant::now() < deadline, "still {}: {}", reply.status, reply.body);
            thread::sleep(Duration::from_millis(50));
        }
    }
}

fn spawn(mut command: Command, data: &Path) -> Child {
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data).env_remove("RUST_LOG");
    // A settings file of whoever runs the tests must not play a part.
    command.current_dir(std::env::temp_dir()).stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("footing starts")
}

fn wait(process: &mut Child, within: Duration) -> Option<ExitStatus> {
    let deadline = Instant::now() + within;
    while Instant::now() < deadline {
        if let Some(status) = process.try_wait().expect("it can be waited for") {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}

/// Reads the log until it names the address, then goes on reading so that the server never waits for a reader.
fn read_address(stderr: ChildStderr) -> Result<(String, JoinHandle<String>), String> {
    let mut lines = BufReader::new(stderr).lines();
    let mut said = Vec::new();
    let address = loop {
        let Some(Ok(line)) = lines.next() else { return Err(said.join("\n")) };
        if let Some(rest) = line.strip_prefix("Footing is at ") {
            break rest.split_whitespace().next().expect("an address follows").to_owned();
        }
        said.push(line);
    };
    Ok((address, thread::spawn(move || lines.map_while(Result::ok).map(|line| line + "\n").collect())))
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
