//! `cargo xtask bench organisation`: a roster of 50,000 people in 5,000 teams imported, changed and invited to a wave,
//! each as a command of its own from start to end; beside it, PostgreSQL taking the same table in by COPY and merging it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::machine;
use super::postgres::Postgres;
use super::scratch::Scratch;
use crate::command::Run;
use crate::server::{self, Profile};
use crate::site;

pub const PEOPLE: usize = 50_000;
const TEAMS: usize = 5_000;

/// Goals in seconds.
const IMPORT: u64 = 10;
const OPEN: u64 = 5;

pub fn run() -> Result<()> {
    let site = site::build()?;
    let program = server::build(Profile::Release, &site)?;
    let scratch = Scratch::make()?;
    let directory = scratch.path();
    let busy = machine::busy();
    let (first, second) = (directory.join("first.csv"), directory.join("second.csv"));
    fs::write(&first, roster(0))?;
    fs::write(&second, roster(1))?;
    let wave = directory.join("wave.toml");
    fs::write(&wave, self::wave())?;

    let footing = |arguments: &[&str], file: &Path| {
        let data = directory.join("data");
        timed(Run::new(&program).args(arguments).args([file]).args(["--data"]).args([data]))
    };
    let imported = footing(&["roster", "import"], &first)?;
    let changed = footing(&["roster", "import"], &second)?;
    let opened = footing(&["wave", "open"], &wave)?;
    println!("\n{PEOPLE} people in {TEAMS} teams, each a command from start to end");
    println!("{:<44}{:>8}   goal", "", "seconds");
    println!("{:<44}{:>8.2}   {IMPORT}", "footing roster import, into nothing", imported.as_secs_f64());
    println!("{:<44}{:>8.2}   {IMPORT}", "footing roster import, a tenth changed", changed.as_secs_f64());
    println!("{:<44}{:>8.2}   {OPEN}", "footing wave open", opened.as_secs_f64());
    match Postgres::start(directory) {
        Ok(postgres) => {
            let taken = postgres.take_in(&first)?;
            let merged = postgres.take_in(&second)?;
            println!("{:<44}{:>8.2}", "PostgreSQL COPY and merge, into nothing", taken.as_secs_f64());
            println!("{:<44}{:>8.2}", "PostgreSQL COPY and merge, a tenth changed", merged.as_secs_f64());
        }
        Err(error) => println!("PostgreSQL: {error:#}"),
    }
    if let Some(busy) = busy {
        println!("The machine was {:.0} % busy before.", 100.0 * busy);
    }
    Ok(())
}

fn timed(run: Run) -> Result<Duration> {
    let begun = Instant::now();
    run.run_quietly()?;
    Ok(begun.elapsed())
}

/// A wave that can be opened today.
pub fn wave() -> String {
    WAVE.replace("CLOSES", &in_a_month())
}

/// A day that an open wave may close on, as TOML writes it.
fn in_a_month() -> String {
    let date = Run::new("date").args(["-d", "+30 days", "+%F"]).quiet_output();
    date.unwrap_or_default().trim().to_owned()
}

/// Everybody, with a tenth of them in another team in another round.
pub fn roster(round: usize) -> String {
    let mut rows = String::from("id,name,email,team,work,location,leads,language\n");
    for person in 0..PEOPLE {
        let moved = if person % 10 == 0 { round } else { 0 };
        let team = (person % TEAMS + moved) % TEAMS;
        let (department, unit) = (team % 20, team / 20 % 25);
        let team = format!("Department {department} > Unit {unit} > Team {team}");
        let leads = if person < TEAMS { team.as_str() } else { "" };
        let (work, location) =
            (["sales", "finance", "software"][person % 3], ["Ulm", "Leeds", "Osaka"][person % 7 % 3]);
        // Writing to a string cannot fail.
        let _ = writeln!(rows, "E{person},Person {person},p{person}@example.org,{team},{work},{location},{leads},en");
    }
    rows
}

const WAVE: &str = r#"
name = "Benchmark"
purpose = "How long does it take to open a wave for everybody?"
contact = "Nobody, this is a measurement"
surveys = ["leadership-intent", "team-practice", "psychological-safety", "ai-proficiency"]
cuts = ["work", "location"]
closes = CLOSES
[intent]
build = "A measurement that can be repeated by anybody."
tasks = ["proposals"]
work = { sales = 3 }
"#;
