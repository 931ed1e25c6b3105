//! Promises in sled, under their team and wave; what a leader meant to do stands with the leader.

use async_trait::async_trait;

use super::SledStore;
use super::key::Key;
use super::people::must_be_known;
use super::records::damaged;
use crate::store::{Promises, Result, StoreError};
use footing_core::organisation::{PersonId, TeamId};
use footing_core::practice::{IfThen, Promise};
use footing_core::survey::WaveId;

#[async_trait]
impl Promises for SledStore {
    async fn change_promise(&self, before: Option<&Promise>, after: &Promise) -> Result<()> {
        self.write(|records, change| {
            let place = Key::promise(after.team.id(), after.wave);
            let there: Option<Promise> = records.get(&place)?;
            if there.as_ref() != before {
                return Err(StoreError::Conflict);
            }
            change.put(place, after)
        })
        .await
    }

    async fn promises(&self, team: TeamId) -> Result<Vec<Promise>> {
        let found = self.read(|records| records.list::<Promise>(&Key::promises(team)))?;
        let mut promises: Vec<Promise> = found.into_iter().map(|(_, promise)| promise).collect();
        // They come in the order of their waves, and the sort keeps it for those of the same day.
        promises.sort_by_key(|promise| promise.made);
        Ok(promises)
    }

    async fn keep_if_then(&self, person: PersonId, wave: WaveId, if_then: &IfThen) -> Result<()> {
        self.write(|records, change| {
            must_be_known(records, person)?;
            let place = Key::if_then(person, wave);
            if records.has(&place)? { Ok(()) } else { change.put(place, if_then) }
        })
        .await
    }

    async fn if_then(&self, person: PersonId, wave: WaveId) -> Result<Option<IfThen>> {
        self.read(|records| records.get(&Key::if_then(person, wave)))
    }

    async fn if_thens(&self, person: PersonId) -> Result<Vec<(WaveId, IfThen)>> {
        let all = Key::if_thens(person);
        let found = self.read(|records| records.list::<IfThen>(&all))?;
        let named = |(key, if_then): (Key, IfThen)| match key.after(&all).and_then(|wave| wave.try_into().ok()) {
            Some(wave) => Ok((WaveId::from_random(wave), if_then)),
            None => Err(damaged(&key, "it is not named after a wave")),
        };
        found.into_iter().map(named).collect()
    }
}
