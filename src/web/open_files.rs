//! How many files the process may have open, and how many of them may be connections. Where connections take them all, the
//! store cannot write and nobody's answer is kept.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Where the system sets no limit at all.
const ENOUGH: u64 = 1 << 20;
/// Beyond this, connections cost memory that is better used otherwise.
const MOST_CONNECTIONS: u64 = 10_000;
/// What is kept for the store, for surveys and charts, for letters and for whatever else opens a file.
const LEAST_FOR_FILES: u64 = 64;

/// Raises the limit as far as the process may, and gives what it is now. Services are usually started with 1,024, which is
/// meant for programs that cannot have more, and are allowed many times that.
pub fn raise_open_files() -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let most = limit.maximum.unwrap_or(ENOUGH);
    if limit.current.is_some_and(|now| now < most)
        && let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: Some(most), ..limit })
    {
        tracing::warn!(%error, "the limit of open files cannot be raised");
    }
    getrlimit(Resource::Nofile).current.unwrap_or(ENOUGH)
}

/// How many connections there may be at a time: a quarter of the files is for others.
pub fn connections_within(open_files: u64) -> usize {
    let for_files = (open_files / 4).max(LEAST_FOR_FILES);
    let connections = open_files.saturating_sub(for_files).clamp(1, MOST_CONNECTIONS);
    usize::try_from(connections).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_always_has_files_left() {
        assert_eq!(connections_within(1024), 768);
        assert_eq!(connections_within(128), 64);
        assert_eq!(connections_within(1 << 20), 10_000);
        for limit in 66..3000 {
            assert!(connections_within(limit) as u64 + LEAST_FOR_FILES <= limit, "{limit}");
        }
    }
}
