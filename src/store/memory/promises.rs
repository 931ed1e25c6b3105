//! What leaders promised, in memory.

use std::collections::btree_map;

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Promises, Result, StoreError};
use footing_core::organisation::{PersonId, TeamId, audit::Attributed};
use footing_core::practice::{ImplementationIntention, TeamCommitment};
use footing_core::survey::WaveId;

#[async_trait]
impl Promises for MemoryStore {
    async fn change_promise(
        &self,
        before: Option<&TeamCommitment>,
        after: &TeamCommitment,
        event: Attributed,
    ) -> Result<()> {
        let (mut state, place) = (self.state(), (after.team.id(), after.wave));
        if state.promises.get(&place) != before {
            return Err(StoreError::Conflict);
        }
        state.promises.insert(place, after.clone());
        state.enter(event);
        Ok(())
    }

    async fn promises(&self, team: TeamId) -> Result<Vec<TeamCommitment>> {
        let state = self.state();
        let of_team = state.promises.iter().filter(|((of, _), _)| *of == team);
        let mut promises: Vec<TeamCommitment> = of_team.map(|(_, promise)| promise.clone()).collect();
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
        let mut state = self.state();
        if let btree_map::Entry::Vacant(place) = state.person(person)?.if_thens.entry(wave) {
            place.insert(implementation_intention.clone());
            state.enter(event);
        }
        Ok(())
    }

    async fn implementation_intention(
        &self,
        person: PersonId,
        wave: WaveId,
    ) -> Result<Option<ImplementationIntention>> {
        Ok(self.state().people.get(&person).and_then(|person| person.if_thens.get(&wave)).cloned())
    }

    async fn if_thens(&self, person: PersonId) -> Result<Vec<(WaveId, ImplementationIntention)>> {
        let state = self.state();
        let meant = state.people.get(&person).into_iter().flat_map(|person| &person.if_thens);
        Ok(meant.map(|(wave, implementation_intention)| (*wave, implementation_intention.clone())).collect())
    }
}
