//! What a visitor sees when something is not possible: the right status and a page without internals.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::service::ServiceError;
use crate::store::StoreError;
use crate::ui::pages::{self, Failure};

use super::page::Page;
use super::state::AppState;
use super::visitor::language_of;

/// What went wrong. The page itself is made by [`render_failures`], which knows the language and the texts.
#[derive(Clone, Copy, Debug)]
pub struct WebError(Failure);

impl WebError {
    pub const NOT_FOUND: WebError = WebError(Failure::NotFound);
    /// This device has no key, or one that opens nothing any more.
    pub const UNKNOWN: WebError = WebError(Failure::Unknown);

    fn status(self) -> StatusCode {
        match self.0 {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::Unknown | Failure::Refused => StatusCode::FORBIDDEN,
            Failure::Closed => StatusCode::CONFLICT,
            Failure::Full => StatusCode::INSUFFICIENT_STORAGE,
            Failure::Broken => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<ServiceError> for WebError {
    fn from(error: ServiceError) -> Self {
        let failure = match &error {
            ServiceError::NotFound | ServiceError::Answer(_) => Failure::NotFound,
            ServiceError::Closed => Failure::Closed,
            ServiceError::Store(StoreError::Full(_)) => Failure::Full,
            ServiceError::Store(_) => Failure::Broken,
        };
        if matches!(failure, Failure::Full | Failure::Broken) {
            tracing::error!(%error, "a use case failed");
        }
        WebError(failure)
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Puts a page where a handler left only a failure, or a layer only a status.
pub async fn render_failures(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let language = language_of(request.headers());
    let response = next.run(request).await;
    let bare = response.headers().get("content-type").is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let failure = match (response.extensions().get::<WebError>(), response.status()) {
        (Some(WebError(failure)), _) => *failure,
        (None, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::BAD_REQUEST) if bare => {
            Failure::NotFound
        }
        (None, StatusCode::FORBIDDEN | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) if bare => {
            Failure::Refused
        }
        (None, status) if status.is_server_error() && bare => Failure::Broken,
        _ => return response,
    };
    let text = state.catalog.text(language);
    let mut page = Page::new(&state, language, failure.title(text)).render(|| pages::failure(text, failure));
    *page.status_mut() = response.status();
    page
}
