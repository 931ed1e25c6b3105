//! Commitments and declined steps in sled: both stand under their step, a commitment together with its check-ins.

use async_trait::async_trait;
use jiff::civil::Date;

use super::SledStore;
use super::key::Key;
use super::people::must_be_known;
use super::records::damaged;
use crate::store::{Commitments, Result, StoreError};
use footing_core::guidance::StepId;
use footing_core::organisation::PersonId;
use footing_core::practice::{CheckIn, Commitment};

#[async_trait]
impl Commitments for SledStore {
    async fn take_on(&self, person: PersonId, commitment: Commitment) -> Result<Commitment> {
        self.write(|records, change| {
            must_be_known(records, person)?;
            let place = Key::commitment(person, &commitment.step);
            if let Some(kept) = records.get(&place)? {
                return Ok(kept);
            }
            change.put(place, &commitment)?;
            Ok(commitment)
        })
        .await
    }

    async fn check_in(&self, person: PersonId, step: &StepId, on: Date, check_in: CheckIn) -> Result<Commitment> {
        self.write(|records, change| {
            let place = Key::commitment(person, step);
            let mut commitment: Commitment = records.get(&place)?.ok_or(StoreError::NotFound)?;
            commitment.check_ins.insert(on, check_in);
            change.put(place, &commitment)?;
            Ok(commitment)
        })
        .await
    }

    async fn commitments(&self, person: PersonId) -> Result<Vec<Commitment>> {
        let found = self.read(|records| records.list::<Commitment>(&Key::commitments(person)))?;
        let mut commitments: Vec<Commitment> = found.into_iter().map(|(_, commitment)| commitment).collect();
        // They come in the order of their steps, and the sort keeps it for those of the same day.
        commitments.sort_by_key(|commitment| commitment.taken);
        Ok(commitments)
    }

    async fn decline(&self, person: PersonId, step: &StepId) -> Result<()> {
        self.write(|records, change| {
            must_be_known(records, person)?;
            let place = Key::declined(person, step);
            if !records.has(&place)? {
                change.put_bytes(place, b"");
            }
            Ok(())
        })
        .await
    }

    async fn declined(&self, person: PersonId) -> Result<Vec<StepId>> {
        self.read(|records| {
            let all_declined = Key::all_declined(person);
            let read = |key: Key| {
                let step = key.after(&all_declined).and_then(|step| str::from_utf8(step).ok()).and_then(StepId::parse);
                step.ok_or_else(|| damaged(&key, "it is not named after a step"))
            };
            records.keys(&all_declined)?.into_iter().map(read).collect()
        })
    }
}
