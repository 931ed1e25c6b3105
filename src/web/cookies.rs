//! The two cookies: the key that makes a device known, and the language. Nothing else is kept in a browser by the server.

use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::{HeaderMap, HeaderValue};

use crate::organisation::PersonKey;
use crate::survey::Language;

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
pub fn key_of(state: &AppState, headers: &HeaderMap) -> Option<PersonKey> {
    cookie(headers, key_cookie(state)).and_then(PersonKey::parse)
}

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
    set_cookie(state, key_cookie(state), &key.reveal(), AGE_SECONDS, "; HttpOnly")
}

/// Makes this device forget its key.
pub fn forget_key(state: &AppState) -> HeaderValue {
    set_cookie(state, key_cookie(state), "", 0, "; HttpOnly")
}

pub fn keep_language(state: &AppState, language: Language) -> HeaderValue {
    set_cookie(state, LANGUAGE_COOKIE, language.tag(), AGE_SECONDS, "")
}

fn set_cookie(state: &AppState, name: &str, value: &str, age: u32, more: &str) -> HeaderValue {
    let secure = if state.address.is_secure() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; SameSite=Lax{more}{secure}");
    // Names, hexadecimal digits and language tags are always valid in a header.
    HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
