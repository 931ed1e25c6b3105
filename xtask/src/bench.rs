//! `cargo xtask bench`: pages and durable answers a second of the optimised server, beside what the disk itself can do
//! and beside PostgreSQL, all in one run on one disk. The work is fixed; only its length can be chosen.

mod connection;
mod disk;
mod figures;
mod load;
mod machine;
mod postgres;
mod scratch;
mod statistics;
mod table;

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail, ensure};

use crate::command::Run;
use crate::server::{self, Profile, Running};
use crate::site;

use self::figures::Figures;
use self::load::{Load, Work};
use self::postgres::Postgres;
use self::scratch::Scratch;
use self::table::Table;

const CONNECTIONS: [usize; 3] = [1, 8, 32];
const SECONDS: u64 = 5;
/// Not counted, before every measurement.
const WARM_UP: Duration = Duration::from_secs(1);

/// Requests a second of the open loop: ten times what 50,000 people bring who are all invited at nine o'clock, when a
/// tenth of them starts within ten minutes.
const OPEN_RATE: u32 = 1300;

pub fn run(arguments: &[String]) -> Result<()> {
    if arguments == ["statistics"] {
        return statistics::run();
    }
    let time = Duration::from_secs(seconds(arguments)?);
    let site = site::build()?;
    let program = server::build(Profile::Release, &site)?;
    let scratch = Scratch::make()?;
    let machine = machine::facts(&program, scratch.path());
    let busy = machine::busy();

    eprintln!("[bench] the bare disk");
    let mut disk = disk::append_and_sync(scratch.path(), time / 2)?;
    eprintln!("[bench] Footing");
    let footing = Footing::start(&program, scratch.path())?;
    let load = Load { address: &footing.address, warm_up: WARM_UP, time };
    let pages = at_each(|connections| load.closed(Work::Page, connections))?;
    let answers = at_each(|connections| load.closed(Work::Answer, connections))?;
    let open = load.open(OPEN_RATE)?;
    drop(footing);
    eprintln!("[bench] PostgreSQL");
    let inserts = Postgres::start(scratch.path())
        .and_then(|postgres| at_each(|connections| postgres.insert(connections, WARM_UP, time)));
    eprintln!("[bench] the bare disk, once more");
    disk.extend(disk::append_and_sync(scratch.path(), time / 2)?);
    let disk = disk.figures();

    let table = Table { machine, busy, time, pages, answers, disk, inserts, open, open_rate: OPEN_RATE };
    print!("\n{table}");
    Ok(())
}

/// One measurement for each number of connections.
fn at_each(measure: impl Fn(usize) -> Result<Figures>) -> Result<[Figures; CONNECTIONS.len()]> {
    let [first, second, third] = CONNECTIONS;
    Ok([measure(first)?, measure(second)?, measure(third)?])
}

fn seconds(arguments: &[String]) -> Result<u64> {
    match arguments {
        [] => Ok(SECONDS),
        [option, number] if option == "--seconds" => {
            let seconds = number.parse().with_context(|| format!("--seconds {number}: write a whole number"))?;
            ensure!((1..=600).contains(&seconds), "--seconds {number}: from 1 to 600");
            Ok(seconds)
        }
        _ => bail!("`bench` takes --seconds N, or `statistics`, and nothing else"),
    }
}

/// The server that is measured, with its log in a file as a service manager would have it.
struct Footing {
    address: String,
    _running: Running,
}

impl Footing {
    fn start(program: &Path, scratch: &Path) -> Result<Footing> {
        let (data, log) = (scratch.join("data"), scratch.join("server.log"));
        let server = Run::new(program).args(["serve", "--listen", "127.0.0.1:0", "--data"]).args([&data]);
        let mut running = Running::spawn(server.without_env("RUST_LOG").output_to(&log)?)?;
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let said = fs::read_to_string(&log)?;
            let address = said.lines().find_map(|line| line.strip_prefix("Footing is at ")?.split_whitespace().next());
            if let Some(address) = address {
                return Ok(Footing { address: address.to_owned(), _running: running });
            }
            ensure!(running.ended().is_none() && Instant::now() < deadline, "the server does not start:\n{said}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_the_only_thing_that_can_be_chosen() {
        let parse = |arguments: &[&str]| seconds(&arguments.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(parse(&[]).unwrap(), SECONDS);
        assert_eq!(parse(&["--seconds", "12"]).unwrap(), 12);
        for wrong in [&["--seconds", "0"][..], &["--seconds", "x"], &["--seconds"], &["--rate", "5"]] {
            parse(wrong).unwrap_err();
        }
    }
}
