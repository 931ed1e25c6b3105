//! The outcome as a table, with what has to be known to read it.

use std::fmt;
use std::time::Duration;

use anyhow::Result;

use super::disk::RECORD;
use super::figures::Figures;
use super::load::OpenFigures;
use super::machine::Machine;
use super::{CONNECTIONS, WARM_UP};

type AtEach = [Figures; CONNECTIONS.len()];

pub struct Table {
    pub machine: Machine,
    /// The share of the cores that others used before the start.
    pub busy: Option<f64>,
    pub time: Duration,
    pub pages: AtEach,
    pub answers: AtEach,
    pub disk: Figures,
    /// Or why there are none.
    pub inserts: Result<AtEach>,
    pub open: OpenFigures,
    pub open_rate: u32,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine { program, cores, processor, file_system } = &self.machine;
        writeln!(f, "{program}")?;
        writeln!(f, "{cores} cores, {processor}; {file_system}, fdatasync p50 {}", milliseconds(self.disk.p50))?;
        if let Some(busy) = self.busy {
            let quiet = if busy < 0.1 { "" } else { ": too much, take all of this as a smoke test" };
            writeln!(f, "others used {:.0} % of the cores before the start{quiet}", 100.0 * busy)?;
        }
        writeln!(
            f,
            "{} s each after {} s of warm-up; the clients are on the same cores\n",
            self.time.as_secs(),
            WARM_UP.as_secs()
        )?;

        writeln!(f, "{:52} {:>9} {:>11} {:>11} {:>11}", "", "a second", "p50", "p99", "longest")?;
        row(f, &format!("bare disk: append {RECORD} B, fdatasync; 1 thread"), &self.disk)?;
        for (connections, figures) in CONNECTIONS.iter().zip(&self.pages) {
            row(f, &format!("pages: GET of a question; {}", spoken(*connections)), figures)?;
        }
        for (connections, figures) in CONNECTIONS.iter().zip(&self.answers) {
            row(f, &format!("answers on the disk: POST; {}", spoken(*connections)), figures)?;
        }
        match &self.inserts {
            Ok(inserts) => {
                for (connections, figures) in CONNECTIONS.iter().zip(inserts) {
                    row(f, &format!("PostgreSQL: INSERT of a row; {}", spoken(*connections)), figures)?;
                }
            }
            Err(why) => writeln!(f, "PostgreSQL: not measured: {why:#}")?,
        }
        writeln!(f)?;
        for (place, connections) in CONNECTIONS.iter().enumerate() {
            let answers = self.answers[place].per_second;
            write!(f, "answers, {}: {:.2} x the bare disk", spoken(*connections), answers / self.disk.per_second)?;
            match &self.inserts {
                Ok(inserts) => writeln!(f, ", {:.2} x PostgreSQL", answers / inserts[place].per_second)?,
                Err(_) => writeln!(f)?,
            }
        }
        writeln!(
            f,
            "\nAll of these are closed loops: a client sends nothing while it waits, so whatever stalls the server also\n\
             stops the clock for requests that would have come meanwhile (coordinated omission), and p99 looks better than\n\
             it is. Below, requests are due at fixed times, 1 answer to 1 page, and are timed from when they were due.\n"
        )?;
        let half = self.open_rate / 2;
        row(f, &format!("open loop: {half} pages a second are due"), &self.open.pages)?;
        row(f, &format!("open loop: {half} answers a second are due"), &self.open.answers)
    }
}

fn row(f: &mut fmt::Formatter<'_>, what: &str, figures: &Figures) -> fmt::Result {
    let [p50, p99, longest] = [figures.p50, figures.p99, figures.longest].map(milliseconds);
    writeln!(f, "{what:52} {:>9} {p50:>11} {p99:>11} {longest:>11}", thousands(figures.per_second))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

fn spoken(connections: usize) -> String {
    format!("{connections} connection{}", if connections == 1 { "" } else { "s" })
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
