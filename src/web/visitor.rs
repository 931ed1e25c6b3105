//! Who is visiting: the language they read, and the key their cookie holds.

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};

use crate::organisation::PersonKey;
use crate::service::{Participant, participant};
use crate::survey::Language;

use super::error::WebError;
use super::state::AppState;

/// A visitor; `participant` if their key opens something.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub language: Language,
    pub key: Option<PersonKey>,
    pub participant: Option<Participant>,
}

/// A visitor who has proved to be a participant.
#[derive(Clone, Debug)]
pub struct Member {
    pub language: Language,
    pub key: PersonKey,
    pub participant: Participant,
}

/// How long a device stays known: a year, so that a retake finds its way.
const KEY_AGE_SECONDS: u32 = 365 * 24 * 60 * 60;

impl FromRequestParts<AppState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let language = language_of(&parts.headers);
        let key = cookie(&parts.headers, key_cookie(state)).and_then(PersonKey::parse);
        let participant = match &key {
            Some(key) => participant::recognise(&state.context, key).await?,
            None => None,
        };
        Ok(Visitor { language, key, participant })
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Visitor { language, key, participant } = Visitor::from_request_parts(parts, state).await?;
        match (key, participant) {
            (Some(key), Some(participant)) => Ok(Member { language, key, participant }),
            _ => Err(WebError::UNKNOWN),
        }
    }
}

/// The language chosen before, or the browser's best wish.
pub fn language_of(headers: &HeaderMap) -> Language {
    cookie(headers, LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok()).unwrap_or_else(|| {
        let wishes = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Language::preferred(wishes)
    })
}

const LANGUAGE_COOKIE: &str = "footing-language";

/// A browser takes the prefix `__Host-` as a promise that no other host set the cookie, but only on secure connections.
fn key_cookie(state: &AppState) -> &'static str {
    if state.address.is_secure() { "__Host-footing" } else { "footing" }
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
pub fn keep_key(state: &AppState, key: &PersonKey) -> HeaderValue {
    set_cookie(state, key_cookie(state), &key.reveal(), KEY_AGE_SECONDS, "; HttpOnly")
}

/// Makes this device forget its key.
pub fn forget_key(state: &AppState) -> HeaderValue {
    set_cookie(state, key_cookie(state), "", 0, "; HttpOnly")
}

pub fn keep_language(state: &AppState, language: Language) -> HeaderValue {
    set_cookie(state, LANGUAGE_COOKIE, language.tag(), KEY_AGE_SECONDS, "")
}

fn set_cookie(state: &AppState, name: &str, value: &str, age: u32, more: &str) -> HeaderValue {
    let secure = if state.address.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax{more}{secure}");
    // Names, hexadecimal digits and language tags are always valid in a header.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
