//! PostgreSQL beside it: a new cluster on the same disk with the settings it comes with, which sync every commit, and
//! pgbench inserting one row at a time.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};

use super::figures::{Figures, Samples};
use crate::command::Run;
use crate::tools;

/// Where Debian keeps the programs, one directory for each version.
const DEBIAN: &str = "/usr/lib/postgresql";

const TABLE: &str = "CREATE TABLE answer (id bigserial PRIMARY KEY, person bigint NOT NULL, item text NOT NULL, \
                     value smallint NOT NULL, at timestamptz NOT NULL DEFAULT now())";
const INSERT: &str = "INSERT INTO answer (person, item, value) VALUES (:client_id, 'which-part', 3);\n";

const ROSTER: &str = "
CREATE TABLE IF NOT EXISTS member (id text PRIMARY KEY, name text, email text UNIQUE, team text, work text, location text,
    leads text, language text, gone boolean NOT NULL DEFAULT false);
CREATE TEMP TABLE incoming (LIKE member EXCLUDING CONSTRAINTS) ON COMMIT DROP;
ALTER TABLE incoming DROP COLUMN gone;
\\copy incoming FROM 'FILE' CSV HEADER
INSERT INTO member SELECT *, false FROM incoming ON CONFLICT (id) DO UPDATE SET name = excluded.name,
    email = excluded.email, team = excluded.team, work = excluded.work, location = excluded.location,
    leads = excluded.leads, language = excluded.language, gone = false;
UPDATE member SET gone = true WHERE id NOT IN (SELECT id FROM incoming);
";

/// A running cluster, stopped when this is dropped; its files are the scratch directory's.
pub struct Postgres {
    programs: PathBuf,
    user: Option<&'static str>,
    directory: PathBuf,
    port: String,
}

impl Postgres {
    /// Makes a cluster and starts it. The error says why there is none.
    pub fn start(scratch: &Path) -> Result<Postgres> {
        let programs = find_programs().context("it is not installed (Debian: postgresql)")?;
        // It refuses to run as root.
        let user = tools::is_root().then(|| if exists("postgres") { "postgres" } else { "nobody" });
        let directory = scratch.join("postgres");
        fs::create_dir(&directory)?;
        if let Some(user) = user {
            Run::new("chown").args([user]).args([&directory]).run()?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port().to_string();
        let postgres = Postgres { programs, user, directory, port };
        let cluster = postgres.directory.join("cluster");
        let locale = ["--auth=trust", "--username=footing", "--encoding=UTF8", "--locale=C", "-D"];
        postgres.program("initdb").args(locale).args([&cluster]).run_quietly()?;
        // By TCP, like Footing.
        let options = format!("-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''", postgres.port);
        postgres.control("start").args(["-w", "-o", &options, "-l"]).args([cluster.join("log")]).run_quietly()?;
        postgres.program("psql").args(postgres.address()).args(["-q", "-c", TABLE, "postgres"]).run_quietly()?;
        fs::write(postgres.script(), INSERT)?;
        Ok(postgres)
    }

    /// Inserts for so long over so many connections, each after the other's reply.
    pub fn insert(&self, connections: usize, warm_up: Duration, time: Duration) -> Result<Figures> {
        self.pgbench(connections, warm_up).run_quietly()?;
        let prefix = self.directory.join(format!("times-{connections}"));
        self.pgbench(connections, time).args(["-l", "--log-prefix"]).args([&prefix]).run_quietly()?;
        let mut times = Vec::new();
        for entry in fs::read_dir(&self.directory)? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().starts_with(format!("times-{connections}.").as_bytes()) {
                times.extend(read_times(&fs::read_to_string(entry.path())?)?);
            }
        }
        ensure!(!times.is_empty(), "pgbench logged nothing");
        Ok(Samples::new(times, time).figures())
    }

    /// Takes a table with a header in by COPY and merges it into the members there are, in one transaction.
    pub fn take_in(&self, csv: &Path) -> Result<Duration> {
        let file = self.directory.join("roster.csv");
        fs::copy(csv, &file)?;
        let script = self.directory.join("roster.sql");
        fs::write(&script, ROSTER.replace("FILE", &file.display().to_string()))?;
        let begun = Instant::now();
        let psql = self.program("psql").args(self.address());
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-1", "-f"]).args([script]).args(["postgres"]).run_quietly()?;
        Ok(begun.elapsed())
    }

    fn pgbench(&self, connections: usize, time: Duration) -> Run {
        let (clients, seconds) = (connections.to_string(), time.as_secs().max(1).to_string());
        let threads = connections.min(2).to_string();
        let run = self.program("pgbench").args(["-n", "-f"]).args([self.script()]);
        run.args(["-c", &clients, "-j", &threads, "-T", &seconds]).args(self.address()).args(["postgres"])
    }

    fn control(&self, what: &str) -> Run {
        self.program("pg_ctl").args([what, "-D"]).args([self.directory.join("cluster")])
    }

    fn address(&self) -> [&str; 6] {
        ["-h", "127.0.0.1", "-p", &self.port, "-U", "footing"]
    }

    fn script(&self) -> PathBuf {
        self.directory.join("insert.sql")
    }

    fn program(&self, name: &str) -> Run {
        let program = self.programs.join(name);
        let run = match self.user {
            Some(user) => Run::new("runuser").args(["-u", user, "--"]).args([program]),
            None => Run::new(program),
        };
        run.in_directory(&self.directory)
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = self.control("stop").args(["-m", "fast", "-w"]).run_quietly();
        if let Err(error) = stopped {
            eprintln!("      {error:#}");
        }
    }
}

/// The directory that has all of them: one of PATH, or Debian's newest.
fn find_programs() -> Option<PathBuf> {
    let on_path = env::var_os("PATH").into_iter().flat_map(|path| env::split_paths(&path).collect::<Vec<_>>());
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok())
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    debian.sort();
    let newest_first = debian.into_iter().rev().map(|(_, directory)| directory);
    let has_all =
        |directory: &PathBuf| ["initdb", "pg_ctl", "psql", "pgbench"].iter().all(|name| directory.join(name).is_file());
    on_path.chain(newest_first).find(has_all)
}

fn exists(user: &str) -> bool {
    Run::new("id").args(["-u", user]).quiet_output().is_some()
}

/// pgbench's log has a line for each transaction; its third column is how many microseconds it took.
fn read_times(log: &str) -> Result<Vec<Duration>> {
    let read = |line: &str| match line.split(' ').nth(2).map(str::parse) {
        Some(Ok(micros)) => Ok(Duration::from_micros(micros)),
        _ => bail!("pgbench logged {line:?}"),
    };
    log.lines().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_from_what_pgbench_logs() {
        let log = "0 199 2241 0 1175850568 995598\n1 200 3 0 1175850569 608\n";
        assert_eq!(read_times(log).unwrap(), [Duration::from_micros(2241), Duration::from_micros(3)]);
        read_times("something else\n").unwrap_err();
    }
}
