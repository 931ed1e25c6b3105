//! Steps people took on, in memory.

use async_trait::async_trait;
use jiff::civil::Date;

use super::MemoryStore;
use crate::store::{Commitments, Result, StoreError};
use footing_core::guidance::StepId;
use footing_core::organisation::PersonId;
use footing_core::practice::{CheckIn, Commitment};

#[async_trait]
impl Commitments for MemoryStore {
    async fn take_on(&self, person: PersonId, commitment: Commitment) -> Result<Commitment> {
        let mut state = self.state();
        let commitments = &mut state.person(person)?.commitments;
        Ok(commitments.entry(commitment.step.clone()).or_insert(commitment).clone())
    }

    async fn check_in(&self, person: PersonId, step: &StepId, on: Date, check_in: CheckIn) -> Result<Commitment> {
        let mut state = self.state();
        let commitment = state.person(person)?.commitments.get_mut(step).ok_or(StoreError::NotFound)?;
        commitment.check_ins.insert(on, check_in);
        Ok(commitment.clone())
    }

    async fn commitments(&self, person: PersonId) -> Result<Vec<Commitment>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| person.commitments.values());
        let mut commitments: Vec<Commitment> = found.cloned().collect();
        commitments.sort_by(|a, b| (a.taken, &a.step).cmp(&(b.taken, &b.step)));
        Ok(commitments)
    }

    async fn decline(&self, person: PersonId, step: &StepId) -> Result<()> {
        self.state().person(person)?.declined.insert(step.clone());
        Ok(())
    }

    async fn declined(&self, person: PersonId) -> Result<Vec<StepId>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| &person.declined);
        Ok(found.cloned().collect())
    }
}
