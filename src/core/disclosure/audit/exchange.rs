//! The search for more groups to show: one hidden so that two can be shown, within a bounded effort.
//! Every step is tried on a copy of the span; what it says is audited again before anything is released.

use std::collections::HashMap;

use super::census::{Census, CensusPlace};
use super::elimination::{Audit, Set, normal, small_unions, sum};
use super::field::Field;
use super::pieces::{Piece, small_sets};
use super::span::Span;

/// How often groups are hidden and others tried in their place; more rounds were measured to show hardly more.
pub(super) const ROUNDS: u64 = 400;

/// What an exchange may cost, in pairs of pieces looked at: a second or two.
const EFFORT: usize = 100_000_000;

/// With more cells than this nothing is exchanged: groups across so many people are seldom refused.
pub(super) const MOST_CELLS: usize = 400;

/// A set of shown groups to which others may be added one by one.
struct Desk<const C: u64> {
    shown: Vec<bool>,
    span: Span<C>,
    /// Two numbers for each cell, both 0 for whatever is in the span. Adding a figure leaves the one combination of
    /// them that is 0 for the figure too.
    numbers: [Vec<u64>; 2],
    /// By cell, the piece it is in.
    pieces: Vec<usize>,
}

impl<const C: u64> Desk<C> {
    fn new(census: &Census, shown: &[bool]) -> Self {
        let cells = census.people().len();
        let numbers = [Vec::new(), Vec::new()];
        let mut desk = Desk { shown: shown.to_vec(), span: Span::new(cells), numbers, pieces: vec![0; cells] };
        let groups = census.groups().iter().zip(shown).filter(|&(_, &shown)| shown).map(|(group, _)| &group.cells);
        let mut rows: Vec<&Vec<u32>> = groups.chain(census.earlier()).collect();
        rows.sort_by_key(|cells| cells.len());
        for cells in rows {
            desk.span.insert(cells.iter().map(|&cell| (cell, 1)));
            desk.pieces = split(&desk.pieces, cells);
        }
        desk.number();
        desk
    }

    fn number(&mut self) {
        self.numbers = [self.span.fingerprint(1), self.span.fingerprint(2)];
    }

    fn add(&mut self, group: usize, cells: &[u32]) {
        self.shown[group] = true;
        self.pieces = split(&self.pieces, cells);
        if self.span.insert(cells.iter().map(|&cell| (cell, 1))) {
            self.number();
        }
    }

    /// The numbers after adding a figure; `None` if it follows from what is shown.
    fn numbers_with(&self, cells: &[u32]) -> Option<Vec<u64>> {
        let [one, other] = &self.numbers;
        let (a, b) = (sum::<C>(one, cells), Field::<C>::negate(sum::<C>(other, cells)));
        let combine = |(&x, &y): (&u64, &u64)| Field::<C>::add(Field::<C>::multiply(b, x), Field::<C>::multiply(a, y));
        (a != 0 || b != 0).then(|| one.iter().zip(other).map(combine).collect())
    }
}

/// Pieces, each split into what is in the set and what is not.
fn split(pieces: &[usize], set: &[u32]) -> Vec<usize> {
    let mut is_in = vec![false; pieces.len()];
    for &cell in set {
        is_in[cell as usize] = true;
    }
    let mut new = HashMap::new();
    let halves = pieces.iter().zip(is_in);
    halves
        .map(|half| {
            let next = new.len();
            *new.entry(half).or_insert(next)
        })
        .collect()
}

/// Shows groups one by one and exchanges them, on a census with few cells.
pub(super) struct Exchange<'a, const C: u64> {
    census: &'a Census,
    audit: &'a Audit<'a, C>,
    /// Small sets that stood in the way before: most groups are refused for one of these, without a search.
    known: Vec<Set>,
    effort: usize,
}

impl<'a, const C: u64> Exchange<'a, C> {
    pub(super) fn new(census: &'a Census, audit: &'a Audit<'a, C>) -> Self {
        Exchange { census, audit, known: Vec::new(), effort: 0 }
    }

    /// Adds to the shown groups each candidate, in order, that gives no small set away.
    pub(super) fn add(&mut self, shown: &mut Vec<bool>, candidates: &[usize]) {
        let mut desk = Desk::new(self.census, shown);
        self.admit(&mut desk, candidates);
        *shown = desk.shown;
    }

