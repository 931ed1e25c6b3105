//! Survey files, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Result, StoreError, Surveys};
use footing_core::survey::{ContentHash, SurveyId};

#[async_trait]
impl Surveys for MemoryStore {
    async fn keep_survey(&self, survey: &SurveyId, version: u32, hash: ContentHash, file: &[u8]) -> Result<()> {
        let mut state = self.state();
        let place = (survey.clone(), version);
        match state.surveys.get(&place) {
            Some((kept, _)) if *kept == hash => return Ok(()),
            Some(_) if state.used.contains(&place) => return Err(StoreError::Conflict),
            _ => {}
        }
        state.surveys.insert(place, (hash, file.to_vec()));
        Ok(())
    }

    async fn survey_file(&self, survey: &SurveyId, version: u32) -> Result<Option<Vec<u8>>> {
        Ok(self.state().surveys.get(&(survey.clone(), version)).map(|(_, file)| file.clone()))
    }

    async fn survey_versions(&self, survey: &SurveyId) -> Result<Vec<u32>> {
        let state = self.state();
        Ok(state.surveys.keys().filter(|(id, _)| id == survey).map(|(_, version)| *version).collect())
    }
}
