//! The outcome as a table, with what has to be known to read it.

use std::fmt;
use std::time::Duration;

use super::WARM_UP;
use super::disk::RECORD;
use super::figures::Figures;
use super::load::OpenFigures;
use super::machine::Machine;

/// What was measured with the same number of connections, one after the other.
pub struct Round {
    pub connections: usize,
    pub pages: Figures,
    pub answers: Figures,
    /// One thread, whatever the number of connections.
    pub disk: Figures,
    pub inserts: Option<Figures>,
}

pub struct Table {
    pub machine: Machine,
    /// The share of the cores that others used before the start.
    pub busy: Option<f64>,
    pub time: Duration,
    pub rounds: Vec<Round>,
    pub without_postgres: Option<String>,
    pub open: OpenFigures,
    pub open_rate: u32,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { program, cores, processor, file_system } = &self.machine;
        writeln!(f, "{program}")?;
        writeln!(f, "{cores} cores, {processor}; {file_system}, fdatasync p50 {}", self.disk_range())?;
        if let Some(busy) = self.busy {
            let quiet = if busy < 0.1 { "" } else { ": too much, take all of this as a smoke test" };
            writeln!(f, "others used {:.0} % of the cores before the start{quiet}", 100.0 * busy)?;
        }
        let (seconds, warm_up) = (self.time.as_secs(), WARM_UP.as_secs());
        writeln!(f, "{seconds} s each after {warm_up} s of warm-up; the clients are on the same cores")?;
        if let Some(why) = &self.without_postgres {
            writeln!(f, "PostgreSQL is not measured: {why}")?;
        }

        writeln!(f, "\n{:46} {:>10} {:>11} {:>11} {:>11}", "", "a second", "p50", "p99", "longest")?;
        for Round { connections, pages, answers, disk, inserts } in &self.rounds {
            writeln!(f, "{connections} connection{}", if *connections == 1 { "" } else { "s" })?;
            row(f, "pages: GET of a question", pages)?;
            row(f, "answers, on the disk: POST", answers)?;
            row(f, &format!("the bare disk, 1 thread: {RECORD} B, fdatasync"), disk)?;
            if let Some(inserts) = inserts {
                row(f, "PostgreSQL: INSERT of a row", inserts)?;
            }
            write!(f, "  answers are {:.2} x the bare disk", answers.per_second / disk.per_second)?;
            match inserts {
                Some(inserts) => writeln!(f, " and {:.2} x PostgreSQL", answers.per_second / inserts.per_second)?,
                None => writeln!(f)?,
            }
        }
        writeln!(
            f,
            "\nAll of these are closed loops: a client sends nothing while it waits, so whatever stalls the server also\n\
             stops the clock for requests that would have come meanwhile (coordinated omission), and p99 looks better than\n\
             it is. Below, requests are due at fixed times, 1 answer to 1 page, and are timed from when they were due.\n"
        )?;
        let half = self.open_rate / 2;
        row(f, &format!("pages, {half} a second are due"), &self.open.pages)?;
        row(f, &format!("answers, {half} a second are due"), &self.open.answers)
    }
}

impl Table {
    /// Half of the syncs took no longer: one time if that was so in every group, else from when to when.
    fn disk_range(&self) -> String {
        let halves = || self.rounds.iter().map(|round| round.disk.p50);
        let [least, most] = [halves().min(), halves().max()].map(Option::unwrap_or_default);
        if most < least * 2 {
            return milliseconds(most);
        }
        format!(
            "{} to {}: the disk is not steady, compare only within a group",
            milliseconds(least),
            milliseconds(most)
        )
    }
}

fn row(f: &mut fmt::Formatter<'_>, what: &str, figures: &Figures) -> fmt::Result {
    let [p50, p99, longest] = [figures.p50, figures.p99, figures.longest].map(milliseconds);
    writeln!(f, "  {what:44} {:>10} {p50:>11} {p99:>11} {longest:>11}", thousands(figures.per_second))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// A whole number with a comma before every three digits.
fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let grouped = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    grouped.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let grouped = [0.0, 999.4, 999.5, 12_345.0, 1_234_567.0].map(thousands);
        assert_eq!(grouped, ["0", "999", "1,000", "12,345", "1,234,567"]);
    }
}
