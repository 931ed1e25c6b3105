//! Drafts and responses in sled: a draft stands under its occasion, since there is one of each; a response under its id.

use async_trait::async_trait;

use super::SledStore;
use super::key::Key;
use super::people::must_be_known;
use super::records::{Records, StoreChange};
use super::waves::must_take_answers;
use crate::store::{Occasion, Responses, Result, StoreError};
use footing_core::organisation::PersonId;
use footing_core::survey::{Draft, Entry, Response, ResponseId};

#[async_trait]
impl Responses for SledStore {
    async fn open_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        self.write(|records, change| {
            must_be_open_for(records, person, &draft)?;
            if let Some(kept) = records.get(&Key::draft(person, &Occasion::of_draft(&draft)))? {
                return Ok(kept);
            }
            put(records, change, person, &draft)?;
            Ok(draft)
        })
        .await
    }

    async fn replace_draft(&self, person: PersonId, draft: Draft) -> Result<Draft> {
        self.write(|records, change| {
            must_be_open_for(records, person, &draft)?;
            put(records, change, person, &draft)?;
            Ok(draft)
        })
        .await
    }

    async fn draft(&self, person: PersonId, occasion: &Occasion) -> Result<Option<Draft>> {
        self.read(|records| records.get(&Key::draft(person, occasion)))
    }

    async fn drafts(&self, person: PersonId) -> Result<Vec<Draft>> {
        let found = self.read(|records| records.list::<Draft>(&Key::drafts(person)))?;
        Ok(found.into_iter().map(|(_, draft)| draft).collect())
    }

    async fn record(&self, person: PersonId, occasion: &Occasion, draft: ResponseId, entry: Entry) -> Result<Draft> {
        self.write(|records, change| {
            let mut draft = draft_with_id(records, person, occasion, draft)?;
            draft.sheet.record(entry);
            draft.revision += 1;
            change.put(Key::draft(person, occasion), &draft)?;
            Ok(draft)
        })
        .await
    }

    async fn submit(&self, person: PersonId, revision: u64, response: Response) -> Result<Response> {
        self.write(|records, change| {
            // The first may have been given in another wave than it says now, or lost its wave since.
            let first = records.first(&Key::response(person, None, response.id), 1)?;
            if let Some((_, first)) = first.into_iter().next() {
                return Ok(first);
            }
            let place = Key::response(person, response.wave, response.id);
            must_take_answers(records, response.wave)?;
            let occasion = Occasion { survey: response.survey.clone(), wave: response.wave };
            let draft = draft_with_id(records, person, &occasion, response.id)?;
            if draft.revision != revision {
                return Err(StoreError::Conflict);
            }
            change.put(place, &response)?;
            change.remove(Key::draft(person, &occasion));
            if let Some(wave) = response.wave {
                change.put_bytes(Key::handed_in(wave, &response.survey, person), b"");
            }
            Ok(response)
        })
        .await
    }

    async fn responses(&self, person: PersonId) -> Result<Vec<Response>> {
        let found = self.read(|records| records.list::<Response>(&Key::responses(person)))?;
        let mut responses: Vec<Response> = found.into_iter().map(|(_, response)| response).collect();
        Response::sort(&mut responses);
        Ok(responses)
    }
}

fn must_be_open_for(records: &Records, person: PersonId, draft: &Draft) -> Result<()> {
    must_be_known(records, person)?;
    must_take_answers(records, draft.wave)?;
    match draft.wave {
        Some(wave) if records.has(&Key::handed_in(wave, &draft.survey, person))? => Err(StoreError::Conflict),
        _ => Ok(()),
    }
}

fn put(records: &Records, change: &mut StoreChange, person: PersonId, draft: &Draft) -> Result<()> {
    change.put(Key::draft(person, &Occasion::of_draft(draft)), draft)?;
    let used = Key::survey_used(&draft.survey, draft.version);
    if !records.has(&used)? {
        change.put_bytes(used, b"");
    }
    Ok(())
}

fn draft_with_id(records: &Records, person: PersonId, occasion: &Occasion, id: ResponseId) -> Result<Draft> {
    let draft: Option<Draft> = records.get(&Key::draft(person, occasion))?;
    draft.filter(|draft| draft.id == id).ok_or(StoreError::NotFound)
}
