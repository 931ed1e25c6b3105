//! Who can be told from whom in one wave: people in cells, and the groups of cells that figures may be published for.
//! Checked once, and reduced to the cells that any figure could tell apart.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A group that figures are declared for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CensusGroup {
    pub place: CensusPlace,
    /// Positions of cells, each once.
    pub cells: Vec<u32>,
}

/// Where a group stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CensusPlace {
    /// A team with everything below it, or the whole organisation. Two of them overlap only if one holds the other.
    Tree,
    /// A group across the tree, such as one kind of work.
    Across,
}

/// The people, the groups and the threshold of a release.
///
/// A cell is a set of respondents whom nothing declared tells apart: one combination of team and attributes, and if
/// earlier releases count, of team and attributes then. A figure of a group is the sum of its cells' figures.
#[derive(Clone, Debug)]
pub struct Census {
    people: Vec<u64>,
    groups: Vec<CensusGroup>,
    earlier: Vec<Vec<u32>>,
    threshold: u64,
}

/// Cells and groups that do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CensusFault {
    #[error("group {group} names cell {cell}, which does not exist")]
    NoSuchCell { group: usize, cell: u32 },
    #[error("group {group} names cell {cell} twice")]
    CellTwice { group: usize, cell: u32 },
    #[error("groups {one} and {other} of the tree overlap and neither holds the other")]
    NoTree { one: usize, other: usize },
    #[error("the threshold is 0")]
    NoThreshold,
}

impl Census {
    /// `people` counts the respondents of each cell; anyone who answered only in an earlier wave counts in a cell that
    /// no group names. `groups` stand in order of importance, coarse first. `earlier` are the groups that releases
    /// before this one have shown. No group with fewer than `threshold` respondents is shown.
    ///
    /// # Errors
    /// The first fault; earlier releases are numbered after the groups.
    pub fn new(
        people: &[u32],
        groups: &[CensusGroup],
        earlier: &[Vec<u32>],
        threshold: u32,
    ) -> Result<Census, CensusFault> {
        if threshold == 0 {
            return Err(CensusFault::NoThreshold);
        }
        // By cell, the groups and earlier groups with it.
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); people.len()];
        let sets = groups.iter().map(|group| &group.cells).chain(earlier);
        for (group, cells) in sets.enumerate() {
            for &cell in cells {
                let column = columns.get_mut(cell as usize).ok_or(CensusFault::NoSuchCell { group, cell })?;
                if column.last() == Some(&group) {
                    return Err(CensusFault::CellTwice { group, cell });
                }
                column.push(group);
            }
        }
        // An empty cell would be an unknown that no figure needs, and would hide what can be worked out. Cells that
        // every group takes together are one.
        let mut merged: BTreeMap<Vec<usize>, (u32, u64)> = BTreeMap::new();
        let mut new_cells = vec![None; people.len()];
        for (cell, column) in columns.into_iter().enumerate().filter(|&(cell, _)| people[cell] > 0) {
            let next = merged.len() as u32;
            let (place, count) = merged.entry(column).or_insert((next, 0));
            *count += u64::from(people[cell]);
            new_cells[cell] = Some(*place);
        }
        let mut counts = vec![0; merged.len()];
        for (place, count) in merged.into_values() {
            counts[place as usize] = count;
        }
        let translate = |cells: &[u32]| {
            let mut cells: Vec<u32> = cells.iter().filter_map(|&cell| new_cells[cell as usize]).collect();
            cells.sort_unstable();
            cells.dedup();
            cells
        };
        let groups =
            groups.iter().map(|group| CensusGroup { place: group.place, cells: translate(&group.cells) }).collect();
        let earlier = earlier.iter().map(|cells| translate(cells)).collect();
        let census = Census { people: counts, groups, earlier, threshold: u64::from(threshold) };
        census.check_tree()?;
        Ok(census)
    }

    fn check_tree(&self) -> Result<(), CensusFault> {
        let mut innermost = vec![None; self.people.len()];
        for group in self.tree() {
            let cells = &self.groups[group].cells;
            let outer = cells.first().and_then(|&cell| innermost[cell as usize]);
            for &cell in cells {
                let inner = innermost[cell as usize].replace(group);
                if inner != outer {
                    let lacks_some =
                        |one: &usize| cells.iter().any(|cell| self.groups[*one].cells.binary_search(cell).is_err());
                    if let Some(one) = [inner, outer].into_iter().flatten().find(lacks_some) {
                        return Err(CensusFault::NoTree { one, other: group });
                    }
                }
            }
        }
        Ok(())
    }

    /// The groups of the tree, each after those that hold it.
    pub(super) fn tree(&self) -> Vec<usize> {
        let mut tree: Vec<usize> =
            (0..self.groups.len()).filter(|&group| self.groups[group].place == CensusPlace::Tree).collect();
        tree.sort_by_key(|&group| std::cmp::Reverse(self.groups[group].cells.len()));
        tree
    }

    /// Respondents by cell; there are no empty cells.
    pub(super) fn people(&self) -> &[u64] {
        &self.people
    }

    pub(super) fn groups(&self) -> &[CensusGroup] {
        &self.groups
    }

    pub(super) fn earlier(&self) -> &[Vec<u32>] {
        &self.earlier
    }

    pub(super) fn threshold(&self) -> u64 {
        self.threshold
    }

    pub(super) fn respondents(&self, cells: &[u32]) -> u64 {
        cells.iter().map(|&cell| self.people[cell as usize]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(cells: &[u32]) -> CensusGroup {
        CensusGroup { place: CensusPlace::Tree, cells: cells.to_vec() }
    }

    #[test]
    fn empty_cells_vanish_and_cells_that_no_group_tells_apart_are_one() {
        let census = Census::new(&[3, 0, 2, 4], &[tree(&[0, 1, 2, 3]), tree(&[3])], &[vec![1, 0, 2]], 5).unwrap();
        assert_eq!(census.people(), [5, 4]);
        assert_eq!(census.groups()[0].cells, [0, 1]);
        assert_eq!(census.groups()[1].cells, [1]);
        assert_eq!(census.earlier(), [[0]]);
    }

    #[test]
    fn what_does_not_fit_together_is_named() {
        let fault = |groups: &[CensusGroup]| Census::new(&[5, 5, 5], groups, &[], 5).unwrap_err();
        assert_eq!(fault(&[tree(&[3])]), CensusFault::NoSuchCell { group: 0, cell: 3 });
        assert_eq!(fault(&[tree(&[0]), tree(&[1, 1])]), CensusFault::CellTwice { group: 1, cell: 1 });
        assert_eq!(fault(&[tree(&[0, 1]), tree(&[1, 2])]), CensusFault::NoTree { one: 0, other: 1 });
        assert_eq!(fault(&[tree(&[0, 1, 2]), tree(&[0, 1]), tree(&[2, 1])]), CensusFault::NoTree { one: 1, other: 2 });
        assert_eq!(Census::new(&[5], &[], &[], 0).unwrap_err(), CensusFault::NoThreshold);
    }
}
