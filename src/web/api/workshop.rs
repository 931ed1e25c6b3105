//! Where large answers are made: beside the threads that answer requests, and two at a time, so that a program that asks
//! for everything at once keeps nobody waiting. What was made is known by its tag from then on.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::problem::{Problem, Result};
use super::representation::Tag;

/// More than a few releases have of files; beyond it all are forgotten, and made once more when asked for.
const MOST_TAGS: usize = 4096;

#[derive(Debug)]
pub struct Workshop {
    places: Semaphore,
    /// Releases and texts do not change while the server runs, so a tag holds until it ends.
    tags: Mutex<HashMap<String, Tag>>,
}

impl Default for Workshop {
    fn default() -> Workshop {
        Workshop { places: Semaphore::new(2), tags: Mutex::default() }
    }
}

impl Workshop {
    /// # Errors
    /// Work that breaks off.
    pub async fn make<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _place = self.places.acquire().await.map_err(|_| Problem::Unavailable)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| Problem::Unavailable)
    }

    /// The tag of something that was made before.
    pub(super) fn tag(&self, name: &str) -> Option<Tag> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    pub(super) fn know(&self, name: String, tag: Tag) {
        let mut tags = self.tags.lock().unwrap_or_else(PoisonError::into_inner);
        if tags.len() >= MOST_TAGS {
            tags.clear();
        }
        tags.insert(name, tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_until_there_are_far_too_many() {
        let workshop = Workshop::default();
        workshop.know("a".to_owned(), Tag::of(b"a"));
        assert_eq!(workshop.tag("a"), Some(Tag::of(b"a")));
        (0..MOST_TAGS).for_each(|number| workshop.know(number.to_string(), Tag::of(b"b")));
        assert_eq!(workshop.tag("a"), None);
    }
}
