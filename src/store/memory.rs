//! A store that forgets everything when it is dropped: for tests, and to say in the plainest way what a store does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::civil::Date;

use super::{Commitments, Health, People, Responses, Result, StoreError, Surveys};
use crate::guidance::StepId;
use crate::organisation::{KeyHash, PersonId};
use crate::practice::{CheckIn, Commitment};
use crate::survey::{ContentHash, Draft, Entry, Response, ResponseId, SurveyId};

#[derive(Debug, Default)]
pub struct MemoryStore(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    keys: BTreeMap<KeyHash, PersonId>,
    people: BTreeMap<PersonId, Belongings>,
    surveys: BTreeMap<(SurveyId, u32), (ContentHash, Vec<u8>)>,
    /// The versions somebody has answered under.
    used: BTreeSet<(SurveyId, u32)>,
}

/// What is filed under one person.
#[derive(Debug, Default)]
struct Belongings {
    drafts: BTreeMap<SurveyId, Draft>,
    responses: BTreeMap<ResponseId, Response>,
    commitments: BTreeMap<StepId, Commitment>,
    declined: BTreeSet<StepId>,
}

impl MemoryStore {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn person(&mut self, person: PersonId) -> Result<&mut Belongings> {
        self.people.get_mut(&person).ok_or(StoreError::NotFound)
    }
}

impl Belongings {
    fn draft(&mut self, survey: &SurveyId, id: ResponseId) -> Result<&mut Draft> {
        self.drafts.get_mut(survey).filter(|draft| draft.id == id).ok_or(StoreError::NotFound)
    }
}

#[async_trait]
impl People for MemoryStore {
    async fn enrol(&self, person: PersonId, key: KeyHash, _since: Date) -> Result<PersonId> {
        let mut state = self.state();
        let person = *state.keys.entry(key).or_insert(person);
        state.people.entry(person).or_default();
        Ok(person)
    }

    async fn person_with_key(&self, key: KeyHash) -> Result<Option<PersonId>> {
        Ok(self.state().keys.get(&key).copied())
    }

    async fn replace_key(&self, old: KeyHash, new: KeyHash) -> Result<()> {
        let mut state = self.state();
        let person = *state.keys.get(&old).ok_or(StoreError::NotFound)?;
        if state.keys.get(&new).is_some_and(|other| *other != person) {
            return Err(StoreError::Conflict);
        }
        state.keys.remove(&old);
        state.keys.insert(new, person);
        Ok(())
    }

    async fn erase(&self, person: PersonId) -> Result<()> {
        let mut state = self.state();
        state.keys.retain(|_, owner| *owner != person);
        state.people.remove(&person);
        Ok(())
    }
}

#[async_trait]
impl Responses for MemoryStore {
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        let mut state = self.state();
        let drafts = &mut state.person(person)?.drafts;
        let kept = drafts.entry(draft.survey.clone()).or_insert(draft).clone();
        state.used.insert((kept.survey.clone(), kept.version));
        Ok(kept)
    }

    async fn draft(&self, person: PersonId, survey: &SurveyId) -> Result<Option<Draft>> {
        Ok(self.state().people.get(&person).and_then(|person| person.drafts.get(survey)).cloned())
    }

    async fn record(&self, person: PersonId, survey: &SurveyId, draft: ResponseId, entry: Entry) -> Result<Draft> {
        let mut state = self.state();
        let draft = state.person(person)?.draft(survey, draft)?;
        draft.sheet.record(entry);
        draft.revision += 1;
        Ok(draft.clone())
    }

    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response> {
        let mut state = self.state();
        let person = state.person(person)?;
        if let Some(first) = person.responses.get(&response.id) {
            return Ok(first.clone());
        }
        if person.draft(&response.survey, response.id)?.revision != revision {
            return Err(StoreError::Conflict);
        }
        person.drafts.remove(&response.survey);
        person.responses.insert(response.id, response.clone());
        Ok(response)
    }

    async fn responses(&self, person: PersonId) -> Result<Vec<Response>> {
        let state = self.state();
        let found = state.people.get(&person).into_iter().flat_map(|person| person.responses.values());
        let mut responses: Vec<Response> = found.cloned().collect();
        responses.sort_by_key(|response| (response.submitted, response.id));
        Ok(responses)
    }
}

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

#[async_trait]
impl Health for MemoryStore {
    async fn probe(&self) -> Result<()> {
        Ok(())
    }
}
