//! The search for small sets of people among the pieces that figures tell apart.
//! Sums of two pieces are sorted and matched, so that sets of four pieces cost no more than a list of all pairs.

use super::field::Field;

/// People whom the published figures tell from others, but not from each other.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) people: u64,
    /// Its number in a fingerprint of the span: 0 for the sum of a set means that the set can be worked out.
    pub(super) number: u64,
}

/// How small sets may be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SearchReach {
    /// Sets of one piece, of up to two, or of up to four.
    pub(super) pieces: usize,
    /// Whether differences count too: some of the set's people minus the others.
    pub(super) differences: bool,
}

/// A set of pieces, each added or taken away.
pub(super) type Signed = Vec<(usize, bool)>;

/// One piece or two.
struct Part {
    /// The smaller of the number and its negative.
    matched: u64,
    is_negative: bool,
    people: u64,
    one: usize,
    other: Option<(usize, bool)>,
}

impl Part {
    fn new<const C: u64>(number: u64, people: u64, one: usize, other: Option<(usize, bool)>) -> Part {
        let negative = Field::<C>::negate(number);
        Part { matched: number.min(negative), is_negative: negative < number, people, one, other }
    }

    fn has(&self, piece: usize) -> bool {
        self.one == piece || self.other.is_some_and(|(other, _)| other == piece)
    }

    fn meets(&self, part: &Part) -> bool {
        self.has(part.one) || part.other.is_some_and(|(other, _)| self.has(other))
    }

    fn signed(&self, is_added: bool) -> impl Iterator<Item = (usize, bool)> {
        let other = self.other.map(|(piece, with)| (piece, with == is_added));
        std::iter::once((self.one, is_added)).chain(other)
    }
}

/// Every set of fewer than `threshold` people within reach whose numbers make 0, until `found` says true.
///
/// For sets as such (without differences) and `threshold` up to 5, up to four pieces are all there can be: each has
/// somebody in it.
pub(super) fn small_sets<const C: u64>(
    pieces: &[Piece],
    threshold: u64,
    reach: SearchReach,
    mut found: impl FnMut(&Signed) -> bool,
) -> bool {
    let mut parts = Vec::new();
    for (one, a) in pieces.iter().enumerate().filter(|(_, piece)| piece.people < threshold) {
        if a.number == 0 && found(&vec![(one, true)]) {
            return true;
        }
        parts.push(Part::new::<C>(a.number, a.people, one, None));
        if reach.pieces == 1 {
            continue;
        }
        for (other, b) in pieces.iter().enumerate().skip(one + 1).filter(|(_, b)| a.people + b.people < threshold) {
            let mut pair = |number, is_added| {
                let people = a.people + b.people;
                if number == 0 {
                    return found(&vec![(one, true), (other, is_added)]);
                }
                // The other half of a set has at least one person.
                if people + 1 < threshold && reach.pieces > 2 {
                    parts.push(Part::new::<C>(number, people, one, Some((other, is_added))));
                }
                false
            };
            if pair(Field::<C>::add(a.number, b.number), true)
                || reach.differences && pair(Field::<C>::subtract(a.number, b.number), false)
            {
                return true;
            }
        }
    }
    if reach.pieces < 3 {
        return false;
    }
    parts.sort_unstable_by_key(|part| (part.matched, part.people));
    parts.chunk_by(|a, b| a.matched == b.matched).filter(|same| same.len() > 1 && same[0].matched != 0).any(|same| {
        same.iter().enumerate().any(|(place, a)| {
            same[place + 1..].iter().take_while(|b| a.people + b.people < threshold).any(|b| {
                let is_opposite = a.is_negative != b.is_negative;
                (is_opposite || reach.differences)
                    && (a.other.is_some() || b.other.is_some())
                    && !a.meets(b)
                    && found(&a.signed(true).chain(b.signed(is_opposite)).collect())
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::field::FIRST;
    use super::*;

    const ALL: SearchReach = SearchReach { pieces: 4, differences: true };

    fn pieces(of: &[(u64, i64)]) -> Vec<Piece> {
        let number = |x: i64| if x < 0 { Field::<FIRST>::P - x.unsigned_abs() } else { x as u64 };
        of.iter().map(|&(people, x)| Piece { people, number: number(x) }).collect()
    }

    fn all(pieces: &[Piece], threshold: u64, reach: SearchReach) -> Vec<Signed> {
        let mut sets = Vec::new();
        small_sets::<FIRST>(pieces, threshold, reach, |set| {
            let mut set = set.clone();
            set.sort_unstable();
            let first = set[0].1;
            sets.push(set.into_iter().map(|(piece, with)| (piece, with == first)).collect());
            false
        });
        sets.sort();
        sets.dedup();
        sets
    }

    #[test]
    fn sets_of_one_to_four_pieces_are_found() {
        let plain = SearchReach { pieces: 4, differences: false };
        assert_eq!(all(&pieces(&[(4, 0), (5, 0)]), 5, plain), [vec![(0, true)]]);
        assert_eq!(all(&pieces(&[(1, 7), (3, -7), (4, -7)]), 5, plain), [vec![(0, true), (1, true)]]);
        assert_eq!(all(&pieces(&[(1, 7), (1, 8), (2, -15)]), 5, plain), [vec![(0, true), (1, true), (2, true)]]);
        let four = pieces(&[(1, 1), (1, 2), (1, 4), (1, -7)]);
        assert_eq!(all(&four, 5, plain), [vec![(0, true), (1, true), (2, true), (3, true)]]);
        assert!(all(&four, 4, plain).is_empty());
    }

    #[test]
    fn differences_are_found_only_if_they_count() {
        let pieces = pieces(&[(1, 7), (1, 8), (1, 15)]);
        assert_eq!(all(&pieces, 5, ALL), [vec![(0, true), (1, true), (2, false)]]);
        assert!(all(&pieces, 5, SearchReach { differences: false, ..ALL }).is_empty());
    }
}
