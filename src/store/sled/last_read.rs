//! Releases that were read, kept as they were decoded: large tables, read by many within days, that never change.

use std::mem::size_of;
use std::sync::Arc;

use footing_core::disclosure::{Cell, Release};
use footing_core::survey::WaveId;

/// In bytes: somewhat more than ten releases of 5,000 teams, which is what the insights of such an organisation are made
/// from.
const MOST: usize = 256 * 1024 * 1024;

/// Those that were read last.
pub struct LastRead {
    /// The one that was asked for last stands last.
    kept: Vec<(WaveId, Arc<Release>)>,
    most: usize,
}

impl Default for LastRead {
    fn default() -> LastRead {
        LastRead { kept: Vec::new(), most: MOST }
    }
}

impl LastRead {
    pub fn get(&mut self, wave: WaveId) -> Option<Arc<Release>> {
        let place = self.kept.iter().position(|(of, _)| *of == wave)?;
        let found = self.kept.remove(place);
        let release = Arc::clone(&found.1);
        self.kept.push(found);
        Some(release)
    }

    /// Keeps one more, and forgets those that were not asked for the longest. The newest is kept however large it is.
    pub fn keep(&mut self, wave: WaveId, release: Arc<Release>) {
        self.kept.retain(|(of, _)| *of != wave);
        self.kept.push((wave, release));
        let mut size: usize = self.kept.iter().map(|(_, release)| size(release)).sum();
        while size > self.most && self.kept.len() > 1 {
            size -= self::size(&self.kept.remove(0).1);
        }
    }
}

/// About as many bytes as it takes in memory.
fn size(release: &Release) -> usize {
    let shares = |cell: &Cell| match cell {
        // No allocation is smaller than this.
        Cell::Shown(figures) if !figures.shares.is_empty() => figures.shares.capacity().max(32),
        _ => 0,
    };
    let row = |cells: &[Cell]| 256 + size_of_val(cells) + cells.iter().map(shares).sum::<usize>();
    size_of::<Release>() + release.rows().iter().map(|row_of| row(&row_of.cells)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use footing_core::disclosure::{Group, Row};

    fn table() -> Release {
        let head = json!({
            "wave": "0".repeat(32), "name": "Spring", "contract": "0".repeat(64), "made": "2027-04-01", "invited": 5,
            "measures": [], "proofs": [], "participation": [], "quality": [], "steps": [],
        });
        let rows = vec![Row { group: Group::Organisation, cells: vec![Cell::Suppressed; 100] }];
        Release::restored(serde_json::from_value(head).unwrap(), rows)
    }

    fn wave(number: u8) -> WaveId {
        WaveId::from_random([number; 16])
    }

    #[test]
    fn what_was_asked_for_last_is_kept_within_the_bound() {
        let release = Arc::new(table());
        let mut last_read = LastRead { kept: Vec::new(), most: 3 * size(&release) };
        for number in 0..3 {
            last_read.keep(wave(number), Arc::clone(&release));
        }
        assert!(last_read.get(wave(0)).is_some());
        last_read.keep(wave(3), Arc::clone(&release));
        let is_kept = (0..4).map(|number| last_read.get(wave(number)).is_some()).collect::<Vec<_>>();
        assert_eq!(is_kept, [true, false, true, true]);
    }

    #[test]
    fn one_that_is_larger_than_the_bound_is_kept_by_itself() {
        let mut last_read = LastRead { kept: Vec::new(), most: 1 };
        last_read.keep(wave(0), Arc::new(table()));
        last_read.keep(wave(1), Arc::new(table()));
        assert!(last_read.get(wave(0)).is_none() && last_read.get(wave(1)).is_some());
    }
}
