//! Uploaded rosters that wait for a yes: the file is read once, looked at, and then applied as it was looked at.
//! Held in memory, a few at a time and not for long: anyone who is too late uploads once more.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::service::roster::Preview;
use footing_core::organisation::KeyHash;

/// More than enough for people who administer one organisation at the same time.
const PLACES: usize = 4;

#[derive(Default)]
pub struct PendingImports(Mutex<VecDeque<(KeyHash, Preview)>>);

impl PendingImports {
    /// Keeps the preview of a session in the place of an earlier one.
    pub fn keep(&self, session: KeyHash, preview: Preview) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(other, _)| *other != session);
        if waiting.len() == PLACES {
            waiting.pop_front();
        }
        waiting.push_back((session, preview));
    }

    /// The preview of a session, which is gone then.
    pub fn take(&self, session: KeyHash) -> Option<Preview> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = waiting.iter().position(|(other, _)| *other == session)?;
        waiting.remove(place).map(|(_, preview)| preview)
    }
}
