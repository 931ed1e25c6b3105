//! Taking a survey: its intro, its questions, the review, and the submit.

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::assessment::{self, Sitting, Submitted};
use crate::service::{ServiceError, participant, result, taking_part};
use crate::store::Occasion;
use crate::ui::pages::{self, CourseEnd, Failure, Home, Intro, QuestionPage, SurveyFlow};
use footing_core::organisation::Secret;
use footing_core::survey::{AnswerError, Question, ResponseId, SurveyId};

use super::cookies::keep_key;
use super::error::{Result, WebError};
use super::form::Form;
use super::network::Network;
use super::page::Page;
use super::segment::Segments;
use super::state::AppState;
use super::visitor::{Owner, RespondingVisitor, Visitor};

pub async fn home(State(state): State<AppState>, visitor: Visitor) -> Result<Response> {
    let waves = match visitor.respondent {
        Some(respondent) => taking_part::open_waves(&state.context, respondent).await?,
        None => Vec::new(),
    };
    let text = state.catalog.text(visitor.language);
    let page = Home {
        surveys: assessment::always_open(&state.context).map(AsRef::as_ref).collect(),
        waves: &waves,
        known: visitor.participant.is_some(),
        signed_in: visitor.session.is_some(),
    };
    Ok(Page::for_visitor(&state, &visitor, text.say("home-title")).render(|| pages::home(text, &page)))
}

pub async fn stored(State(state): State<AppState>, visitor: Visitor) -> Response {
    let text = state.catalog.text(visitor.language);
    Page::for_visitor(&state, &visitor, text.say("stored-title")).render(|| pages::stored(text))
}

pub async fn intro(
    State(state): State<AppState>,
    visitor: Visitor,
    Segments(id): Segments<SurveyId>,
) -> Result<Response> {
    let survey = assessment::open_survey(&state.context, &id).ok_or(WebError::NOT_FOUND)?;
    let (mut sitting, mut has_results) = (None, false);
    if let Some(participant) = visitor.participant {
        sitting = assessment::resume(&state.context, participant, &alone(&id)).await?;
        has_results = !result::results(&state.context, participant).await?.is_empty();
    }
    let text = state.catalog.text(visitor.language);
    let new_key = visitor.participant.is_none().then(|| participant::new_key(&state.context));
    let signed_in = visitor.session.is_some();
    let page = Intro { survey, sitting: sitting.as_ref(), has_results, signed_in, new_key };
    Ok(Page::for_visitor(&state, &visitor, text.of(survey.title())).render(|| pages::intro(text, page)))
}

pub async fn begin(
    State(state): State<AppState>,
    network: Network,
    visitor: Visitor,
    Segments(id): Segments<SurveyId>,
    body: String,
) -> Result<Response> {
    // A survey that does not exist must not enrol anybody.
    assessment::open_survey(&state.context, &id).ok_or(WebError::NOT_FOUND)?;
    let brought = Form::parse(&body).first("key").and_then(Secret::parse);
    let (participant, new_key) = match visitor.participant {
        Some(participant) => (participant, None),
        None if !state.limits.begins_from(network) => return Err(WebError::TOO_OFTEN),
        None if !state.limits.has_room() => return Err(WebError(Failure::Crowded)),
        None => {
            let key = brought.unwrap_or_else(|| participant::new_key(&state.context));
            (participant::enrol(&state.context, &key).await?, Some(key))
        }
    };
    let sitting = assessment::begin(&state.context, participant, &alone(&id)).await?;
    let mut response = Redirect::to(&next_address(&sitting)).into_response();
    if let Some(key) = new_key {
        response.headers_mut().insert(SET_COOKIE, keep_key(&state, &key));
    }
    Ok(response)
}

pub async fn question(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    member: Owner,
    Segments((survey, question)): Segments<(SurveyId, String)>,
) -> Result<Response> {
    let sitting = open_sitting(&state, &member, &survey).await?;
    let asked = sitting.survey.question(&question).ok_or(WebError::NOT_FOUND)?;
    let page = question_page(&sitting, asked, None, is_reviewing(query));
    Ok(show(&state, &member, page))
}

