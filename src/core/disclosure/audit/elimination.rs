//! Whether published groups give away a small set of people, by exact elimination.
//! The tree is decided block by block; only blocks that groups across the tree could open are eliminated.

use std::collections::{HashMap, HashSet};

use super::census::{Census, CensusPlace};
use super::field::Field;
use super::pieces::{Piece, SearchReach, Signed, small_sets};
use super::span::Span;

/// Cells, each added or taken away; the first is added.
pub(super) type Set = Vec<(u32, bool)>;

/// The auditor of one census.
pub(super) struct Audit<'a, const C: u64> {
    census: &'a Census,
    /// Groups of the tree, each after those that hold it.
    tree: Vec<usize>,
    /// By cell, the rows across the tree with it: groups by their position, then earlier groups.
    across: Vec<Vec<u32>>,
    reach: SearchReach,
    /// What earlier releases have given away cannot be taken back.
    already: HashSet<Set>,
}

/// What an audit looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// How many of the figures do not follow from the others.
    pub(super) rank: usize,
    /// Small pieces in the part that was eliminated.
    pub(super) pieces: usize,
    /// Small sets of up to four of these pieces.
    pub(super) sets: u64,
}

/// Cells that the same published teams hold: a published team without the published teams below it.
struct Block {
    cells: Vec<u32>,
    /// No published group of the tree holds these cells, so their sum is not known.
    is_outside: bool,
}

/// The part of the people that published groups across the tree could open.
struct Weak {
    blocks: Vec<usize>,
    /// Combinations of rows across the tree that every small set must leave at 0: each is worth a column.
    firm: Vec<Vec<(u32, u64)>>,
    rank: usize,
}

impl<'a, const C: u64> Audit<'a, C> {
    pub(super) fn new(census: &'a Census, reach: SearchReach) -> Self {
        let mut across = vec![Vec::new(); census.people().len()];
        let groups = census.groups().iter();
        let rows = groups.map(|group| (group.place == CensusPlace::Across).then_some(&group.cells));
        for (row, cells) in rows.chain(census.earlier().iter().map(Some)).enumerate() {
            for &cell in cells.into_iter().flatten() {
                across[cell as usize].push(row as u32);
            }
        }
        let mut audit = Audit { census, tree: census.tree(), across, reach, already: HashSet::new() };
        if !census.earlier().is_empty() {
            let nothing = vec![false; census.groups().len()];
            let mut already = HashSet::new();
            audit.leaks(&nothing, |set| {
                already.insert(set);
                false
            });
            audit.already = already;
        }
        audit
    }

    /// How many small sets the earlier releases have given away already.
    pub(super) fn already(&self) -> usize {
        self.already.len()
    }

    pub(super) fn reach(&self) -> SearchReach {
        self.reach
    }

    /// What the audit looked at, or a small set that could be worked out if exactly these groups were shown.
    pub(super) fn examine(&self, shown: &[bool]) -> Result<Findings, Set> {
        let mut leak = None;
        let findings = self.leaks(shown, |set| {
            let is_new = self.is_new(&set);
            if is_new {
                leak = Some(set);
            }
            is_new
        });
        leak.map_or(Ok(findings), Err)
    }

    pub(super) fn is_new(&self, set: &Set) -> bool {
        !self.already.contains(set)
    }

