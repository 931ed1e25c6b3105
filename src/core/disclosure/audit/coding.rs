//! Means that are only said to lie beyond a limit, kept that way: nothing that is said exactly may add up to one of them.

use super::census::{CensusGroup, CensusPlace};
use super::field::FIRST;
use super::span::Span;

/// With fewer answers than this, a mean near an end is not given: it would tell what everybody answered.
pub const GIVEN_EXACTLY_FROM: u64 = 10;
/// The means that are given with fewer answers, in percent of the highest possible: 1.5 and 4.5 of five options.
pub const GIVEN: std::ops::RangeInclusive<f64> = 12.5..=87.5;

/// The answers to one question, by the cells of the census that decides about it.
#[derive(Clone, Debug)]
pub struct Coding {
    /// How many answered at least, as far as they help to a threshold.
    pub people: Vec<u32>,
    /// How many answers there are; more than people where some may be of those who are new.
    pub answers: Vec<u32>,
    /// What they answered in all, 0 for the lowest option and [`highest`](Self::highest) for the highest.
    pub points: Vec<u64>,
    /// Points of the highest option.
    pub highest: u64,
}

impl Coding {
    /// Whether the mean of a set of cells must not be given: few answers, and near an end.
    pub fn is_coded(&self, cells: &[u32]) -> bool {
        let sum = |of: &dyn Fn(usize) -> u64| cells.iter().map(|&cell| of(cell as usize)).sum::<u64>();
        let (answers, points) = (sum(&|cell| u64::from(self.answers[cell])), sum(&|cell| self.points[cell]));
        let is_few = sum(&|cell| u64::from(self.people[cell])) < GIVEN_EXACTLY_FROM;
        is_few && answers > 0 && !GIVEN.contains(&(100.0 * points as f64 / (answers * self.highest) as f64))
    }

    /// Hides groups until no mean that must not be given follows from those that are: neither a group's, nor that of
    /// what is left of a team without the teams below it. Hiding never gives anything away, so what an audit found safe
    /// stays so.
    ///
    /// In the tree the smallest group beside it goes; else the smallest across the tree that has somebody in common.
    pub(super) fn guard(&self, groups: &[CensusGroup], shown: &mut [bool]) {
        let coded: Vec<bool> = groups.iter().map(|group| self.is_coded(&group.cells)).collect();
        while let Some(group) = self.to_hide_in_tree(groups, &coded, shown) {
            shown[group] = false;
        }
        let is_across = |group: usize| groups[group].place == CensusPlace::Across;
        while (0..groups.len()).any(|group| shown[group] && !coded[group] && is_across(group)) {
            let Some(open) = self.opened(groups, &coded, shown) else { return };
            let meets =
                |group: &usize| groups[*group].cells.iter().any(|cell| groups[open].cells.binary_search(cell).is_ok());
            let across = || (0..groups.len()).filter(|group| shown[*group] && !coded[*group] && is_across(*group));
            let smallest = |group: &usize| (self.count(&groups[*group].cells), *group);
            let Some(hide) = across().filter(meets).min_by_key(smallest).or_else(|| across().min_by_key(smallest))
            else {
                return;
            };
            shown[hide] = false;
        }
    }

    fn count(&self, cells: &[u32]) -> u64 {
        cells.iter().map(|&cell| u64::from(self.people[cell as usize])).sum()
    }

    /// A group of the tree to hide because of some mean that follows within the tree alone.
    fn to_hide_in_tree(&self, groups: &[CensusGroup], coded: &[bool], shown: &[bool]) -> Option<usize> {
        let mut tree: Vec<usize> =
            (0..groups.len()).filter(|&group| groups[group].place == CensusPlace::Tree).collect();
        tree.sort_by_key(|&group| std::cmp::Reverse(groups[group].cells.len()));
        // By cell, the innermost group that is given exactly; by group, the one around it.
        let mut innermost: Vec<Option<usize>> = vec![None; self.people.len()];
        let mut around: Vec<Option<usize>> = vec![None; groups.len()];
        for group in tree.into_iter().filter(|&group| shown[group] && !coded[group]) {
            for &cell in &groups[group].cells {
                around[group] = innermost[cell as usize].replace(group);
            }
        }
        let mut left: Vec<Vec<u32>> = vec![Vec::new(); groups.len()];
        for (cell, group) in innermost.iter().enumerate().filter(|&(cell, _)| self.people[cell] > 0) {
            if let Some(group) = group {
                left[*group].push(cell as u32);
            }
        }
        let open = (0..groups.len()).find(|&group| shown[group] && !coded[group] && self.is_coded(&left[group]))?;
        let beside = (0..groups.len()).filter(|&group| around[group] == Some(open));
        Some(beside.min_by_key(|&group| (self.count(&groups[group].cells), group)).unwrap_or(open))
    }

    /// A group whose mean must not be given and follows from those that are.
    fn opened(&self, groups: &[CensusGroup], coded: &[bool], shown: &[bool]) -> Option<usize> {
        let with_answers = |group: usize| {
            groups[group].cells.iter().filter(|&&cell| self.people[cell as usize] > 0).map(|&cell| (cell, 1_u64))
        };
        let mut exact: Vec<usize> = (0..groups.len()).filter(|&group| shown[group] && !coded[group]).collect();
        exact.sort_by_key(|&group| groups[group].cells.len());
        let mut span = Span::<FIRST>::new(self.people.len());
        for group in exact {
            span.insert(with_answers(group));
        }
        (0..groups.len()).find(|&group| coded[group] && span.contains(with_answers(group)))
    }
}
