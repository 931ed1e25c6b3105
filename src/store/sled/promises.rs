//! Promises in sled, under their team and wave; what a leader meant to do stands with the leader.

use async_trait::async_trait;

use super::SledStore;
use super::audit_log::enter;
use super::key::Key;
use super::people::must_be_known;
use super::records::damaged;
use crate::store::{Promises, Result, StoreError};
use footing_core::organisation::audit::Attributed;
use footing_core::organisation::{PersonId, TeamId};
use footing_core::practice::{ImplementationIntention, TeamCommitment};
use footing_core::survey::WaveId;

#[async_trait]
impl Promises for SledStore {
    async fn change_promise(
        &self,
        before: Option<&TeamCommitment>,
        after: &TeamCommitment,
        event: Attributed,
    ) -> Result<()> {
        self.write(|records, change| {
            let place = Key::promise(after.team.id(), after.wave);
            let there: Option<TeamCommitment> = records.get(&place)?;
            if there.as_ref() != before {
                return Err(StoreError::Conflict);
            }
            enter(records, change, event)?;
            change.put(place, after)
        })
        .await
    }

    async fn promises(&self, team: TeamId) -> Result<Vec<TeamCommitment>> {
        let found = self.read(|records| records.list::<TeamCommitment>(&Key::promises(team)))?;
        let mut promises: Vec<TeamCommitment> = found.into_iter().map(|(_, promise)| promise).collect();
        // They come in the order of their waves, and the sort keeps it for those of the same day.
        promises.sort_by_key(|promise| promise.made);
        Ok(promises)
    }

    async fn keep_if_then(
        &self,
        person: PersonId,
        wave: WaveId,
        implementation_intention: &ImplementationIntention,
        event: Attributed,
    ) -> Result<()> {
        self.write(|records, change| {
            must_be_known(records, person)?;
            let place = Key::implementation_intention(person, wave);
            if records.has(&place)? {
                return Ok(());
            }
            enter(records, change, event)?;
            change.put(place, implementation_intention)
        })
        .await
    }

    async fn implementation_intention(
        &self,
        person: PersonId,
        wave: WaveId,
    ) -> Result<Option<ImplementationIntention>> {
        self.read(|records| records.get(&Key::implementation_intention(person, wave)))
    }

    async fn if_thens(&self, person: PersonId) -> Result<Vec<(WaveId, ImplementationIntention)>> {
        let all = Key::if_thens(person);
        let found = self.read(|records| records.list::<ImplementationIntention>(&all))?;
        let named = |(key, implementation_intention): (Key, ImplementationIntention)| match key
            .after(&all)
            .and_then(|wave| wave.try_into().ok())
        {
            Some(wave) => Ok((WaveId::from_random(wave), implementation_intention)),
            None => Err(damaged(&key, "it is not named after a wave")),
        };
        found.into_iter().map(named).collect()
    }
}
