//! The waves that something is wrong with, which administrators have to know.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use footing_core::survey::WaveId;

use crate::service::WaveTrouble;

/// What keeps waves from going on, until they go on after all. What does not go on by the calendar is tried again and again,
/// also after a restart.
#[derive(Clone, Default)]
pub struct Troubles(Arc<Mutex<BTreeMap<WaveId, WaveTrouble>>>);

impl Troubles {
    /// Remembers what keeps a wave from going on.
    pub fn note(&self, wave: WaveId, trouble: WaveTrouble) {
        self.known().insert(wave, trouble);
    }

    /// Forgets a trouble of a wave that is over now.
    pub fn forget(&self, wave: WaveId, is_over: impl Fn(WaveTrouble) -> bool) {
        self.known().retain(|of, trouble| *of != wave || !is_over(*trouble));
    }

    pub fn of(&self, wave: WaveId) -> Option<WaveTrouble> {
        self.known().get(&wave).copied()
    }

    /// How many waves something is wrong with.
    pub fn count(&self) -> usize {
        self.known().len()
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<WaveId, WaveTrouble>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
