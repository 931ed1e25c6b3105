//! The records in what can still be read of sled's log.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Bound;
use std::path::Path;

use super::messages::{self, Leaf, Message};
use super::migrations::SCHEMA_KEY;

/// Every record, by its key. Where the last state of a page cannot be read, its records are those of the state before it and
/// what was written since, as far as its key is one: `is_key` says so, since the bytes that the page leaves out of its keys
/// may have become others unread.
///
/// # Errors
/// The operating system's.
pub fn records(dir: &Path, is_key: fn(&[u8]) -> bool) -> io::Result<BTreeMap<Vec<u8>, Vec<u8>>> {
    let mut pages = Pages { pages: BTreeMap::new(), written: 0, is_key };
    messages::read(dir, |number, message| pages.apply(number, message))?;
    Ok(pages.records())
}

struct Pages {
    pages: BTreeMap<u64, Page>,
    /// How many were written as a whole so far.
    written: usize,
    is_key: fn(&[u8]) -> bool,
}

struct Page {
    leaf: Leaf,
    records: BTreeMap<Vec<u8>, Vec<u8>>,
    /// When it was last written as a whole.
    written: usize,
    /// A part of it has become a page of its own, and how it was itself written after that has not been read: how many
    /// bytes its keys leave out is unknown.
    is_split: bool,
    /// Something after it could not be read: it may have been split or merged there.
    is_doubtful: bool,
}

impl Pages {
    fn apply(&mut self, number: u64, message: Message) {
        match message {
            Message::Leaf(leaf) => self.put(number, leaf),
            Message::Index | Message::Free => drop(self.pages.remove(&number)),
            Message::Set(key, value) => self.change(number, &key, |records, key| drop(records.insert(key, value))),
            Message::Delete(key) => self.change(number, &key, |records, key| drop(records.remove(&key))),
            Message::Gap => self.pages.values_mut().for_each(|page| page.is_doubtful = true),
            Message::Other => {}
        }
    }

    fn put(&mut self, number: u64, mut leaf: Leaf) {
        if !self.pages.contains_key(&number) {
            let split = self.pages.values_mut().filter(|page| page.leaf.low < leaf.low && page.leaf.holds(&leaf.low));
            split.for_each(|page| page.is_split = true);
        }
        self.written += 1;
        let entries = std::mem::take(&mut leaf.entries);
        let records = entries.into_iter().map(|(key, value)| (leaf.whole(&key), value)).collect();
        self.pages.insert(number, Page { leaf, records, written: self.written, is_split: false, is_doubtful: false });
    }

    fn change(&mut self, number: u64, key: &[u8], change: impl FnOnce(&mut BTreeMap<Vec<u8>, Vec<u8>>, Vec<u8>)) {
        if let Some(page) = self.pages.get_mut(&number).filter(|page| !page.is_split) {
            let key = page.leaf.whole(key);
            let is_sure = !page.is_doubtful || page.records.contains_key(&key) || (self.is_key)(&key);
            if is_sure && page.leaf.holds(&key) {
                change(&mut page.records, key);
            }
        }
    }

    /// Of pages that claim the same keys, the one that was written last is right: the other was split or merged since.
    fn records(self) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let is_ours = |page: &Page| !page.records.contains_key(SCHEMA_KEY.as_bytes());
        let mut pages: Vec<Page> = self.pages.into_values().filter(is_ours).collect();
        pages.sort_by_key(|page| page.written);
        let mut records = BTreeMap::new();
        for Page { leaf, records: of_page, .. } in pages {
            let end = if leaf.high.is_empty() { Bound::Unbounded } else { Bound::Excluded(leaf.high) };
            let claimed: BTreeSet<Vec<u8>> =
                records.range((Bound::Included(leaf.low), end)).map(|(key, _)| Vec::clone(key)).collect();
            claimed.iter().for_each(|key| drop(records.remove(key)));
            records.extend(of_page);
        }
        records
    }
}

impl Leaf {
    fn whole(&self, key: &[u8]) -> Vec<u8> {
        [&self.low[..self.prefix], key].concat()
    }

