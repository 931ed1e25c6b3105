//! Releases, in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Releases, Result, Waves};
use footing_core::disclosure::Release;
use footing_core::organisation::{PersonId, TeamId, audit::Attributed};
use footing_core::survey::{Ballot, Response, SurveyId, WaveId};
use footing_core::wave::Wave;

#[async_trait]
impl Releases for MemoryStore {
    async fn linked_answers(&self, wave: WaveId, survey: &SurveyId) -> Result<Vec<(PersonId, Response)>> {
        let state = self.state();
        let is_it = |response: &&Response| response.wave == Some(wave) && response.survey == *survey;
        let by_person = state.people.iter().flat_map(|(person, belongings)| {
            belongings.responses.values().filter(is_it).map(|response| (*person, response.clone()))
        });
        Ok(by_person.collect())
    }

    async fn ballots(&self, wave: WaveId, survey: &SurveyId) -> Result<BTreeMap<TeamId, Vec<Ballot>>> {
        Ok(self.state().filed(wave, survey))
    }

    async fn keep_release(&self, closed: &Wave, released: &Wave, release: &Release, event: Attributed) -> Result<()> {
        self.change_wave(Some(closed), released, event).await?;
        self.state().releases.insert(released.id, Arc::new(release.clone()));
        Ok(())
    }

    async fn could_keep_release(&self, _: &Release) -> Result<()> {
        Ok(())
    }

    async fn release(&self, wave: WaveId) -> Result<Option<Arc<Release>>> {
        Ok(self.state().releases.get(&wave).cloned())
    }
}
