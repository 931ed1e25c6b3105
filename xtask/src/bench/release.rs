//! `cargo xtask bench release`: from the answers of 50,000 people in 5,000 teams to a frozen table, a page of it, every
//! file of it, and a chart beside the same by matplotlib.

use anyhow::{Context as _, Result};

use super::scratch::Scratch;
use super::{machine, python};
use crate::command::Run;

/// What the lines of the benchmark begin with, and the goal in seconds.
const GOALS: [(&str, f64); 4] = [("release of", 10.0), ("table of", 0.020), ("all ", 20.0), ("heatmap of", 1.0)];

pub fn run() -> Result<()> {
    let bench = || Run::cargo().args(["bench", "--quiet", "--bench", "release"]);
    bench().args(["--no-run"]).run()?;
    let busy = machine::busy();
    let scratch = Scratch::make()?;
    let directory = scratch.path().display().to_string();
    let mut printed = bench().args(["--", &directory]).quiet_output().context("the benchmark failed")?;
    let peer = python::with(&["matplotlib"]).and_then(|python| {
        let peer = Run::new(python).args(["xtask/src/bench/heatmap.py", &directory]).quiet_output();
        peer.context("matplotlib did not draw the chart")
    });
    match peer {
        Ok(peer) => printed = format!("{printed}\n{peer}"),
        Err(error) => eprintln!("no matplotlib to compare with: {error:#}"),
    }
    println!();
    for line in printed.lines() {
        let goal = GOALS.iter().find(|(what, _)| line.starts_with(what));
        let goal = goal.map_or_else(String::new, |(_, goal)| format!("goal {goal}"));
        let columns: Vec<&str> = line.split('\t').collect();
        println!("{:<48}{:>8}  {:<24}{goal}", columns[0], columns.get(1).unwrap_or(&""), columns.get(2).unwrap_or(&""));
    }
    if let Some(busy) = busy {
        println!("The machine was {:.0} % busy before.", 100.0 * busy);
    }
    Ok(())
}
