//! A person's own page: steps and what came of them, the private link, a copy of everything, and deletion.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::assessment;
use crate::service::{ServiceError, address_lock, commitment, participant, result, sign_in};
use crate::ui::pages::{self, CheckInForm, ErrorSummary, Me};
use footing_core::disclosure::Outcome;
use footing_core::guidance::StepId;
use footing_core::organisation::Secret;
use footing_core::practice::{CheckIn, Note};

use super::cookies::{forget_ballot, forget_key, forget_session, keep_key, unmark_device};
use super::error::{Result, WebError};
use super::form::Form;
use super::page::Page;
use super::segment::Segments;
use super::state::{AppState, ReachedAt};
use super::visitor::{Owner, Visitor};

pub async fn me(State(state): State<AppState>, at: ReachedAt, member: Owner) -> Result<Response> {
    let results = result::results(&state.context, member.participant).await?;
    let sittings = assessment::sittings(&state.context, member.participant).await?;
    let text = state.catalog.text(member.language);
    let link = member.key.as_ref().map(|key| private_link(&at, key));
    let sessions = match &member.session {
        Some((_, signed_in)) => sign_in::sessions(&state.context, signed_in).await?,
        None => Vec::new(),
    };
    let page = Me {
        sittings: &sittings,
        results: &results,
        library: &state.context.library,
        today: state.context.today(),
        link,
        has_key: participant::has_key(&state.context, member.participant).await?,
        sessions: &sessions,
        this_session: member.session.as_ref().map(|(secret, _)| secret.hash()),
    };
    Ok(Page::for_member(&state, &member, text.say("me-title")).render(|| pages::me(text, &page)))
}

pub async fn progress(
    State(state): State<AppState>,
    member: Owner,
    Segments(step): Segments<StepId>,
) -> Result<Response> {
    show_progress(&state, &member, &step, CheckInForm::default()).await
}

pub async fn check_in(
    State(state): State<AppState>,
    member: Owner,
    Segments(step): Segments<StepId>,
    body: String,
) -> Result<Response> {
    let text = state.catalog.text(member.language);
    let form = Form::parse(&body);
    let outcome = form.first("outcome").and_then(Outcome::parse);
    let written = form.first("note").unwrap_or_default();
    let (outcome, note) = match (outcome, Note::parse(written)) {
        (Some(outcome), Ok(note)) => (outcome, note),
        (None, _) => {
            let error = ErrorSummary { message: text.say("progress-select"), field: "outcome-done" };
            let form = CheckInForm { outcome, note: written.to_owned(), error: Some(error) };
            return show_progress(&state, &member, &step, form).await;
        }
        (_, Err(_)) => {
            let message = text.with("progress-note-long", [("longest", Note::LONGEST.into())]);
            let error = ErrorSummary { message, field: "note" };
            let form = CheckInForm { outcome, note: written.to_owned(), error: Some(error) };
            return show_progress(&state, &member, &step, form).await;
        }
    };
    commitment::check_in(&state.context, member.participant, &step, CheckIn { outcome, note }).await?;
    Ok(Redirect::to("/me").into_response())
}

async fn show_progress(state: &AppState, member: &Owner, step: &StepId, form: CheckInForm) -> Result<Response> {
    let commitment = commitment::commitment(&state.context, member.participant, step).await?;
    let step = state.context.library.step(step).ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(member.language);
    let page = Page::for_member(state, member, text.of(&step.title)).refused(form.error.is_some());
    Ok(page.render(|| pages::progress(text, step, &commitment, &form)))
}

pub async fn invitation(
    State(state): State<AppState>,
    visitor: Visitor,
    Segments(key): Segments<Secret>,
) -> Result<Response> {
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, text.say("invitation-title")).render(|| pages::invitation(text, &key)))
}

pub async fn open_link(
    State(state): State<AppState>,
    visitor: Visitor,
    Segments(key): Segments<Secret>,
) -> Result<Response> {
    let known = participant::recognise(&state.context, &key).await?;
    if let Some((_, signed_in)) = &visitor.session {
        // Where their address changed, the link opens what is locked for good.
        address_lock::open_with_key(&state.context, signed_in, &key).await?;
    }
    match known {
        Some(_) => Ok(([(SET_COOKIE, keep_key(&state, &key))], Redirect::to("/me")).into_response()),
        None => Err(WebError::from(ServiceError::NotFound)),
    }
}

pub async fn renew_link(State(state): State<AppState>, at: ReachedAt, member: Owner) -> Result<Response> {
    let key = match &member.key {
        Some(key) => participant::renew_key(&state.context, key).await?,
        None => participant::give_key(&state.context, member.participant).await?,
    };
    let text = state.catalog.text(member.language);
    let link = private_link(&at, &key);
    let is_member = member.key.is_none();
    let title = pages::new_link_title(text, is_member);
    let mut response = Page::for_member(&state, &member, title).render(|| pages::new_link(text, link, is_member));
    // Of somebody who signs in, the device must not go on knowing them once they have signed out.
    if !is_member {
        response.headers_mut().insert(SET_COOKIE, keep_key(&state, &key));
    }
    Ok(response)
}

/// Of somebody who signs in: others would lose their only way in.
pub async fn remove_link(State(state): State<AppState>, member: Owner) -> Result<Response> {
    if member.key.is_some() {
        return Err(WebError::NOT_FOUND);
    }
    participant::drop_key(&state.context, member.participant).await?;
    Ok(Redirect::to("/me").into_response())
}

pub async fn export(State(state): State<AppState>, member: Owner) -> Result<Response> {
    let export = participant::export(&state.context, member.participant).await?;
    Ok(([(CONTENT_DISPOSITION, "attachment; filename=\"footing.json\"")], Json(export)).into_response())
}

pub async fn leave(State(state): State<AppState>, _member: Owner) -> Response {
    ([(SET_COOKIE, forget_key(&state))], Redirect::to("/")).into_response()
}

pub async fn deletion(State(state): State<AppState>, member: Owner) -> Result<Response> {
    let results = result::results(&state.context, member.participant).await?;
    let text = state.catalog.text(member.language);
    Ok(Page::for_member(&state, &member, text.say("delete-title"))
        .render(|| pages::deletion(text, results.len(), member.key.is_none())))
}

pub async fn delete(State(state): State<AppState>, member: Owner) -> Result<Response> {
    participant::erase(&state.context, member.participant).await?;
    let text = state.catalog.text(member.language);
    let mut response = Page::new(&state, member.language, text.say("deleted-title"))
        .render(|| pages::deleted(text, member.key.is_none()));
    for cookie in [forget_key(&state), forget_session(&state), forget_ballot(&state), unmark_device(&state)] {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

fn private_link(ReachedAt(address): &ReachedAt, key: &Secret) -> String {
    format!("{}/p/{}", address.as_str(), key.reveal())
}
