//! `cargo xtask bench statistics`: the statistics beside numpy, pandas, polars, psych and lme4, in one run on the same
//! answers. Every program must come to the same figures, or its time is not worth telling.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::scratch::Scratch;
use super::{machine, python};
use crate::command::Run;
use crate::tools;

/// The figures are of different optimisers and of sums in different orders.
const TOLERANCE: f64 = 1e-5;

/// The name of Footing's own lines.
const OURS: &str = "footing";

/// What the issue of the measurement core asks for, in seconds.
const GOALS: [(&str, f64); 3] = [("heatmap recount", 0.030), ("heatmap read", 0.001), ("reml", 0.050)];

pub fn run() -> Result<()> {
    Run::cargo().args(["bench", "--quiet", "--bench", "statistics", "--no-run"]).run()?;
    let busy = machine::busy();
    let mut lines = Vec::new();
    let scratch = Scratch::make()?;
    let directory = scratch.path();
    let ours = Run::cargo().args(["bench", "--quiet", "--bench", "statistics", "--"]).args([directory]);
    for line in printed(ours, directory)? {
        let (what, rest) = line.split_once('\t').context("a line without a name")?;
        lines.push(format!("{what}\t{OURS}\t{rest}"));
    }
    let mut absent = Vec::new();
    match python::with(&["numpy", "pandas", "polars"]) {
        Ok(python) => lines.extend(printed(script(&python, "statistics.py", directory), directory)?),
        Err(error) => absent.push(format!("numpy, pandas and polars: {error:#}")),
    }
    match tools::on_path("Rscript") {
        Some(r) => lines.extend(printed(script(&r.display().to_string(), "statistics.R", directory), directory)?),
        None => absent.push("psych and lme4: there is no R (Debian: r-cran-psych, r-cran-lme4)".to_owned()),
    }
    let table = Table { times: lines.iter().map(|line| Time::parse(line)).collect::<Result<_>>()?, busy, absent };
    table.check()?;
    print!("\n{table}");
    Ok(())
}

fn script(program: &str, name: &str, directory: &Path) -> Run {
    Run::new(program).args([format!("xtask/src/bench/{name}")]).args([directory])
}

/// Runs it and returns the lines it printed.
fn printed(program: Run, directory: &Path) -> Result<Vec<String>> {
    let output = directory.join("printed");
    program.output_to(&output)?.run().with_context(|| fs::read_to_string(&output).unwrap_or_default())?;
    // A warning of R or cargo is no measurement.
    let lines = fs::read_to_string(&output)?;
    Ok(lines.lines().filter(|line| line.contains('\t')).map(ToOwned::to_owned).collect())
}

/// One measurement of one program.
struct Time {
    what: String,
    program: String,
    seconds: f64,
    figure: f64,
}

impl Time {
    fn parse(line: &str) -> Result<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [what, program, seconds, figure] = fields[..] else { anyhow::bail!("not a measurement: {line}") };
        let number = |text: &str| text.trim().parse::<f64>().with_context(|| format!("not a measurement: {line}"));
        let (seconds, figure) = (number(seconds)?, number(figure)?);
        Ok(Time { what: what.to_owned(), program: program.to_owned(), seconds, figure })
    }
}

struct Table {
    times: Vec<Time>,
    /// The share of the cores that others used before the start.
    busy: Option<f64>,
    absent: Vec<String>,
}

impl Table {
    fn ours(&self) -> BTreeMap<&str, &Time> {
        self.times.iter().filter(|time| time.program == OURS).map(|time| (time.what.as_str(), time)).collect()
    }

    /// All programs must have computed the same.
    fn check(&self) -> Result<()> {
        let ours = self.ours();
        for time in &self.times {
            let Some(mine) = ours.get(time.what.as_str()) else { continue };
            let off = (time.figure - mine.figure).abs() / mine.figure.abs().max(1e-9);
            ensure!(off <= TOLERANCE, "{}: {} has {}, not {}", time.what, time.program, time.figure, mine.figure);
        }
        Ok(())
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(busy) = self.busy {
            let quiet = if busy < 0.1 { "" } else { ": too much, take all of this as a smoke test" };
            writeln!(f, "others used {:.0} % of the cores before the start{quiet}", 100.0 * busy)?;
        }
        let ours = self.ours();
        let mut sorted: Vec<&Time> = self.times.iter().collect();
        // Work by name, ours first; a stable sort keeps the programs as they were run.
        sorted.sort_by_key(|time| (time.what.as_str(), time.program != OURS));
        let mut last = "";
        for time in sorted {
            if time.what != last {
                last = &time.what;
                writeln!(f, "\n{last}")?;
            }
            write!(f, "  {:<22} {:>12}", time.program, milliseconds(time.seconds))?;
            if time.program != OURS
                && let Some(mine) = ours.get(time.what.as_str())
            {
                write!(f, "   {:>8.1} x", time.seconds / mine.seconds)?;
            }
            if time.program == OURS
                && let Some((_, goal)) = GOALS.iter().find(|(what, _)| *what == time.what)
            {
                let met = if time.seconds < *goal { "met" } else { "not met" };
                write!(f, "   goal {}: {met}", milliseconds(*goal))?;
            }
            writeln!(f)?;
        }
        for absent in &self.absent {
            writeln!(f, "\nnot measured: {absent}")?;
        }
        writeln!(
            f,
            "\nEach time is the least of a second's repeats. psych::alpha also makes tables that nobody here asked for."
        )
    }
}

fn milliseconds(seconds: f64) -> String {
    format!("{:.3} ms", 1e3 * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &[&str]) -> Table {
        let times = lines.iter().map(|line| Time::parse(line).unwrap()).collect();
        Table { times, busy: None, absent: Vec::new() }
    }

    #[test]
    fn times_are_told_as_multiples_of_ours() {
        let table = table(&["reml\tfooting\t1e-2\t0.5", "reml\tlme4\t2.5e-1\t0.5000001"]);
        table.check().unwrap();
        let said = table.to_string();
        assert!(said.contains("10.000 ms   goal 50.000 ms: met"), "{said}");
        assert!(said.contains("250.000 ms       25.0 x"), "{said}");
    }

    #[test]
    fn a_time_for_another_result_is_refused() {
        assert!(table(&["a\tfooting\t1e-2\t0.5", "a\tnumpy\t1e-2\t0.6"]).check().is_err());
        assert!(Time::parse("a\tnumpy\tfast\t0.6").is_err());
    }
}