    /// Hands over every small set that can be worked out, until `found` says true.
    fn leaks(&self, shown: &[bool], mut found: impl FnMut(Set) -> bool) -> Findings {
        let census = self.census;
        let blocks = self.blocks(shown);
        for block in self.small_blocks(&blocks) {
            if found(block.cells.iter().map(|&cell| (cell, true)).collect()) {
                return Findings::default();
            }
        }
        let shown_across: Vec<Vec<u32>> = self.shown_across(shown);
        let weak = self.weak(&blocks, &shown_across);
        let inside = blocks.iter().filter(|block| !block.is_outside).count();
        let mut findings = Findings { rank: inside + weak.rank, ..Findings::default() };
        if weak.blocks.is_empty() {
            return findings;
        }

        let mut cells: Vec<u32> = Vec::new();
        let mut pieces: Vec<(u64, Vec<u32>)> = Vec::new();
        let mut span =
            Span::<C>::new(weak.blocks.iter().map(|&block| blocks[block].cells.len()).sum::<usize>() + weak.firm.len());
        let mut rows: HashMap<u32, Vec<(u32, u64)>> = HashMap::new();
        for block in weak.blocks.iter().map(|&block| &blocks[block]) {
            let first = cells.len() as u32;
            let mut piece_of: HashMap<&[u32], usize> = HashMap::new();
            for &cell in &block.cells {
                let column = cells.len() as u32;
                cells.push(cell);
                let across = &shown_across[cell as usize][..];
                for &row in across {
                    rows.entry(row).or_default().push((column, 1));
                }
                let piece = *piece_of.entry(across).or_insert_with(|| {
                    pieces.push((0, Vec::new()));
                    pieces.len() - 1
                });
                pieces[piece].0 += census.people()[cell as usize];
                pieces[piece].1.push(column);
            }
            if !block.is_outside {
                span.insert((first..cells.len() as u32).map(|column| (column, 1)));
            }
        }
        for (place, firm) in weak.firm.iter().enumerate() {
            for &(row, x) in firm {
                rows.entry(row).or_default().push(((cells.len() + place) as u32, x));
            }
        }
        let mut rows: Vec<(u32, Vec<(u32, u64)>)> = rows.into_iter().collect();
        rows.sort_unstable_by_key(|(row, entries)| (entries.len(), *row));
        for (_, entries) in rows {
            span.insert(entries);
        }
        let numbers = span.fingerprint(0);

        let threshold = census.threshold();
        let (small, columns): (Vec<Piece>, Vec<Vec<u32>>) = pieces
            .into_iter()
            .filter(|(people, _)| *people < threshold)
            .map(|(people, columns)| (Piece { people, number: sum::<C>(&numbers, &columns) }, columns))
            .unzip();
        findings.pieces = small.len();
        findings.sets = count_sets(&small, threshold);
        let mut confirm = |set: Vec<(u32, bool)>| {
            // A number of 0 may be chance; the span is certain.
            let minus = Field::<C>::negate(1);
            let is_there =
                span.contains(set.iter().map(|&(column, is_added)| (column, if is_added { 1 } else { minus })));
            is_there && found(normal(set.into_iter().map(|(column, with)| (cells[column as usize], with)).collect()))
        };
        let columns_of = |set: &Signed| {
            let columns =
                set.iter().flat_map(|&(piece, with)| columns[piece].iter().map(move |&column| (column, with)));
            columns.collect()
        };
        if small_sets::<C>(&small, threshold, self.reach, |set| confirm(columns_of(set))) {
            return findings;
        }
        if self.needs_unions() {
            let column_of: HashMap<u32, u32> = cells.iter().zip(0..).map(|(&cell, column)| (cell, column)).collect();
            let units = self.small_groups().filter_map(|group| {
                let cells = &census.groups()[group].cells;
                cells.iter().map(|cell| column_of.get(cell).copied()).collect::<Option<Vec<u32>>>()
            });
            let units: Vec<Vec<u32>> = units.collect();
            let people: Vec<u64> = cells.iter().map(|&cell| census.people()[cell as usize]).collect();
            small_unions::<C>(&units, &numbers, &people, threshold, self.reach, |union| {
                confirm(union.iter().map(|&column| (column, true)).collect())
            });
        }
        findings
    }

    /// Up to 4 people are at most four pieces, so that [`small_sets`] has found every union already.
    pub(super) fn needs_unions(&self) -> bool {
        self.census.threshold() > 5
    }

    /// Declared groups with somebody in them and too few to be shown.
    pub(super) fn small_groups(&self) -> impl Iterator<Item = usize> {
        let census = self.census;
        (0..census.groups().len())
            .filter(move |&group| (1..census.threshold()).contains(&census.respondents(&census.groups()[group].cells)))
    }

