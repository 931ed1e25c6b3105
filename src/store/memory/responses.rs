//! Drafts and responses, in memory.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Occasion, Responses, Result, StoreError};
use footing_core::organisation::PersonId;
use footing_core::survey::{Draft, Entry, Response, ResponseId};

#[async_trait]
impl Responses for MemoryStore {
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        let mut state = self.state();
        state.must_be_open_for(person, &draft)?;
        let drafts = &mut state.person(person)?.drafts;
        let kept = drafts.entry(Occasion::of_draft(&draft)).or_insert(draft).clone();
        state.used.insert((kept.survey.clone(), kept.version));
        Ok(kept)
    }

    async fn replace_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        let mut state = self.state();
        state.must_be_open_for(person, &draft)?;
        state.person(person)?.drafts.insert(Occasion::of_draft(&draft), draft.clone());
        state.used.insert((draft.survey.clone(), draft.version));
        Ok(draft)
    }

    async fn draft(&self, person: PersonId, occasion: &Occasion) -> Result<Option<Draft>> {
        Ok(self.state().people.get(&person).and_then(|person| person.drafts.get(occasion)).cloned())
    }

    async fn drafts(&self, person: PersonId) -> Result<Vec<Draft>> {
        let state = self.state();
        Ok(state.people.get(&person).into_iter().flat_map(|person| person.drafts.values()).cloned().collect())
    }

    async fn record(&self, person: PersonId, occasion: &Occasion, draft: ResponseId, entry: Entry) -> Result<Draft> {
        let mut state = self.state();
        let draft = state.person(person)?.draft(occasion, draft)?;
        draft.sheet.record(entry);
        draft.revision += 1;
        Ok(draft.clone())
    }

    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response> {
        let mut state = self.state();
        if let Some(first) = state.person(person)?.responses.get(&response.id) {
            return Ok(first.clone());
        }
        state.must_take_answers(response.wave)?;
        let person = state.person(person)?;
        let occasion = Occasion { survey: response.survey.clone(), wave: response.wave };
        if person.draft(&occasion, response.id)?.revision != revision {
            return Err(StoreError::Conflict);
        }
        person.drafts.remove(&occasion);
        person.responses.insert(response.id, response.clone());
        Ok(response)
    }

    async fn responses(&self, person: PersonId) -> Result<Vec<Response>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| person.responses.values());
        let mut responses: Vec<Response> = found.cloned().collect();
        Response::sort(&mut responses);
        Ok(responses)
    }
}
