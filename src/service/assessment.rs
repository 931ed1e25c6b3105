//! Taking an assessment: begin or go on, answer one question at a time, submit.

use std::sync::Arc;

use crate::store::StoreError;
use crate::survey::{AnswerError, Draft, Language, Response, ResponseId, Survey, SurveyId};

use super::context::Context;
use super::participant::Participant;
use super::{Result, ServiceError};

/// A draft and the version of the survey it is given under.
#[derive(Clone, Debug)]
pub struct Sitting {
    pub survey: Arc<Survey>,
    pub draft: Draft,
}

/// Opens a draft of the current version, or goes on with the one that is open.
///
/// # Errors
/// [`ServiceError::NotFound`] for an unknown survey.
pub async fn begin(context: &Context, participant: Participant, survey: &SurveyId) -> Result<Sitting> {
    let current = context.instruments.current(survey).ok_or(ServiceError::NotFound)?;
    let draft = Draft {
        id: ResponseId::from_random(context.randomness.bits()),
        survey: survey.clone(),
        version: current.version(),
        opened: context.clock.now(),
        revision: 0,
        sheet: Default::default(),
    };
    let draft = context.store.open_draft(participant.person, draft).await?;
    sitting(context, draft)
}

/// The open draft of a survey, if there is one.
///
/// # Errors
/// A store that fails.
pub async fn resume(context: &Context, participant: Participant, survey: &SurveyId) -> Result<Option<Sitting>> {
    let draft = context.store.draft(participant.person, survey).await?;
    draft.map(|draft| sitting(context, draft)).transpose()
}

/// Records the answer to one question of the open draft. On `Ok` it is on the disk.
///
/// # Errors
/// [`ServiceError::Closed`] without an open draft, [`ServiceError::Answer`] for what is no answer,
/// [`ServiceError::NotFound`] for an unknown question.
pub async fn answer(
    context: &Context,
    participant: Participant,
    survey: &SurveyId,
    question: &str,
    selected: &[String],
) -> Result<Sitting> {
    let sitting = resume(context, participant, survey).await?.ok_or(ServiceError::Closed)?;
    let entry = sitting.survey.parse_entry(question, selected).map_err(|error| match error {
        AnswerError::UnknownQuestion => ServiceError::NotFound,
        error => error.into(),
    })?;
    let recorded = context.store.record(participant.person, survey, sitting.draft.id, entry).await;
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
    survey: &SurveyId,
    id: ResponseId,
    language: Language,
) -> Result<Submitted> {
    loop {
        let sitting = resume(context, participant, survey).await?.filter(|sitting| sitting.draft.id == id);
        let Some(Sitting { survey, draft }) = sitting else {
            let responses = context.store.responses(participant.person).await?;
            let known = responses.iter().any(|response| response.id == id);
            return if known { Ok(Submitted::Response(id)) } else { Err(ServiceError::Closed) };
        };
        if let Some(question) = draft.sheet.first_open(&survey) {
            return Ok(Submitted::Open { question: question.id().to_owned() });
        }
        let response = Response {
            id,
            survey: draft.survey,
            version: draft.version,
            submitted: context.clock.now(),
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