    /// What is left of a team without the teams below it follows from their figures, however many those are.
    fn small_blocks<'b>(&self, blocks: &'b [Block]) -> impl Iterator<Item = &'b Block> {
        let census = self.census;
        let inside = blocks.iter().filter(|block| !block.is_outside);
        inside.filter(move |block| census.respondents(&block.cells) < census.threshold())
    }

    /// Whether every shown team without the shown teams below it has enough people.
    pub(super) fn has_large_blocks(&self, shown: &[bool]) -> bool {
        let blocks = self.blocks(shown);
        let set = |block: &Block| block.cells.iter().map(|&cell| (cell, true)).collect();
        self.small_blocks(&blocks).all(|block| !self.is_new(&set(block)))
    }

    /// Those of the candidates that leave no team without the teams below it too small, if all of them before each are
    /// shown too: decided in one pass, cell by cell, with what the tree alone tells.
    pub(super) fn safe_in_tree(&self, shown: &[bool], candidates: &[usize]) -> Vec<usize> {
        if !self.already.is_empty() {
            return candidates.to_vec();
        }
        let (people, groups) = (self.census.people(), self.census.groups());
        let outside = groups.len();
        let mut innermost = self.innermost(shown);
        let mut left = vec![0_u64; groups.len() + 1];
        for (cell, &group) in innermost.iter().enumerate() {
            left[group] += people[cell];
        }
        let mut rank = vec![0; groups.len() + 1];
        self.tree.iter().zip(1..).for_each(|(&group, place)| rank[group] = place);
        let is_small = |people: u64| (1..self.census.threshold()).contains(&people);
        let mut is_safe = |group: usize| {
            if groups[group].place == CensusPlace::Across {
                return true;
            }
            // What the teams below it do not hold comes from the one around it.
            let own: Vec<u32> = groups[group]
                .cells
                .iter()
                .copied()
                .filter(|&cell| rank[innermost[cell as usize]] < rank[group])
                .collect();
            let Some(&first) = own.first() else { return true };
            let (around, count) = (innermost[first as usize], self.census.respondents(&own));
            if is_small(count) || around != outside && is_small(left[around] - count) {
                return false;
            }
            left[around] -= count;
            left[group] += count;
            own.iter().for_each(|&cell| innermost[cell as usize] = group);
            true
        };
        candidates.iter().copied().filter(|&group| is_safe(group)).collect()
    }

    /// By cell, the smallest shown group of the tree with it; the number of groups where there is none.
    fn innermost(&self, shown: &[bool]) -> Vec<usize> {
        let mut innermost = vec![self.census.groups().len(); self.census.people().len()];
        for &group in self.tree.iter().filter(|&&group| shown[group]) {
            for &cell in &self.census.groups()[group].cells {
                innermost[cell as usize] = group;
            }
        }
        innermost
    }

    fn blocks(&self, shown: &[bool]) -> Vec<Block> {
        let outside = self.census.groups().len();
        let innermost = self.innermost(shown);
        let mut cells = vec![Vec::new(); outside + 1];
        for (cell, group) in innermost.into_iter().enumerate() {
            cells[group].push(cell as u32);
        }
        let blocks = cells.into_iter().enumerate().map(|(group, cells)| Block { cells, is_outside: group == outside });
        blocks.filter(|block| !block.cells.is_empty()).collect()
    }

    /// By cell, the published rows across the tree.
    fn shown_across(&self, shown: &[bool]) -> Vec<Vec<u32>> {
        let is_shown = |row: u32| shown.get(row as usize).is_none_or(|&shown| shown);
        let of = |rows: &Vec<u32>| rows.iter().copied().filter(|&row| is_shown(row)).collect();
        self.across.iter().map(of).collect()
    }

    /// Finds the blocks in which a small set could be worked out.
    ///
    /// Whatever is worked out is a sum of blocks and of rows across, each with a weight. Where the weights of the rows
    /// across add up to different sums for two cells of a block, the block's own weight cannot make both 0, and at
    /// least one person of the block is in the result. The differences between cells of a block span a space; weights
    /// that are not orthogonal to it touch the block. Take a family of blocks that together span what all blocks
    /// span, then one from the rest, and so on, as many families as the threshold: weights not orthogonal to the last
    /// family's space touch a block in each, and so at least as many people as the threshold asks. Only weights
    /// orthogonal to it can single out fewer. They touch only blocks that are in a family and reach beyond that space;
    /// any other block they take whole or not at all, and no block has too few people.
    fn weak(&self, blocks: &[Block], across: &[Vec<u32>]) -> Weak {
        let rows = self.census.groups().len() + self.census.earlier().len();
        let minus = Field::<C>::negate(1);
        let mut kinds: HashMap<&[u32], u32> = HashMap::new();
        let mut signatures: Vec<&[u32]> = vec![&[]];
        kinds.insert(&[], 0);
        // By block, the differences it has: pairs of kinds of cells.
        let differences: Vec<Vec<(u32, u32)>> = blocks
            .iter()
            .map(|block| {
                let kind_of = block.cells.iter().map(|&cell| {
                    let signature = &across[cell as usize][..];
                    *kinds.entry(signature).or_insert_with(|| {
                        signatures.push(signature);
                        signatures.len() as u32 - 1
                    })
                });
                let mut kinds: Vec<u32> = kind_of.collect();
                kinds.sort_unstable();
                kinds.dedup();
                let first = if block.is_outside { 0 } else { kinds[0] };
                kinds.into_iter().filter(|&kind| kind != first).map(|kind| (first, kind)).collect()
            })
            .collect();
        let vector = |&(from, to): &(u32, u32)| {
            let with = |kind: u32, x| signatures[kind as usize].iter().map(move |&row| (row, x));
            with(from, minus).chain(with(to, 1))
        };
        let mut rest: Vec<usize> = (0..blocks.len()).filter(|&block| !differences[block].is_empty()).collect();
        let mut taken = Vec::new();
        let mut rank = None;
        let mut last = Span::<C>::new(rows);
        for _ in 0..self.census.threshold() {
            let most = rank.map_or(rows, |_| last.rank());
            let mut seen = HashSet::new();
            let mut span = Span::<C>::new(rows);
            rest.retain(|&block| {
                if span.rank() == most {
                    return true;
                }
                let mut is_new = false;
                for difference in differences[block].iter().filter(|&&difference| seen.insert(difference)) {
                    is_new |= span.insert(vector(difference));
                }
                if is_new {
                    taken.push(block);
                }
                !is_new
            });
            last = span;
            rank.get_or_insert(last.rank());
        }
        let rank = rank.unwrap_or(0);
        if rank == last.rank() {
            return Weak { blocks: Vec::new(), firm: Vec::new(), rank };
        }
        taken.retain(|&block| differences[block].iter().any(|difference| !last.contains(vector(difference))));
        taken.sort_unstable();
        Weak { blocks: taken, firm: last.rows().map(Iterator::collect).collect(), rank }
    }
}

