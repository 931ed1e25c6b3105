//! Taking an assessment: begin or go on, answer one question at a time, submit.

use std::sync::Arc;

use crate::store::{Occasion, StoreError};
use crate::survey::{AnswerError, Draft, Language, Privacy, Response, ResponseId, Survey, SurveyId};

use super::context::Context;
use super::participant::Participant;
use super::{Result, ServiceError};

/// A draft and the version of the survey it is given under.
#[derive(Clone, Debug)]
pub struct Sitting {
    pub survey: Arc<Survey>,
    pub draft: Draft,
}

/// The surveys that people can take on their own, whenever they like.
pub fn always_open(context: &Context) -> impl Iterator<Item = &Arc<Survey>> {
    context.instruments.all().filter(|survey| survey.privacy() == Privacy::Private)
}

/// One of them.
pub fn open_survey<'c>(context: &'c Context, id: &SurveyId) -> Option<&'c Arc<Survey>> {
    always_open(context).find(|survey| survey.id() == id)
}

/// Opens a draft, or goes on with the one that is open. In a wave it is of the version in the contract, else of the
/// current one.
///
/// # Errors
/// [`ServiceError::NotFound`] for a survey that is not asked on this occasion, [`ServiceError::Closed`] if the wave takes
/// no answers, or has this participant's already.
pub async fn begin(context: &Context, participant: Participant, occasion: &Occasion) -> Result<Sitting> {
    let survey = match occasion.wave {
        None => open_survey(context, &occasion.survey),
        Some(wave) => {
            let wave = context.store.wave(wave).await?.ok_or(ServiceError::NotFound)?;
            let opening = wave.takes_answers(context.today()).ok_or(ServiceError::Closed)?;
            let asked = opening.contract.asked(&occasion.survey).ok_or(ServiceError::NotFound)?;
            // A ballot is never a draft on the server.
            let is_linked = asked.privacy != Privacy::Anonymous;
            is_linked.then(|| context.instruments.version(&asked.survey, asked.version)).flatten()
        }
    };
    let survey = survey.ok_or(ServiceError::NotFound)?;
    let draft = Draft {
        id: ResponseId::from_random(context.randomness.bits()),
        survey: survey.id().clone(),
        version: survey.version(),
        wave: occasion.wave,
        opened: context.today(),
        revision: 0,
        sheet: Default::default(),
    };
    match context.store.open_draft(participant.person, draft).await {
        Ok(draft) => sitting(context, draft),
        Err(StoreError::Conflict) => Err(ServiceError::Closed),
        Err(error) => Err(error.into()),
    }
}

/// The open draft, if there is one.
///
/// # Errors
/// A store that fails.
pub async fn resume(context: &Context, participant: Participant, occasion: &Occasion) -> Result<Option<Sitting>> {
    let draft = context.store.draft(participant.person, occasion).await?;
    draft.map(|draft| sitting(context, draft)).transpose()
}

/// Everything the participant has begun and can go on with.
///
/// # Errors
/// A store that fails.
pub async fn sittings(context: &Context, participant: Participant) -> Result<Vec<Sitting>> {
    let mut sittings = Vec::new();
    for draft in context.store.drafts(participant.person).await? {
        let is_open = match draft.wave {
            Some(wave) => {
                context.store.wave(wave).await?.is_some_and(|wave| wave.takes_answers(context.today()).is_some())
            }
            None => true,
        };
        if is_open {
            sittings.push(sitting(context, draft)?);
        }
    }
    Ok(sittings)
}

/// Records the answer to one question of the open draft. On `Ok` it is on the disk.
///
/// # Errors
/// [`ServiceError::Closed`] without an open draft, [`ServiceError::Answer`] for what is no answer,
/// [`ServiceError::NotFound`] for an unknown question.
pub async fn answer(
    context: &Context,
    participant: Participant,
    occasion: &Occasion,
    question: &str,
    selected: &[String],
) -> Result<Sitting> {
    let sitting = resume(context, participant, occasion).await?.ok_or(ServiceError::Closed)?;
    let entry = sitting.survey.parse_entry(question, selected).map_err(|error| match error {
        AnswerError::UnknownQuestion => ServiceError::NotFound,
        error => error.into(),
    })?;
    let recorded = context.store.record(participant.person, occasion, sitting.draft.id, entry).await;
    let draft = recorded.map_err(closed_if_gone)?;
    Ok(Sitting { draft, ..sitting })
}

/// What a submit came to.
#[derive(Debug)]
pub enum Submitted {
    Response(ResponseId),
    /// Nothing was submitted: this question has no answer yet.
    Open {
        question: String,
    },
}

/// Submits the open draft. A second submit of the same response changes nothing and gives the same receipt.
///
/// # Errors
/// [`ServiceError::Closed`] if there is no such draft and no such response of this participant.
pub async fn submit(
    context: &Context,
    participant: Participant,
    occasion: &Occasion,
    id: ResponseId,
    language: Language,
) -> Result<Submitted> {
    loop {
        let sitting = resume(context, participant, occasion).await?.filter(|sitting| sitting.draft.id == id);
        let Some(Sitting { survey, draft }) = sitting else {
            let responses = context.store.responses(participant.person).await?;
            let known = responses.iter().any(|response| response.id == id);
            return if known { Ok(Submitted::Response(id)) } else { Err(ServiceError::Closed) };
        };
        if let Some(question) = draft.sheet.first_open(&survey) {
            return Ok(Submitted::Open { question: question.id().to_owned() });
        }
        let (submitted, earlier) = (context.today(), context.store.responses(participant.person).await?);
        let response = Response {
            id,
            survey: draft.survey,
            version: draft.version,
            wave: draft.wave,
            submitted,
            place: Response::next_place(&earlier, submitted),
            language,
            sheet: draft.sheet,
        };
        match context.store.submit(participant.person, draft.revision, response).await {
            Ok(response) => return Ok(Submitted::Response(response.id)),
            // An answer came in from another tab between reading and submitting: take it along.
            Err(StoreError::Conflict) => continue,
            Err(error) => return Err(closed_if_gone(error)),
        }
    }
}

fn sitting(context: &Context, draft: Draft) -> Result<Sitting> {
    let survey = context.instruments.version(&draft.survey, draft.version).ok_or(ServiceError::NotFound)?;
    Ok(Sitting { survey: Arc::clone(survey), draft })
}

fn closed_if_gone(error: StoreError) -> ServiceError {
    match error {
        StoreError::NotFound => ServiceError::Closed,
        error => error.into(),
    }
}
