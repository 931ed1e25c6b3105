//! Choosing a language: a link with `?lang=` remembers the choice and leads back to the same page without it.

use axum::extract::{Request, State};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use footing_core::survey::Language;

use super::cookies::keep_language;
use super::state::AppState;

pub async fn choose_language(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let chosen = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(|tag| tag.parse().ok());
    let (Some(language), &Method::GET) = (chosen, request.method()) else { return next.run(request).await };
    back_without_it(&state, request.uri().path(), language)
}

fn back_without_it(state: &AppState, path: &str, language: Language) -> Response {
    // Two slashes at the beginning would name another host.
    let path = format!("/{}", path.trim_start_matches('/'));
    let Ok(location) = HeaderValue::from_str(&path) else { return StatusCode::NOT_FOUND.into_response() };
    (StatusCode::SEE_OTHER, [(LOCATION, location), (SET_COOKIE, keep_language(state, language))]).into_response()
}
