//! Taking an assessment: begin or go on, answer one question at a time, submit.

use std::sync::Arc;

use crate::store::{Occasion, StoreError};
use footing_core::survey::{AnswerError, Draft, Language, Privacy, Response, ResponseId, Survey, SurveyId};

use super::context::Context;
use super::participant::{Participant, Respondent};
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
/// no answers, or has this person's already, [`ServiceError::BegunElsewhere`] for a draft the respondent may not see.
pub async fn begin(context: &Context, by: impl Into<Respondent>, occasion: &Occasion) -> Result<Sitting> {
    let by = by.into();
    let draft = new_draft(context, by, occasion).await?;
    let draft = context.store.open_draft(by.person, draft).await.map_err(closed_if_handed_in)?;
    if !by.sees(occasion, draft.id) {
        return Err(ServiceError::BegunElsewhere);
    }
    sitting(context, draft)
}

/// Opens a draft in the place of one that was begun in another session, whose answers are gone then.
///
/// # Errors
/// As [`begin`], but for the last.
pub async fn begin_anew(context: &Context, by: impl Into<Respondent>, occasion: &Occasion) -> Result<Sitting> {
    let by = by.into();
    let draft = new_draft(context, by, occasion).await?;
    let draft = context.store.replace_draft(by.person, draft).await.map_err(closed_if_handed_in)?;
    sitting(context, draft)
}

async fn new_draft(context: &Context, by: Respondent, occasion: &Occasion) -> Result<Draft> {
    let survey = match occasion.wave {
        None => open_survey(context, &occasion.survey).filter(|_| by.is_whole()),
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
    Ok(Draft {
        id: by.new_id(context, occasion),
        survey: survey.id().clone(),
        version: survey.version(),
        wave: occasion.wave,
        opened: context.today(),
        revision: 0,
        sheet: Default::default(),
    })
}

/// The open draft, if there is one that the respondent may see.
///
/// # Errors
/// A store that fails.
pub async fn resume(context: &Context, by: impl Into<Respondent>, occasion: &Occasion) -> Result<Option<Sitting>> {
    let by = by.into();
    let draft = context.store.draft(by.person, occasion).await?.filter(|draft| by.sees(occasion, draft.id));
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
    by: impl Into<Respondent>,
    occasion: &Occasion,
    question: &str,
    selected: &[String],
) -> Result<Sitting> {
    let by = by.into();
    let sitting = resume(context, by, occasion).await?.ok_or(ServiceError::Closed)?;
    let entry = sitting.survey.parse_entry(question, selected).map_err(|error| match error {
        AnswerError::UnknownQuestion => ServiceError::NotFound,
        error => error.into(),
    })?;
    let recorded = context.store.record(by.person, occasion, sitting.draft.id, entry).await;
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
    by: impl Into<Respondent>,
    occasion: &Occasion,
    id: ResponseId,
    language: Language,
) -> Result<Submitted> {
    let by = by.into();
    loop {
        let sitting = resume(context, by, occasion).await?.filter(|sitting| sitting.draft.id == id);
        let Some(Sitting { survey, draft }) = sitting else {
            let responses = context.store.responses(by.person).await?;
            let known = responses.iter().any(|response| response.id == id) && by.sees(occasion, id);
            return if known { Ok(Submitted::Response(id)) } else { Err(ServiceError::Closed) };
        };
        if let Some(question) = draft.sheet.first_open(&survey) {
            return Ok(Submitted::Open { question: question.id().to_owned() });
        }
        let (submitted, earlier) = (context.today(), context.store.responses(by.person).await?);
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
        match context.store.submit(by.person, draft.revision, response).await {
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

fn closed_if_handed_in(error: StoreError) -> ServiceError {
    match error {
        StoreError::Conflict => ServiceError::Closed,
        error => error.into(),
    }
}
