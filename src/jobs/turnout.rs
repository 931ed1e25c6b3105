//! How many have taken part in a wave, as its page and the API show it. In a large organisation counting is work, and
//! anyone who reloads the page learns nothing new from one second to the next: so it is counted once in a while, and
//! shown to all who ask in between.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::service::Result;
use footing_core::disclosure::Participation;
use footing_core::survey::WaveId;
use footing_core::wave::Wave;

/// From so many invited people on.
const MANY: u32 = 2_000;
const WHILE: Duration = Duration::from_secs(10);

type Counted = Arc<Vec<Participation>>;

/// What was counted last, by wave.
#[derive(Debug, Default)]
pub struct Turnout(Mutex<HashMap<WaveId, (Instant, Counted)>>);

impl Turnout {
    /// Participation in a wave: what was counted a moment ago, if the wave is large, else what `count` says now.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn of(&self, wave: &Wave, count: impl Future<Output = Result<Vec<Participation>>>) -> Result<Counted> {
        let Some(opening) = wave.opening() else { return Ok(Arc::default()) };
        let is_many = opening.invited >= MANY;
        if let Some(lately) = self.lately(wave.id).filter(|_| is_many) {
            return Ok(lately);
        }
        let counted = Arc::new(count.await?);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (when, _)| when.elapsed() < WHILE);
        if is_many {
            known.insert(wave.id, (Instant::now(), Arc::clone(&counted)));
        }
        Ok(counted)
    }

    fn lately(&self, wave: WaveId) -> Option<Counted> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (when, counted) = known.get(&wave)?;
        (when.elapsed() < WHILE).then(|| Arc::clone(counted))
    }
}
