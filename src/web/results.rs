//! A result and its steps: the page, the calendar file, taking a step on, declining it.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::result::PersonalResult;
use crate::service::{Respondent, commitment, result};
use crate::ui::pages::Failure;
use crate::ui::{calendar, pages};
use footing_core::guidance::StepId;
use footing_core::survey::{ResponseId, SurveyId};

use super::error::{Result, WebError};
use super::page::Page;
use super::segment::Segments;
use super::state::{AppState, ReachedAt};
use super::visitor::{Owner, Visitor};

pub async fn show(
    State(state): State<AppState>,
    visitor: Visitor,
    Segments((survey, response)): Segments<(SurveyId, ResponseId)>,
) -> Result<Response> {
    let result = own_result(&state, &visitor, &survey, response).await?;
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, pages::result_title(text, &result))
        .render(|| pages::result(text, &result, &state.context.library)))
}

pub async fn step(
    State(state): State<AppState>,
    visitor: Visitor,
    Segments((survey, response, step)): Segments<(SurveyId, ResponseId, StepId)>,
) -> Result<Response> {
    let result = own_result(&state, &visitor, &survey, response).await?;
    let profile = result.profile();
    let suggestion = state.context.library.explain(&profile, &result.response.sheet, &step);
    let suggestion = suggestion.ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, text.of(&suggestion.step.title))
        .render(|| pages::step(text, &result, &suggestion)))
}

pub async fn calendar_file(
    State(state): State<AppState>,
    ReachedAt(address): ReachedAt,
    visitor: Visitor,
    Segments((survey, response, step)): Segments<(SurveyId, ResponseId, StepId)>,
) -> Result<Response> {
    let result = own_result(&state, &visitor, &survey, response).await?;
    let step = state.context.library.step(&step).ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(visitor.language);
    let (today, base) = (state.context.today(), address.as_str());
    let file = calendar::calendar(text, step, result.response.id, today, base);
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8; method=PUBLISH".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"footing-{}.ics\"", step.id)),
    ];
    Ok((headers, file).into_response())
}

pub async fn take_on(
    State(state): State<AppState>,
    owner: Owner,
    Segments((survey, response, step)): Segments<(SurveyId, ResponseId, StepId)>,
) -> Result<Redirect> {
    let result = result_of(&state, owner.participant.into(), &survey, response).await?;
    commitment::take_on(&state.context, owner.participant, &result, &step).await?;
    Ok(Redirect::to(&format!("/s/{survey}/result/{response}")))
}

pub async fn decline(
    State(state): State<AppState>,
    owner: Owner,
    Segments((survey, response, step)): Segments<(SurveyId, ResponseId, StepId)>,
) -> Result<Redirect> {
    result_of(&state, owner.participant.into(), &survey, response).await?;
    commitment::decline(&state.context, owner.participant, &step).await?;
    Ok(Redirect::to(&format!("/s/{survey}/result/{response}")))
}

/// The result, if the visitor may see it, signed in or by the key of the device; anything else is not there.
async fn own_result(
    state: &AppState,
    visitor: &Visitor,
    survey: &SurveyId,
    response: ResponseId,
) -> Result<PersonalResult> {
    let respondent = visitor.respondent.ok_or(WebError::UNKNOWN)?;
    let refused = match result_of(state, respondent, survey, response).await {
        Err(refused @ WebError(Failure::NotFound)) => refused,
        outcome => return outcome,
    };
    let limited = visitor.session.as_ref().map(|(_, signed_in)| signed_in).filter(|signed_in| !signed_in.is_whole());
    match (visitor.participant, limited) {
        (Some(participant), Some(_)) => result_of(state, participant.into(), survey, response).await,
        (None, Some(signed_in)) => Err(WebError::closed_to(signed_in)),
        (_, None) => Err(refused),
    }
}

async fn result_of(
    state: &AppState,
    by: Respondent,
    survey: &SurveyId,
    response: ResponseId,
) -> Result<PersonalResult> {
    let result = result::result(&state.context, by, response).await?;
    if result.survey.id() == survey { Ok(result) } else { Err(WebError::NOT_FOUND) }
}