pub async fn answer(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    member: Owner,
    Segments((survey, question)): Segments<(SurveyId, String)>,
    body: String,
) -> Result<Response> {
    let form = Form::parse(&body);
    let selected = form.all("answer");
    let reviewing = is_reviewing(query);
    match assessment::answer(&state.context, member.participant, &alone(&survey), &question, &selected).await {
        Ok(sitting) => match form.first("then") {
            Some("submit") => submit_sitting(&state, &member, &survey, sitting.draft.id).await,
            Some("review") => Ok(Redirect::to(&format!("/s/{survey}/review")).into_response()),
            _ if reviewing => Ok(Redirect::to(&format!("/s/{survey}/review")).into_response()),
            _ => Ok(Redirect::to(&address_after(&sitting, &question)).into_response()),
        },
        Err(ServiceError::Answer(error)) => {
            refuse(&state, &member, &survey, &question, (error, &selected), reviewing).await
        }
        // The last page sent twice: its answer went in with the first, so the second gives the same receipt.
        Err(ServiceError::Closed) if form.first("then") == Some("submit") => {
            let response = form.first("response").and_then(ResponseId::parse);
            submit_sitting(&state, &member, &survey, response.ok_or(ServiceError::Closed)?).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Saves without leaving the page, for the island, which reads nothing but the status.
pub async fn save(
    State(state): State<AppState>,
    member: Owner,
    Segments((survey, question)): Segments<(SurveyId, String)>,
    body: String,
) -> Result<StatusCode> {
    let selected = Form::parse(&body).all("answer");
    match assessment::answer(&state.context, member.participant, &alone(&survey), &question, &selected).await {
        Ok(_) => Ok(StatusCode::NO_CONTENT),
        Err(ServiceError::Answer(_)) => Ok(StatusCode::UNPROCESSABLE_ENTITY),
        Err(error) => Err(error.into()),
    }
}

pub async fn review(
    State(state): State<AppState>,
    member: Owner,
    Segments(id): Segments<SurveyId>,
) -> Result<Response> {
    let sitting = open_sitting(&state, &member, &id).await?;
    let text = state.catalog.text(member.language);
    Ok(Page::for_member(&state, &member, text.say("review-title")).render(|| pages::review(text, &sitting)))
}

pub async fn submit(
    State(state): State<AppState>,
    member: Owner,
    Segments(id): Segments<SurveyId>,
    body: String,
) -> Result<Response> {
    let response = Form::parse(&body).first("response").and_then(ResponseId::parse);
    let response = response.ok_or(WebError::NOT_FOUND)?;
    submit_sitting(&state, &member, &id, response).await
}

async fn submit_sitting(state: &AppState, member: &Owner, survey: &SurveyId, id: ResponseId) -> Result<Response> {
    let submitted = assessment::submit(&state.context, member.participant, &alone(survey), id, member.language).await;
    let address = match submitted? {
        Submitted::Response(id) => format!("/s/{survey}/result/{id}"),
        Submitted::Open { question } => format!("/s/{survey}/q/{question}"),
    };
    Ok(Redirect::to(&address).into_response())
}

/// The open draft, or the page that says there is none (any more).
async fn open_sitting(state: &AppState, member: &Owner, survey: &SurveyId) -> Result<Sitting> {
    let sitting = assessment::resume(&state.context, member.participant, &alone(survey)).await?;
    sitting.ok_or(WebError::from(ServiceError::Closed))
}

async fn refuse(
    state: &AppState,
    member: &Owner,
    survey: &SurveyId,
    question: &str,
    refused: (AnswerError, &[String]),
    reviewing: bool,
) -> Result<Response> {
    let sitting = open_sitting(state, member, survey).await?;
    let asked = sitting.survey.question(question).ok_or(WebError::NOT_FOUND)?;
    let page = question_page(&sitting, asked, Some(refused), reviewing);
    Ok(show(state, member, page))
}

fn question_page<'a>(
    sitting: &'a Sitting,
    question: Question<'a>,
    refused: Option<(AnswerError, &'a [String])>,
    reviewing: bool,
) -> QuestionPage<'a> {
    let base = format!("/s/{}", sitting.survey.id());
    let end = CourseEnd::Result { response: sitting.draft.id, reviewing };
    let flow = SurveyFlow { start: base.clone(), base, others: None, end };
    QuestionPage { survey: &sitting.survey, sheet: &sitting.draft.sheet, question, refused, flow }
}

/// A survey that somebody takes on their own.
fn alone(survey: &SurveyId) -> Occasion {
    Occasion { survey: survey.clone(), wave: None }
}

pub(super) fn show(state: &AppState, member: &RespondingVisitor, page: QuestionPage<'_>) -> Response {
    let text = state.catalog.text(member.language);
    let title = pages::question_title(text, &page);
    let shell = Page::for_member(state, member, title).live(true).refused(page.refused.is_some());
    shell.render(|| pages::question(text, &page))
}

fn is_reviewing(query: Option<String>) -> bool {
    query.as_deref() == Some("reviewing")
}

/// The first open question, or the review page when all are answered.
fn next_address(sitting: &Sitting) -> String {
    let survey = sitting.survey.id();
    match sitting.draft.sheet.first_open(&sitting.survey) {
        Some(question) => format!("/s/{survey}/q/{}", question.id()),
        None => format!("/s/{survey}/review"),
    }
}

/// The question after this one, or the review page after the last.
fn address_after(sitting: &Sitting, question: &str) -> String {
    let survey = sitting.survey.id();
    match sitting.survey.questions().skip_while(|other| other.id() != question).nth(1) {
        Some(next) => format!("/s/{survey}/q/{}", next.id()),
        None => format!("/s/{survey}/review"),
    }
}