/// The number of a set of columns in a fingerprint.
pub(super) fn sum<const C: u64>(numbers: &[u64], columns: &[u32]) -> u64 {
    columns.iter().fold(0, |sum, &column| Field::<C>::add(sum, numbers[column as usize]))
}

/// The set in the order of its cells, with the first one added.
pub(super) fn normal(mut set: Set) -> Set {
    set.sort_unstable();
    if set.first().is_some_and(|&(_, is_added)| !is_added) {
        for (_, is_added) in &mut set {
            *is_added = !*is_added;
        }
    }
    set
}

/// Every union of up to three units with fewer than `threshold` people whose numbers make 0, until `found` says true.
pub(super) fn small_unions<const C: u64>(
    units: &[Vec<u32>],
    numbers: &[u64],
    people: &[u64],
    threshold: u64,
    reach: SearchReach,
    mut found: impl FnMut(&[u32]) -> bool,
) -> bool {
    let mut open =
        Open::<C> { units, numbers, people, threshold, is_in: vec![false; numbers.len()], union: Vec::new() };
    open.extend(0, 0, 0, reach.pieces.min(3), &mut found)
}

/// A union that is still growing.
struct Open<'a, const C: u64> {
    units: &'a [Vec<u32>],
    numbers: &'a [u64],
    people: &'a [u64],
    threshold: u64,
    is_in: Vec<bool>,
    union: Vec<u32>,
}

impl<const C: u64> Open<'_, C> {
    fn extend(
        &mut self,
        first: usize,
        count: u64,
        number: u64,
        more: usize,
        found: &mut impl FnMut(&[u32]) -> bool,
    ) -> bool {
        let before = self.union.len();
        for (place, unit) in self.units.iter().enumerate().skip(first) {
            let (mut count, mut number) = (count, number);
            for &column in unit {
                if !std::mem::replace(&mut self.is_in[column as usize], true) {
                    self.union.push(column);
                    count += self.people[column as usize];
                    number = Field::<C>::add(number, self.numbers[column as usize]);
                }
            }
            let is_candidate = count < self.threshold && self.union.len() > before;
            let stop = is_candidate
                && (number == 0 && found(&self.union)
                    || more > 1 && self.extend(place + 1, count, number, more - 1, found));
            for column in self.union.drain(before..) {
                self.is_in[column as usize] = false;
            }
            if stop {
                return true;
            }
        }
        false
    }
}

/// How many sets of up to four pieces have fewer than `threshold` people.
fn count_sets(pieces: &[Piece], threshold: u64) -> u64 {
    let threshold = threshold as usize;
    // By number of pieces and of people.
    let mut ways = vec![vec![0_u64; threshold]; 5];
    ways[0][0] = 1;
    for piece in pieces {
        for size in (1..5).rev() {
            for people in (piece.people as usize..threshold).rev() {
                ways[size][people] = ways[size][people].saturating_add(ways[size - 1][people - piece.people as usize]);
            }
        }
    }
    ways[1..].iter().flatten().fold(0, |sum, &ways| sum.saturating_add(ways))
}
