//! What was answered before somebody's address changed: why it is closed, and the ways to open it.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::{ServiceError, address_lock};
use crate::ui::pages::{self, Earlier, EarlierFault};
use footing_core::organisation::Secret;

use super::cookies::{forget_ballot, forget_session};
use super::error::{Result, WebError};
use super::form::Form;
use super::network::Network;
use super::page::Page;
use super::sign_in::knows;
use super::state::AppState;
use super::visitor::SignedInUser;

pub async fn show(State(state): State<AppState>, user: SignedInUser) -> Result<Response> {
    show_with(&state, &user, None, false)
}

fn show_with(state: &AppState, user: &SignedInUser, fault: Option<EarlierFault>, is_sent: bool) -> Result<Response> {
    let Some(lock) = user.signed_in.lock() else { return Ok(Redirect::to("/me").into_response()) };
    let text = state.catalog.text(user.language);
    let page = Earlier { lock, has_mail: state.context.post.is_some(), is_sent, fault };
    let shown = Page::for_user(state, user, text.say("earlier-title")).refused(fault.is_some());
    Ok(shown.render(|| pages::earlier(text, &page)))
}

pub async fn write_again(
    State(state): State<AppState>,
    network: Network,
    headers: HeaderMap,
    user: SignedInUser,
) -> Result<Response> {
    let lock = user.signed_in.lock().ok_or(WebError::NOT_FOUND)?;
    let is_known = knows(&state, &headers, &user.signed_in.email).await?;
    if !state.limits.letter_for(&lock.before.key(), network, is_known) {
        return Err(WebError(pages::Failure::LettersAsked));
    }
    address_lock::write_again(&state.context, &user.signed_in, user.language).await?;
    show_with(&state, &user, None, true)
}

pub async fn open_with_key(State(state): State<AppState>, user: SignedInUser, body: String) -> Result<Response> {
    let form = Form::parse(&body);
    let typed = form.first("key").unwrap_or_default().trim();
    // As the address of a page, or the last part of it.
    let key = Secret::parse(typed.rsplit('/').next().unwrap_or_default());
    let is_theirs = match &key {
        Some(key) => address_lock::open_with_key(&state.context, &user.signed_in, key).await?,
        None => false,
    };
    if is_theirs {
        Ok(Redirect::to("/me").into_response())
    } else {
        show_with(&state, &user, Some(EarlierFault::Key), false)
    }
}

pub async fn give_up(State(state): State<AppState>, user: SignedInUser, body: String) -> Result<Response> {
    if Form::parse(&body).first("sure") != Some("yes") {
        return show_with(&state, &user, Some(EarlierFault::NotSure), false);
    }
    match address_lock::give_up(&state.context, &user.signed_in).await {
        Err(ServiceError::NotFound) => return Ok(Redirect::to("/me").into_response()),
        outcome => outcome?,
    }
    let mut response = Redirect::to("/sign-in").into_response();
    for cookie in [forget_session(&state), forget_ballot(&state)] {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
