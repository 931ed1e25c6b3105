//! The doors of a made-up organisation: the chooser through whose eyes to see it, and the layer that keeps everybody out who
//! does not sit at the machine it runs on. A real organisation has neither.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{FORWARDED, HOST, ORIGIN};
use axum::http::uri::Scheme;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::service::example::{self, Viewer};
use crate::ui::pages;

use super::error::{Result, WebError};
use super::form::Form;
use super::origin::Origin;
use super::page::Page;
use super::sign_in::entered;
use super::state::AppState;
use super::visitor::Visitor;

pub async fn choose(State(state): State<AppState>, visitor: Visitor) -> Result<Response> {
    if !state.example {
        return Err(WebError::NOT_FOUND);
    }
    let text = state.catalog.text(visitor.language);
    Ok(Page::for_visitor(&state, &visitor, text.say("example-title")).render(|| pages::example(text)))
}

pub async fn enter(State(state): State<AppState>, body: String) -> Result<Response> {
    if !state.example {
        return Err(WebError::NOT_FOUND);
    }
    let viewer = Form::parse(&body).first("viewer").and_then(Viewer::parse).ok_or(WebError::NOT_FOUND)?;
    let session = example::enter(&state.context, viewer).await?;
    Ok(entered(&state, &session))
}

/// Lets nobody in who comes from elsewhere. The server listens on this machine only, but a proxy on it could hand on what
/// others ask for, and a name of somebody else's could lead to it.
pub async fn only_here(request: Request, next: Next) -> Response {
    if is_from_here(request.headers()) { next.run(request).await } else { WebError::ONLY_HERE.into_response() }
}

fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let is_here = |origin: Option<Origin>| origin.is_some_and(|origin| origin.is_this_machine());
    let is_forwarded =
        headers.contains_key(FORWARDED) || headers.keys().any(|name| name.as_str().starts_with("x-forwarded"));
    let asked_here = is_here(text(HOST).and_then(|host| Origin::of_host(&Scheme::HTTP, host)));
    let asked_from_here = text(ORIGIN).is_none_or(|origin| is_here(Origin::of_address(origin)));
    asked_here && asked_from_here && !is_forwarded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_sits_at_the_machine_sees_the_example() {
        let table: [(&[(&str, &str)], bool); 10] = [
            (&[("host", "127.0.0.1:3000")], true),
            (&[("host", "localhost:3000"), ("origin", "http://localhost:3000")], true),
            (&[("host", "[::1]:3000")], true),
            (&[], false),
            (&[("host", "footing.intern:3000")], false),
            (&[("host", "192.0.2.10:3000")], false),
            (&[("host", "127.0.0.1.evil.example")], false),
            (&[("host", "127.0.0.1:3000"), ("origin", "https://footing.example")], false),
            (&[("host", "127.0.0.1:3000"), ("x-forwarded-for", "192.0.2.1")], false),
            (&[("host", "127.0.0.1:3000"), ("forwarded", "for=192.0.2.1")], false),
        ];
        for (lines, is_here) in table {
            let headers = lines.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
            assert_eq!(is_from_here(&headers), is_here, "{lines:?}");
        }
    }
}
