//! Signing in and out. A link that is followed shows a button, and only pressing it uses the link up: mail scanners follow
//! links too.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::organisation::{EmailAddress, Secret};
use crate::service::{ServiceError, sign_in};
use crate::ui::pages::{self, Failure};

use super::cookies::{forget_ballot, forget_session, keep_session};
use super::error::{Result, WebError};
use super::form::Form;
use super::page::Page;
use super::state::AppState;
use super::visitor::{Guest, Visitor};

pub async fn form(State(state): State<AppState>, visitor: Visitor) -> Response {
    show_form(&state, &visitor, None)
}

/// Says the same whether the address is known or not.
pub async fn send_link(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visitor: Visitor,
    body: String,
) -> Result<Response> {
    if !state.limits.sign_in_from(peer.ip()) {
        return Err(WebError::TOO_OFTEN);
    }
    let form = Form::parse(&body);
    let written = form.first("email").unwrap_or_default();
    let Ok(email) = EmailAddress::parse(written) else {
        return Ok(show_form(&state, &visitor, Some(written)));
    };
    // Beyond the limit no letter goes out, and the page says the same.
    if state.limits.sign_in_for(&email.key()) {
        sign_in::send_link(&state.context, &email, visitor.language).await?;
    }
    let text = state.catalog.text(visitor.language);
    let has_mail = state.context.post.is_some();
    let title = pages::link_sent_title(text, has_mail);
    Ok(Page::for_visitor(&state, &visitor, title).render(|| pages::link_sent(text, has_mail)))
}

pub async fn link(State(state): State<AppState>, Path(link): Path<String>, visitor: Visitor) -> Result<Response> {
    let link = Secret::parse(&link).ok_or(WebError::NOT_FOUND)?;
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, text.say("enter-title")).render(|| pages::enter(text, &link)))
}

pub async fn redeem(State(state): State<AppState>, Path(link): Path<String>) -> Result<Response> {
    let link = Secret::parse(&link).ok_or(WebError::NOT_FOUND)?;
    match sign_in::redeem(&state.context, &link).await {
        Ok(session) => Ok(entered(&state, &session)),
        Err(ServiceError::Closed) => Err(WebError(Failure::LinkUsed)),
        Err(error) => Err(error.into()),
    }
}

pub async fn sign_out(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    sign_in::sign_out(&state.context, &guest.session).await?;
    Ok(left(&state))
}

pub async fn sign_out_everywhere(State(state): State<AppState>, guest: Guest) -> Result<Response> {
    sign_in::sign_out_everywhere(&state.context, &guest.session).await?;
    Ok(left(&state))
}

pub(super) fn entered(state: &AppState, session: &Secret) -> Response {
    let mut response = Redirect::to("/").into_response();
    for cookie in [keep_session(state, session), forget_ballot(state)] {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn left(state: &AppState) -> Response {
    let mut response = Redirect::to("/").into_response();
    for cookie in [forget_session(state), forget_ballot(state)] {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn show_form(state: &AppState, visitor: &Visitor, refused: Option<&str>) -> Response {
    let text = state.catalog.text(visitor.language);
    let title = text.say("sign-in-title");
    let title = if refused.is_some() { text.with("error-page-title", [("page", title.into())]) } else { title };
    let mut response = Page::for_visitor(state, visitor, title).render(|| pages::sign_in(text, refused));
    if refused.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}
