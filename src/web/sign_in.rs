//! Signing in and out. A link that is followed shows a button, and only pressing it uses the link up: mail scanners
//! follow links too.

use axum::extract::{RawQuery, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::service::sign_in::{Follower, LinkPromise, Redeemed};
use crate::service::{self, ServiceError, SignedIn, participant, sign_in};
use crate::ui::pages::{self, EnterForm, Failure};
use footing_core::organisation::{Destination, EmailAddress, KeyHash, Secret};

use super::cookies::{asked_of, device_of, forget_ballot, forget_session, keep_asked, keep_session, mark_device};
use super::device_name::device_name;
use super::error::{Result, WebError};
use super::form::Form;
use super::limits::Refused;
use super::network::Network;
use super::page::Page;
use super::segment::Segments;
use super::state::AppState;
use super::visitor::{SignedInUser, Visitor};

pub async fn form(State(state): State<AppState>, RawQuery(query): RawQuery, visitor: Visitor) -> Response {
    let to = destination(&Form::parse(&query.unwrap_or_default()));
    show_form(&state, &visitor, None, to.as_ref())
}

/// Says the same whether the address is known or not.
pub async fn send_link(
    State(state): State<AppState>,
    network: Network,
    visitor: Visitor,
    headers: HeaderMap,
    body: String,
) -> Result<Response> {
    if !state.limits.sign_in_from(network) {
        return Err(WebError::TOO_OFTEN);
    }
    let form = Form::parse(&body);
    let written = form.first("email").unwrap_or_default();
    let to = destination(&form);
    let Ok(email) = EmailAddress::parse(written) else {
        return Ok(show_form(&state, &visitor, Some(written), to.as_ref()));
    };
    let is_known = knows(&state, &headers, &email).await?;
    if !state.limits.letter_for(&email.key(), network, is_known) {
        return Err(WebError(Failure::LettersAsked));
    }
    let browser = asked_of(&state, &headers).unwrap_or_else(|| participant::new_key(&state.context));
    let promise = sign_in::ask_for_link(&state.context, &email, visitor.language, to.clone(), Some(&browser)).await?;
    let text = state.catalog.text(visitor.language);
    if promise == LinkPromise::NoMail {
        return Ok(show_form(&state, &visitor, None, None));
    }
    let again = address(to.as_ref());
    let title = pages::link_sent_title(text, promise);
    let mut response = Page::for_visitor(&state, &visitor, title).render(|| pages::link_sent(text, promise, again));
    if promise == LinkPromise::TooMany {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    response.headers_mut().append(SET_COOKIE, keep_asked(&state, &browser));
    Ok(response)
}

/// Whether somebody has signed in at this address in this browser.
pub(super) async fn knows(state: &AppState, headers: &HeaderMap, email: &EmailAddress) -> Result<bool> {
    Ok(match device_of(state, headers) {
        Some(mark) => mark == sign_in::device_mark(&state.context, email).await?,
        None => false,
    })
}

pub async fn link(
    State(state): State<AppState>,
    visitor: Visitor,
    headers: HeaderMap,
    Segments(link): Segments<Secret>,
) -> Result<Response> {
    show_link(&state, &visitor, &headers, &link, EnterForm::default()).await
}

async fn show_link(
    state: &AppState,
    visitor: &Visitor,
    headers: &HeaderMap,
    link: &Secret,
    form: EnterForm,
) -> Result<Response> {
    let followed = match sign_in::follow(&state.context, link, &follower(state, headers, None)).await {
        Err(ServiceError::Closed) => return Err(WebError(Failure::LinkUsed)),
        followed => followed?,
    };
    let text = state.catalog.text(visitor.language);
    let page = Page::for_visitor(state, visitor, pages::enter_title(text, followed.purpose)).refused(form.is_wrong);
    Ok(page.render(|| pages::enter(text, link, &followed, &form)))
}

fn follower(state: &AppState, headers: &HeaderMap, typed: Option<EmailAddress>) -> Follower {
    Follower { browser: asked_of(state, headers), mark: device_of(state, headers), typed }
}

pub async fn redeem(
    State(state): State<AppState>,
    network: Network,
    visitor: Visitor,
    headers: HeaderMap,
    Segments(link): Segments<Secret>,
    body: String,
) -> Result<Response> {
    let form = Form::parse(&body);
    let typed = form.first("email").unwrap_or_default();
    if !typed.is_empty() && !state.limits.sign_in_from(network) {
        return Err(WebError::TOO_OFTEN);
    }
    let follower = follower(&state, &headers, EmailAddress::parse(typed).ok());
    match sign_in::redeem(&state.context, &link, &follower, device_name(&headers)).await {
        Ok(Redeemed::Entered { session, to }) => {
            let mut response = entered_at(&state, &session, to.as_ref());
            // A link that somebody else made may have been used by them: that device is none of the owner's.
            let signed_in = service::signed_in(&state.context, &session).await?;
            if let Some(signed_in) = signed_in.filter(SignedIn::reads_mail) {
                let mark = sign_in::device_mark(&state.context, &signed_in.email).await?;
                response.headers_mut().append(SET_COOKIE, mark_device(&state, &mark));
            }
            Ok(response)
        }
        Ok(Redeemed::Unlocked) => {
            let text = state.catalog.text(visitor.language);
            Ok(Page::for_visitor(&state, &visitor, text.say("unlocked-title")).render(|| pages::unlocked(text)))
        }
        Ok(Redeemed::FromElsewhere) => {
            note_refused(&state, Refused::Link).await;
            let form = EnterForm { typed: typed.to_owned(), is_wrong: true };
            show_link(&state, &visitor, &headers, &link, form).await
        }
        Err(ServiceError::Closed) => {
            note_refused(&state, Refused::Link).await;
            Err(WebError(Failure::LinkUsed))
        }
        Err(error) => Err(error.into()),
    }
}

/// Enters into the audit log that something opened nothing, if it is time. Where that cannot be written, it is refused all
/// the same.
pub(super) async fn note_refused(state: &AppState, what: Refused) {
    if let Some(count) = state.limits.refused(what)
        && let Err(error) = sign_in::note_refused(&state.context, what.id(), count).await
    {
        tracing::warn!(%error, what = what.id(), count, "what was refused could not be noted");
    }
}

/// Ends one session of one's own, named by its hash.
pub async fn end_session(
    State(state): State<AppState>,
    user: SignedInUser,
    Segments(key): Segments<KeyHash>,
) -> Result<Response> {
    if !user.signed_in.reads_mail() {
        return Err(WebError::LIMITED);
    }
    sign_in::end_session(&state.context, &user.signed_in, key).await?;
    if key == user.session.hash() { Ok(left(&state)) } else { Ok(Redirect::to("/me").into_response()) }
}

pub async fn sign_out(State(state): State<AppState>, user: SignedInUser) -> Result<Response> {
    sign_in::sign_out(&state.context, &user.session).await?;
    Ok(left(&state))
}

/// Not for anyone who came by a link that somebody else made: the other sessions are not theirs to end.
pub async fn sign_out_everywhere(State(state): State<AppState>, user: SignedInUser) -> Result<Response> {
    if !user.signed_in.reads_mail() {
        return Err(WebError::LIMITED);
    }
    sign_in::sign_out_everywhere(&state.context, &user.session).await?;
    Ok(left(&state))
}

/// Where one signs in and then goes on to a page.
pub(super) fn address(to: Option<&Destination>) -> String {
    match to {
        Some(to) => {
            format!("/sign-in?to={}", form_urlencoded::byte_serialize(to.as_str().as_bytes()).collect::<String>())
        }
        None => "/sign-in".to_owned(),
    }
}

/// The page somebody wants to go on to; anything but a page of ours is none.
fn destination(form: &Form) -> Option<Destination> {
    Destination::parse(form.first("to")?).ok()
}

pub(super) fn entered(state: &AppState, session: &Secret) -> Response {
    entered_at(state, session, None)
}

fn entered_at(state: &AppState, session: &Secret, to: Option<&Destination>) -> Response {
    let mut response = Redirect::to(to.map_or("/", Destination::as_str)).into_response();
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

fn show_form(state: &AppState, visitor: &Visitor, refused: Option<&str>, to: Option<&Destination>) -> Response {
    let text = state.catalog.text(visitor.language);
    let title = text.say("sign-in-title");
    if state.context.post.is_none() {
        return Page::for_visitor(state, visitor, title).render(|| pages::sign_in_without_mail(text));
    }
    let page = Page::for_visitor(state, visitor, title).refused(refused.is_some());
    page.render(|| pages::sign_in(text, refused, to))
}
