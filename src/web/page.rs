//! A page as a response: the document, and the headers that keep it private and safe.

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use leptos::IntoView;

use crate::service::SignedIn;
use crate::ui::shell::{Frame, Known, document};
use footing_core::survey::Language;

use super::state::AppState;
use super::visitor::{RespondingVisitor, SignedInUser, Visitor};

/// A page about to be rendered.
pub struct Page<'a> {
    state: &'a AppState,
    language: Language,
    known: Known,
    title: String,
    live: bool,
    charts: bool,
    refused: bool,
}

impl<'a> Page<'a> {
    /// For a visitor of whom nothing is known but the language.
    pub fn new(state: &'a AppState, language: Language, title: String) -> Self {
        Page { state, language, known: Known::default(), title, live: false, charts: false, refused: false }
    }

    pub fn for_visitor(state: &'a AppState, visitor: &Visitor, title: String) -> Self {
        let known = known(visitor.participant.is_some(), visitor.session.as_ref().map(|(_, signed_in)| signed_in));
        Page { known, ..Page::new(state, visitor.language, title) }
    }

    pub fn for_member(state: &'a AppState, member: &RespondingVisitor, title: String) -> Self {
        Page {
            known: member_known(member.session.as_ref().map(|(_, signed_in)| signed_in)),
            ..Page::new(state, member.language, title)
        }
    }

    pub fn for_user(state: &'a AppState, user: &SignedInUser, title: String) -> Self {
        let known = member_known(Some(&user.signed_in));
        Page { known, ..Page::new(state, user.language, title) }
    }

    /// The page shows a form again that was not taken: its title and its status say so.
    pub fn refused(self, refused: bool) -> Self {
        Page { refused, ..self }
    }

    /// The page has charts.
    pub fn with_charts(self) -> Self {
        Page { charts: true, ..self }
    }

    /// The page has islands.
    pub fn live(self, live: bool) -> Self {
        Page { live, ..self }
    }

    pub fn render<V: IntoView>(self, main: impl FnOnce() -> V) -> Response {
        let bits: [u8; 16] = self.state.context.randomness.bits();
        let nonce: String = bits.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = self.state.catalog.text(self.language);
        let title = match self.refused {
            true => text.with("error-page-title", [("page", self.title.into())]),
            false => self.title,
        };
        let frame = Frame {
            text,
            assets: &self.state.assets,
            nonce: &nonce,
            title,
            live: self.live,
            charts: self.charts,
            known: self.known,
            example: self.state.example,
        };
        let mut response = Html(document(frame, main)).into_response();
        if self.refused {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
             object-src 'none'"
        );
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// Everybody has a page of their own but those who were signed in by somebody else's link.
fn member_known(signed_in: Option<&SignedIn>) -> Known {
    known(signed_in.is_none_or(SignedIn::is_whole), signed_in)
}

fn known(person: bool, signed_in: Option<&SignedIn>) -> Known {
    Known {
        person,
        signed_in: signed_in.map(SignedIn::name),
        limited: signed_in.is_some_and(|signed_in| !signed_in.is_whole()),
        locked: signed_in.is_some_and(|signed_in| signed_in.lock().is_some()),
        leads: signed_in.is_some_and(|signed_in| signed_in.manager().is_some()),
        analyses: signed_in.is_some_and(|signed_in| signed_in.analyst().is_some()),
        administers: signed_in.is_some_and(|signed_in| signed_in.administrator().is_some()),
    }
}
