//! `cargo xtask bench`: pages and durable answers a second of the optimised server, beside what the disk itself can do
//! and beside PostgreSQL, all in one run on one disk. The work is fixed; only its length can be chosen.

mod busy;
mod connection;
mod crowd;
mod disk;
mod figures;
mod letters;
mod load;
mod machine;
mod organisation;
mod postgres;
pub mod python;
mod release;
mod scratch;
mod statistics;
mod table;

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::Usage;
use crate::command::Run;
use crate::server::{self, Profile, Running};
use crate::site;

use self::load::{Load, Work};
use self::postgres::Postgres;
pub use self::scratch::Scratch;
use self::table::{Round, Table};

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
    if arguments == ["organisation"] {
        return organisation::run();
    }
    if arguments == ["letters"] {
        return letters::run();
    }
    if arguments == ["release"] {
        return release::run();
    }
    if arguments == ["crowd"] {
        return crowd::run();
    }
    if arguments == ["busy"] {
        return busy::run();
    }
    let time = Duration::from_secs(seconds(arguments)?);
    let site = site::build()?;
    let program = server::build(Profile::Release, &site)?;
    let scratch = Scratch::make()?;
    let machine = machine::facts(&program, scratch.path());
    let busy = machine::busy();

    let footing = Footing::start(&program, scratch.path())?;
    let postgres = Postgres::start(scratch.path());
    let load = Load { address: &footing.address, warm_up: WARM_UP, time };
    let mut rounds = Vec::new();
    for connections in CONNECTIONS {
        eprintln!("[bench] {connections} at a time");
        let pages = load.closed(Work::Page, connections)?;
        // What is compared is measured one right after the other: disks have moods, most of all shared ones.
        let mut disk = disk::append_and_sync(scratch.path(), time / 2)?;
        let answers = load.closed(Work::Answer, connections)?;
        disk.extend(disk::append_and_sync(scratch.path(), time / 2)?);
        let inserts = postgres.as_ref().ok().map(|postgres| postgres.insert(connections, WARM_UP, time)).transpose()?;
        rounds.push(Round { connections, pages, disk: disk.figures(), answers, inserts });
    }
    eprintln!("[bench] at a fixed rate");
    let open = load.open(OPEN_RATE)?;
    let without_postgres = postgres.as_ref().err().map(|why| format!("{why:#}"));
    print!("\n{}", Table { machine, busy, time, rounds, without_postgres, open, open_rate: OPEN_RATE });
    Ok(())
}

fn seconds(arguments: &[String]) -> Result<u64, Usage> {
    match arguments {
        [] => Ok(SECONDS),
        [option, number] if option == "--seconds" => match number.parse() {
            Ok(seconds @ 1..=600) => Ok(seconds),
            _ => Err(Usage(format!("--seconds {number}: write a whole number from 1 to 600"))),
        },
        _ => Err(Usage("`bench` takes --seconds N, or the name of another measurement, and nothing else".to_owned())),
    }
}

/// The server that is measured, with its log in a file as a service manager would have it.
struct Footing {
    address: String,
    _running: Running,
}

impl Footing {
    fn start(program: &Path, scratch: &Path) -> Result<Footing> {
        Footing::start_with(program, scratch, &[])
    }

    fn start_with(program: &Path, scratch: &Path, environment: &[(&str, String)]) -> Result<Footing> {
        let (data, log) = (scratch.join("data"), scratch.join("server.log"));
        let server = Run::new(program).args(["serve", "--listen", "127.0.0.1:0", "--data"]).args([&data]);
        let server = environment.iter().fold(server.without_env("RUST_LOG"), |run, (name, value)| run.env(name, value));
        let (running, address) = Running::announced(server, &log, Duration::from_secs(10))?;
        Ok(Footing { address, _running: running })
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
