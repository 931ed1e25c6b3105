//! The tally: how many changes a store has seen, and what all of its records together must come to. The last change
//! carries it, so that the opening of the store can tell by reading it once that nothing is missing, and by the
//! [mark](super::mark) that the last change is there.

/// In bytes, when it is written down.
pub const LENGTH: usize = 24;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreTally {
    pub changes: u64,
    pub records: u64,
    /// The sum of a number for each record: whatever order they came in, and taking one out is as simple as adding it.
    pub digest: u64,
}

impl StoreTally {
    pub fn add(&mut self, key: &[u8], body: &[u8]) {
        self.records = self.records.wrapping_add(1);
        self.digest = self.digest.wrapping_add(number(key, body));
    }

    pub fn take_out(&mut self, key: &[u8], body: &[u8]) {
        self.records = self.records.wrapping_sub(1);
        self.digest = self.digest.wrapping_sub(number(key, body));
    }

    /// Whether the same records are there, however many changes it took.
    pub fn has_the_records_of(&self, other: &StoreTally) -> bool {
        (self.records, self.digest) == (other.records, other.digest)
    }

    pub fn to_bytes(self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        for (place, number) in bytes.chunks_exact_mut(8).zip([self.changes, self.records, self.digest]) {
            place.copy_from_slice(&number.to_be_bytes());
        }
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<StoreTally> {
        let mut numbers = bytes.chunks_exact(8).filter_map(|number| Some(u64::from_be_bytes(number.try_into().ok()?)));
        Some(StoreTally { changes: numbers.next()?, records: numbers.next()?, digest: numbers.next()? })
    }
}

/// A number that no two records share but by a chance of one in four thousand million.
fn number(key: &[u8], body: &[u8]) -> u64 {
    let both = u64::from(crc32fast::hash(key)) << 32 | u64::from(crc32fast::hash(body));
    // Checksums alone add up: two that change places would not be noticed. This is the end of SplitMix64.
    let mixed = (both ^ both >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(records: &[(&str, &str)]) -> StoreTally {
        let mut tally = StoreTally::default();
        records.iter().for_each(|(key, body)| tally.add(key.as_bytes(), body.as_bytes()));
        tally
    }

    #[test]
    fn records_come_to_the_same_in_any_order_and_to_something_else_when_one_is_missing_or_changed() {
        let whole = of(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert_eq!(of(&[("c", "3"), ("a", "1"), ("b", "2")]), whole);
        for other in [
            of(&[("a", "1"), ("b", "2")]),
            of(&[("a", "1"), ("b", "2"), ("c", "4")]),
            of(&[("a", "2"), ("b", "1"), ("c", "3")]),
            of(&[("a", "1"), ("b", "2"), ("d", "3")]),
            of(&[("a", "1"), ("a", "1"), ("c", "3")]),
        ] {
            assert!(!other.has_the_records_of(&whole));
        }
    }

    #[test]
    fn a_record_that_is_taken_out_leaves_no_trace() {
        let mut tally = of(&[("a", "1"), ("b", "2")]);
        tally.take_out(b"b", b"2");
        assert_eq!(tally, of(&[("a", "1")]));
    }

    #[test]
    fn a_tally_comes_back_as_it_was_written() {
        let tally = StoreTally { changes: 1, ..of(&[("a", "1")]) };
        assert_eq!(StoreTally::from_bytes(&tally.to_bytes()), Some(tally));
        assert_eq!(StoreTally::from_bytes(&tally.to_bytes()[1..]), None);
    }
}
