//! What a figure means depends on where it was measured: the program's version, the day, the processor, the disk.

use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use crate::command::Run;

pub struct Machine {
    /// Program, version, commit and day.
    pub program: String,
    pub cores: usize,
    pub processor: String,
    pub file_system: String,
}

pub fn facts(program: &Path, scratch: &Path) -> Machine {
    let ask = |program: &str, arguments: &[&str]| Run::new(program).args(arguments).quiet_output();
    let version = Run::new(program).args(["--version"]).quiet_output();
    let commit = ask("git", &["describe", "--always", "--dirty", "--abbrev=10"]);
    let day = ask("date", &["+%Y-%m-%d"]);
    let parts = [version, commit, day].map(Option::unwrap_or_default);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let file_system = Run::new("df").args(["--output=fstype"]).args([scratch]).quiet_output();
    let file_system = file_system.and_then(|table| table.lines().last().map(str::to_owned));
    Machine {
        program: parts.join(", "),
        cores: thread::available_parallelism().map_or(1, usize::from),
        processor: processor(&about).unwrap_or("an unknown processor").to_owned(),
        file_system: file_system.unwrap_or_else(|| "an unknown file system".to_owned()),
    }
}

/// The share of all cores' time that others use just now; a build beside this one spoils every figure.
pub fn busy() -> Option<f64> {
    let read = || cpu_times(&fs::read_to_string("/proc/stat").ok()?);
    let (all_before, idle_before) = read()?;
    thread::sleep(Duration::from_secs(1));
    let (all, idle) = read()?;
    Some(1.0 - (idle - idle_before) / (all - all_before))
}

/// All and idle, in ticks since the machine started.
fn cpu_times(stat: &str) -> Option<(f64, f64)> {
    let times = stat.lines().next()?.strip_prefix("cpu ")?;
    let ticks = times.split_whitespace().take(8).map(str::parse).collect::<Result<Vec<f64>, _>>().ok()?;
    // The fourth is idle, the fifth idle with the disk at work.
    Some((ticks.iter().sum(), ticks.get(3)? + ticks.get(4)?))
}

fn processor(about: &str) -> Option<&str> {
    about.lines().find_map(|line| line.strip_prefix("model name")).map(|rest| rest.trim_start_matches([' ', '\t', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processor_is_named_as_linux_names_it() {
        assert_eq!(processor("processor\t: 0\nmodel name\t: AMD EPYC\ncache size\t: 1 KB\n"), Some("AMD EPYC"));
        assert_eq!(processor(""), None);
    }

    #[test]
    fn idle_is_also_waiting_for_the_disk() {
        let stat = "cpu  10 0 20 60 5 0 3 2 7 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n";
        assert_eq!(cpu_times(stat), Some((100.0, 65.0)));
        assert_eq!(cpu_times(""), None);
    }
}
