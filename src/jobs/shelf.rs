//! What was made once and never changes, kept in memory by its name: pages of a release above all, which many read within
//! days.

use std::sync::{Arc, Mutex, PoisonError};

/// In bytes: a few releases' pages in all languages.
const MOST: usize = 64 * 1024 * 1024;

#[derive(Debug)]
pub struct Shelf {
    /// What was asked for last stands last.
    kept: Mutex<Vec<(String, Arc<str>)>>,
    most: usize,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf { kept: Mutex::default(), most: MOST }
    }
}

impl Shelf {
    pub fn get(&self, name: &str) -> Option<Arc<str>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| known == name)?;
        let found = kept.remove(place);
        let made = Arc::clone(&found.1);
        kept.push(found);
        Some(made)
    }

    /// Keeps one more thing, unless there is no room for it, and forgets those that were not asked for the longest.
    pub fn put(&self, name: String, made: Arc<str>) {
        if made.len() > self.most {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != name);
        kept.push((name, made));
        let mut size: usize = kept.iter().map(|(_, made)| made.len()).sum();
        while size > self.most {
            size -= kept.remove(0).1.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_last_is_kept_within_the_bound() {
        let shelf = Shelf { most: 30, ..Shelf::default() };
        let ten = || Arc::<str>::from("0123456789");
        for name in ["a", "b", "c"] {
            shelf.put(name.to_owned(), ten());
        }
        assert!(shelf.get("a").is_some());
        shelf.put("d".to_owned(), ten());
        assert_eq!(["a", "b", "c", "d"].map(|name| shelf.get(name).is_some()), [true, false, true, true]);
        shelf.put("e".to_owned(), "0".repeat(31).into());
        assert_eq!(["c", "d", "e"].map(|name| shelf.get(name).is_some()), [true, true, false]);
    }
}