    fn holds(&self, key: &[u8]) -> bool {
        key >= self.low.as_slice() && (self.high.is_empty() || key < self.high.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;
    use proptest::sample::Index;
    use tempfile::{TempDir, tempdir};

    use super::super::open::open_log;
    use super::super::records::NAME;
    use super::super::space::Space;
    use super::*;

    type Records = BTreeMap<Vec<u8>, Vec<u8>>;
    type Ever = BTreeSet<(Vec<u8>, Vec<u8>)>;

    #[derive(Clone, Debug)]
    enum Step {
        Put(u16, u16),
        Remove(u16),
        /// Every key from one on, up to another.
        Clear(u16, u16),
        Reopen,
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            200 => (0u16..600, 0u16..6000).prop_map(|(key, length)| Step::Put(key, length)),
            40 => (0u16..600).prop_map(Step::Remove),
            2 => (0u16..600, 0u16..200).prop_map(|(from, count)| Step::Clear(from, from + count)),
            1 => Just(Step::Reopen),
        ];
        proptest::collection::vec(step, 1..900)
    }

    /// Keys of which many begin alike, some are the beginning of others, and neighbours are far apart in time.
    fn key(number: u16) -> Vec<u8> {
        let person = format!("person/{:04}", u32::from(number) / 7 * 7919 % 997);
        match number % 7 {
            0 => person.into_bytes(),
            part => format!("{person}/draft/{part}").into_bytes(),
        }
    }

    fn is_key(bytes: &[u8]) -> bool {
        (0..600).any(|number| key(number) == bytes)
    }

    fn value(number: u16, length: u16, time: usize) -> Vec<u8> {
        let mut value = format!("{number} at {time}").into_bytes();
        value.resize(value.len() + usize::from(length), time as u8);
        value
    }

    /// A store after the steps, what is in it, and everything that ever was.
    fn store(steps: &[Step]) -> (TempDir, Records, Ever) {
        let dir = tempdir().unwrap();
        let (mut now, mut ever) = (Records::new(), BTreeSet::new());
        let open = || {
            let log = open_log(dir.path(), &Space::of(dir.path())).unwrap();
            log.db.insert(SCHEMA_KEY, "2").unwrap();
            let tree = log.db.open_tree(NAME).unwrap();
            (log, tree)
        };
        let mut opened = Some(open());
        for (time, step) in steps.iter().enumerate() {
            let tree = &opened.as_ref().unwrap().1;
            match *step {
                Step::Put(number, length) => {
                    let (key, value) = (key(number), value(number, length, time));
                    tree.insert(&key, value.as_slice()).unwrap();
                    ever.insert((key.clone(), value.clone()));
                    now.insert(key, value);
                }
                Step::Remove(number) => {
                    tree.remove(key(number)).unwrap();
                    now.remove(&key(number));
                }
                Step::Clear(from, to) => {
                    for number in from..to {
                        tree.remove(key(number)).unwrap();
                        now.remove(&key(number));
                    }
                }
                Step::Reopen => {
                    opened.take();
                    opened = Some(open());
                }
            }
        }
        opened.unwrap().0.sync().unwrap();
        (dir, now, ever)
    }

    #[test]
    fn after_a_gap_a_change_whose_key_is_none_is_not_believed() {
        let leaf = Leaf { low: key(0), high: vec![], prefix: 8, entries: vec![] };
        let mut pages = Pages { pages: BTreeMap::new(), written: 0, is_key };
        let set = |key: &str, value: &str| Message::Set(key.as_bytes().to_vec(), value.as_bytes().to_vec());
        pages.apply(1, Message::Leaf(leaf));
        pages.apply(1, set("022/draft/3", "before"));
        pages.apply(1, Message::Gap);
        pages.apply(1, set("0940/draft/4", "one byte less is left out"));
        pages.apply(1, set("940/draft/4", "after"));
        let found = pages.records();
        let found: Vec<_> = found.values().map(|value| std::str::from_utf8(value).unwrap()).collect();
        assert_eq!(found, ["before", "after"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn of_a_log_that_is_well_the_records_are_those_sled_gives(steps in steps()) {
            let (dir, now, _) = store(&steps);
            let found = records(dir.path(), is_key).unwrap();
            let differing: Vec<String> = now
                .iter()
                .filter(|(key, value)| found.get(*key) != Some(value))
                .map(|(key, _)| format!("{} is {}", key.escape_ascii(), if found.contains_key(key) { "old" } else { "gone" }))
                .chain(found.keys().filter(|key| !now.contains_key(*key)).map(|key| format!("{} is there", key.escape_ascii())))
                .collect();
            prop_assert!(differing.is_empty(), "{} of {}: {:?}", differing.len(), now.len(), &differing[..differing.len().min(5)]);
        }

        #[test]
        fn of_a_damaged_log_nothing_is_found_that_was_not_written_and_most_is_found(
            steps in steps(),
            place in any::<Index>(),
            length in 1usize..5000,
        ) {
            let (dir, now, ever) = store(&steps);
            let path = dir.path().join("db");
            let mut bytes = fs::read(&path).unwrap();
            let used = bytes.iter().rposition(|byte| *byte != 0).unwrap();
            let place = place.index(used);
            bytes.iter_mut().skip(place).take(length).for_each(|byte| *byte ^= 0x55);
            fs::write(path, bytes).unwrap();
            let found = records(dir.path(), is_key).unwrap();
            for entry in &found {
                prop_assert!(ever.contains(&(entry.0.clone(), entry.1.clone())), "{}", entry.0.escape_ascii());
            }
            let lost = now.iter().filter(|(key, value)| found.get(*key) != Some(value)).count();
            prop_assert!(lost <= 60, "{lost} of {}", now.len());
        }
    }
}
