//! The cookies: the key that makes a device known, the session of somebody who signed in and the mark that they did, that a
//! link was asked for, the language, and the answers of a ballot that is not cast yet. Nothing else is kept in a browser by the server.

use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use footing_core::organisation::{LINK_LASTS, SESSION_LASTS, Secret};
use footing_core::survey::Language;

use super::state::AppState;

const LANGUAGE_COOKIE: &str = "footing-language";
/// How long a device stays known: a year, so that a retake finds its way.
const AGE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The language chosen before, or the browser's best wish.
pub fn language_of(headers: &HeaderMap) -> Language {
    cookie(headers, LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok()).unwrap_or_else(|| {
        let wishes = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Language::preferred(wishes)
    })
}

/// The key this device holds.
pub fn key_of(state: &AppState, headers: &HeaderMap) -> Option<Secret> {
    cookie(headers, key_cookie(state)).and_then(Secret::parse)
}

/// The session this device holds.
pub fn session_of(state: &AppState, headers: &HeaderMap) -> Option<Secret> {
    cookie(headers, session_cookie(state)).and_then(Secret::parse)
}

/// The mark this device got when somebody signed in.
pub fn device_of(state: &AppState, headers: &HeaderMap) -> Option<Secret> {
    cookie(headers, device_cookie(state)).and_then(Secret::parse)
}

/// What this browser was given when it asked for a link.
pub fn asked_of(state: &AppState, headers: &HeaderMap) -> Option<Secret> {
    cookie(headers, asked_cookie(state)).and_then(Secret::parse)
}

/// The answers this browser holds for a ballot, as [`keep_ballot`] was given them.
pub fn ballot_of<'h>(state: &AppState, headers: &'h HeaderMap) -> Option<&'h str> {
    cookie(headers, ballot_cookie(state))
}

/// A browser takes the prefix `__Host-` as a promise that no other host set the cookie, but only on secure connections.
fn key_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing" } else { "footing" }
}

fn session_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing-session" } else { "footing-session" }
}

fn ballot_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing-ballot" } else { "footing-ballot" }
}

fn device_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing-device" } else { "footing-device" }
}

fn asked_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing-asked" } else { "footing-asked" }
}

fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(other, value)| (other == name).then_some(value))
}

/// Makes this device know the key.
pub fn keep_key(state: &AppState, key: &Secret) -> HeaderValue {
    set_cookie(state, key_cookie(state), &key.reveal(), AGE_SECONDS, "; HttpOnly")
}

/// Makes this device forget its key.
pub fn forget_key(state: &AppState) -> HeaderValue {
    set_cookie(state, key_cookie(state), "", 0, "; HttpOnly")
}

pub fn keep_session(state: &AppState, session: &Secret) -> HeaderValue {
    let age = u32::try_from(SESSION_LASTS.as_secs()).unwrap_or(AGE_SECONDS);
    set_cookie(state, session_cookie(state), &session.reveal(), age, "; HttpOnly")
}

pub fn forget_session(state: &AppState) -> HeaderValue {
    set_cookie(state, session_cookie(state), "", 0, "; HttpOnly")
}

/// Marks a device on which somebody has signed in. It stays when they sign out: that is when it is needed.
pub fn mark_device(state: &AppState, mark: &Secret) -> HeaderValue {
    set_cookie(state, device_cookie(state), &mark.reveal(), AGE_SECONDS, "; HttpOnly")
}

pub fn unmark_device(state: &AppState) -> HeaderValue {
    set_cookie(state, device_cookie(state), "", 0, "; HttpOnly")
}

/// By which a link is known to be followed where it was asked for.
pub fn keep_asked(state: &AppState, asked: &Secret) -> HeaderValue {
    let age = u32::try_from(LINK_LASTS.as_secs()).unwrap_or(AGE_SECONDS);
    set_cookie(state, asked_cookie(state), &asked.reveal(), age, "; HttpOnly")
}

/// Keeps answers until the browser is closed. `answers` has nothing but letters, digits, dots and dashes.
pub fn keep_ballot(state: &AppState, answers: &str) -> HeaderValue {
    cookie_header(format!("{}={answers}; Path=/; SameSite=Lax; HttpOnly{}", ballot_cookie(state), secure(state)))
}

pub fn forget_ballot(state: &AppState) -> HeaderValue {
    set_cookie(state, ballot_cookie(state), "", 0, "; HttpOnly")
}

pub fn keep_language(state: &AppState, language: Language) -> HeaderValue {
    set_cookie(state, LANGUAGE_COOKIE, language.tag(), AGE_SECONDS, "")
}

fn set_cookie(state: &AppState, name: &str, value: &str, age: u32, more: &str) -> HeaderValue {
    cookie_header(format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax{more}{}", secure(state)))
}

fn secure(state: &AppState) -> &'static str {
    if state.address.is_secure() { "; Secure" } else { "" }
}

fn cookie_header(cookie: String) -> HeaderValue {
    // Names, digits, letters and language tags are always valid in a header.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
