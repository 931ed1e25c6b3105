//! `cargo xtask bench busy`: how long durable answers take while three analysts reload the insights and three
//! administrators the page of a wave, in an organisation of 50,000 people and 5,000 teams.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow};

use super::connection::{Connection, Request};
use super::figures::{Figures, Samples};
use super::load::Load;
use super::scratch::Scratch;
use super::{WARM_UP, machine};
use crate::command::Run;
use crate::server::Running;

/// Requests a second, every second one an answer: ten times what 50,000 people bring who are reminded within an hour.
const RATE: u32 = 200;
const TIME: Duration = Duration::from_secs(30);
/// Of each page.
const VIEWERS: usize = 3;
/// Nobody reloads faster: each does so as soon as the page is there, but no more often than this.
const RELOADS: Duration = Duration::from_millis(200);
/// The organisation has to be made first.
const PATIENCE: Duration = Duration::from_secs(1800);

pub fn run() -> Result<()> {
    let program = build()?;
    let scratch = Scratch::make()?;
    let machine = machine::facts(&program, scratch.path());
    eprintln!("[bench] make an organisation and answer three waves; this takes some minutes");
    let log = scratch.path().join("server.log");
    let server = Run::new(&program).args([scratch.path()]).without_env("RUST_LOG");
    let (_running, address) = Running::announced(server, &log, PATIENCE)?;
    let viewed = viewed(&fs::read_to_string(&log)?);

    let busy = machine::busy();
    let load = Load { address: &address, warm_up: WARM_UP, time: TIME };
    eprintln!("[bench] quiet");
    let quiet = load.open(RATE)?;
    eprintln!("[bench] while they look");
    let over = AtomicBool::new(false);
    let (with_viewers, views) = thread::scope(|scope| {
        let (over, address) = (&over, &address);
        let viewers: Vec<_> = viewed
            .iter()
            .flat_map(|page| (0..VIEWERS).map(move |_| (page, scope.spawn(move || reload(address, page, over)))))
            .collect();
        let load = load.open(RATE);
        over.store(true, Ordering::Relaxed);
        let views: Result<Vec<_>> = viewers
            .into_iter()
            .map(|(page, viewer)| Ok((page, viewer.join().map_err(|_| anyhow!("a viewer panicked"))??)))
            .collect();
        Ok::<_, anyhow::Error>((load?, views?))
    })?;

    println!("\n{} cores, {}; {}", machine.cores, machine.processor, machine.file_system);
    if let Some(busy) = busy {
        println!("others used {:.0} % of the cores before the start", 100.0 * busy);
    }
    println!("{RATE} requests a second are due, half of them answers, for {} s\n", TIME.as_secs());
    println!("{:50} {:>9} {:>9} {:>9}", "", "p50", "p99", "longest");
    row("answers, nobody looks", &quiet.answers);
    row("answers, while six look", &with_viewers.answers);
    row("pages of questions, nobody looks", &quiet.pages);
    row("pages of questions, while six look", &with_viewers.pages);
    for page in &viewed {
        let times = views.iter().filter(|(of, _)| of.path == page.path).flat_map(|(_, times)| times.clone());
        row(&format!("{}, {VIEWERS} reload it", page.name()), &Samples::new(times.collect(), TIME).figures());
    }
    let ratio = with_viewers.answers.p99.as_secs_f64() / quiet.answers.p99.as_secs_f64();
    println!("\np99 of answers is {ratio:.2} x its quiet value; goal 2");
    Ok(())
}

/// Cargo says where it put it.
fn build() -> Result<PathBuf> {
    let build = ["build", "--release", "--package", "footing", "--bench", "busy"];
    Run::cargo().args(build).run()?;
    let said = Run::cargo().args(build).args(["--message-format", "json"]).quiet_output();
    let said = said.context("cargo does not say what it built")?;
    let executable = said.lines().filter(|line| line.contains("\"name\":\"busy\"")).find_map(|line| {
        let (_, rest) = line.split_once("\"executable\":\"")?;
        rest.split('"').next()
    });
    executable.map(PathBuf::from).context("cargo built no benchmark")
}

/// A page, and the session it is looked at with.
struct Viewed {
    path: String,
    session: String,
}

impl Viewed {
    fn name(&self) -> &str {
        if self.path.starts_with("/admin") { "the page of a wave" } else { "insights" }
    }
}

/// From what the server said when it started.
fn viewed(said: &str) -> Vec<Viewed> {
    let line = |line: &str| {
        let (path, session) = line.strip_prefix("looks at ")?.split_once(" with ")?;
        Some(Viewed { path: path.to_owned(), session: session.trim().to_owned() })
    };
    said.lines().filter_map(line).collect()
}

fn reload(address: &str, page: &Viewed, over: &AtomicBool) -> Result<Vec<Duration>> {
    let mut connection = Connection::open(address)?;
    let request = Request::get(&page.path, &format!("footing-session={}", page.session));
    let mut times = Vec::new();
    while !over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        connection.expect(200, &request)?;
        times.push(begun.elapsed());
        thread::sleep(RELOADS.saturating_sub(begun.elapsed()));
    }
    Ok(times)
}

fn row(what: &str, figures: &Figures) {
    let [p50, p99, longest] =
        [figures.p50, figures.p99, figures.longest].map(|time| format!("{:.2} ms", time.as_secs_f64() * 1e3));
    println!("{what:50} {p50:>9} {p99:>9} {longest:>9}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_is_read_from_what_the_server_says() {
        let said = "looks at /insights with abc\nlooks at /admin/waves/7 with def\nFooting is at http://127.0.0.1:1\n";
        let pages: Vec<_> = viewed(said).into_iter().map(|page| (page.path, page.session)).collect();
        let expected = [("/insights", "abc"), ("/admin/waves/7", "def")];
        assert_eq!(pages, expected.map(|(path, session)| (path.to_owned(), session.to_owned())));
    }
}