    /// Hides one to three shown groups where others can be shown instead, and keeps what is worth the most.
    ///
    /// Round by round the groups to hide and the order of trying the others are scattered, the same at every run, and
    /// steps that gain nothing are taken too, since they lead on (ruin and recreate: Schrimpf and others, 2000). A team
    /// is worth two groups across the tree, since its people wait for its figures. The first group shown stays.
    pub(super) fn improve(&mut self, shown: &mut Vec<bool>, candidates: &[usize], rounds: u64) {
        let groups = self.census.groups();
        let worth = |shown: &[bool]| -> usize {
            let shown = candidates.iter().filter(|&&group| shown[group]);
            shown.map(|&group| if groups[group].place == CensusPlace::Tree { 2 } else { 1 }).sum()
        };
        // Of releases worth the same, the one whose groups have more people hides less.
        let people = |shown: &[bool]| -> u64 {
            let shown = candidates.iter().filter(|&&group| shown[group]);
            shown.map(|&group| self.census.respondents(&groups[group].cells)).sum()
        };
        let mut here = shown.clone();
        let mut best = (worth(shown), people(shown));
        for round in 0..rounds {
            let draw = |what: u64| Field::<C>::scatter(round << 32 ^ what);
            let mut order: Vec<usize> = candidates.iter().copied().filter(|&group| !here[group]).collect();
            let may_go: Vec<usize> = candidates.iter().copied().filter(|&group| here[group]).skip(1).collect();
            if order.is_empty() || may_go.is_empty() || self.effort > EFFORT {
                return;
            }
            order.sort_by_cached_key(|&group| draw(group as u64));
            let mut trial = here.clone();
            for time in 0..=draw(u64::MAX) % 3 {
                let group = may_go[(draw(u64::MAX - 1 - time) % may_go.len() as u64) as usize];
                trial[group] = false;
                order.push(group);
            }
            self.add(&mut trial, &order);
            if worth(&trial) >= worth(&here) {
                here = trial;
                let new = (worth(&here), people(&here));
                if new > best {
                    best = new;
                    shown.clone_from(&here);
                }
            }
        }
    }

    fn admit(&mut self, desk: &mut Desk<C>, candidates: &[usize]) {
        for &group in candidates {
            let cells = &self.census.groups()[group].cells;
            if self.is_safe(desk, group, cells) {
                desk.add(group, cells);
            }
        }
    }

    /// Whether the figure gives no small set away together with those on the desk.
    fn is_safe(&mut self, desk: &Desk<C>, group: usize, cells: &[u32]) -> bool {
        let Some(numbers) = desk.numbers_with(cells) else { return true };
        let number = |set: &Set| {
            set.iter().fold(0, |sum, &(cell, is_added)| {
                let x = numbers[cell as usize];
                Field::<C>::add(sum, if is_added { x } else { Field::<C>::negate(x) })
            })
        };
        if self.known.iter().any(|set| number(set) == 0) {
            return false;
        }
        let (census, audit) = (self.census, self.audit);
        let mut members: Vec<Vec<u32>> = Vec::new();
        for (cell, piece) in split(&desk.pieces, cells).into_iter().enumerate() {
            members.resize(members.len().max(piece + 1), Vec::new());
            members[piece].push(cell as u32);
        }
        members.retain(|cells| census.respondents(cells) < census.threshold());
        let piece = |cells: &Vec<u32>| Piece { people: census.respondents(cells), number: sum::<C>(&numbers, cells) };
        let pieces: Vec<Piece> = members.iter().map(piece).collect();
        self.effort += pieces.len().pow(2);
        let known = &mut self.known;
        let mut found = |set: Set| {
            let set = normal(set);
            let is_new = audit.is_new(&set);
            if is_new {
                known.push(set);
            }
            is_new
        };
        let leaks = small_sets::<C>(&pieces, census.threshold(), audit.reach(), |set| {
            found(set.iter().flat_map(|&(piece, with)| members[piece].iter().map(move |&cell| (cell, with))).collect())
        });
        if leaks || !audit.needs_unions() {
            return !leaks;
        }
        let mut shown = desk.shown.clone();
        shown[group] = true;
        if !audit.has_large_blocks(&shown) {
            return false;
        }
        let units: Vec<Vec<u32>> = audit.small_groups().map(|group| census.groups()[group].cells.clone()).collect();
        self.effort += units.len().pow(3) / 4;
        !small_unions::<C>(&units, &numbers, census.people(), census.threshold(), audit.reach(), |union| {
            found(union.iter().map(|&cell| (cell, true)).collect())
        })
    }
}
