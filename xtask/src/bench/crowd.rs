//! `cargo xtask bench crowd`: durable answers while 1,500 connections say nothing to a server that may open 1,024 files,
//! and while they come again as fast as they can; beside it the same server on its own, before and afterwards.

use std::net::TcpStream;
use std::process;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::connection::{Connection, Request};
use super::figures::Figures;
use super::load::{Load, Work};
use super::machine;
use super::scratch::Scratch;
use crate::command::Run;
use crate::server::{self, Profile, Running};
use crate::site;

const CROWD: usize = 1500;
/// What services may open that nobody has thought about.
const OPEN_FILES: usize = 1024;
const PEOPLE: usize = 8;
const WARM_UP: Duration = Duration::from_secs(1);
const TIME: Duration = Duration::from_secs(5);

pub fn run() -> Result<()> {
    let site = site::build()?;
    let program = server::build(Profile::Release, &site)?;
    let scratch = Scratch::make()?;
    let busy = machine::busy();
    may_open(4 * CROWD)?;

    let limited = format!("ulimit -n {OPEN_FILES} && exec \"$0\" \"$@\"");
    let server = Run::new("sh").args(["-c", &limited]).args([&program]).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = server.args(["--data"]).args([scratch.path().join("data")]).without_env("RUST_LOG");
    let (_running, address) = Running::announced(server, &scratch.path().join("server.log"), Duration::from_secs(10))?;
    let host = address.strip_prefix("http://").context("an http address")?;
    let load = Load { address: &address, warm_up: WARM_UP, time: TIME };

    let alone = load.closed(Work::Answer, PEOPLE)?;
    let silent = (0..CROWD).map(|_| TcpStream::connect(host)).collect::<Result<Vec<_>, _>>()?;
    let beside_silent = load.closed(Work::Answer, PEOPLE)?;
    let enough = AtomicBool::new(false);
    let came = AtomicUsize::new(0);
    let since = Instant::now();
    let in_a_rush = thread::scope(|scope| {
        scope.spawn(|| keep_coming(host, &enough, &came));
        let figures = load.closed(Work::Answer, PEOPLE);
        enough.store(true, Ordering::Relaxed);
        figures
    })?;
    let a_second = came.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64();
    Connection::open(&address)?.expect(200, &Request::get("/healthz", ""))?;
    drop(silent);
    let afterwards = load.closed(Work::Answer, PEOPLE)?;

    println!("\nDurable answers of {PEOPLE} people at a time, from a server that may open {OPEN_FILES} files");
    println!("{:<52}{:>10}{:>10}{:>10}{:>10}", "", "a second", "p50 ms", "p99 ms", "most ms");
    line("on its own", alone);
    line(&format!("beside {CROWD} silent connections"), beside_silent);
    line(&format!("while {a_second:.0} silent ones a second come and stay"), in_a_rush);
    line("afterwards", afterwards);
    if let Some(busy) = busy {
        println!("The machine was {:.0} % busy before.", 100.0 * busy);
    }
    Ok(())
}

/// Lets this process have a crowd of its own.
fn may_open(files: usize) -> Result<()> {
    let limit = format!("--nofile={files}:{files}");
    let raised = Run::new("prlimit").args([limit.as_str(), "--pid", &process::id().to_string()]).quiet_output();
    ensure!(raised.is_some(), "this process may not open {files} files; raise the limit with ulimit -n");
    Ok(())
}

/// Connects again and again, and holds on to the newest.
fn keep_coming(host: &str, enough: &AtomicBool, came: &AtomicUsize) {
    let mut held: Vec<TcpStream> = Vec::new();
    while !enough.load(Ordering::Relaxed) {
        if held.len() == CROWD {
            held.drain(..CROWD / 2);
        }
        if let Ok(stream) = TcpStream::connect(host) {
            held.push(stream);
            came.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn line(what: &str, figures: Figures) {
    let ms = |time: Duration| 1000.0 * time.as_secs_f64();
    let Figures { per_second, p50, p99, longest } = figures;
    println!("{what:<52}{per_second:>10.0}{:>10.2}{:>10.2}{:>10.2}", ms(p50), ms(p99), ms(longest));
}
