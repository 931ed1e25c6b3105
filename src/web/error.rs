//! Why a handler has no page to give: the failure a visitor will read about, and its status.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::jobs::NotMade;
use crate::service::{ServiceError, SignedIn};
use crate::store::StoreError;
use crate::ui::pages::Failure;

/// What went wrong. The page itself is made by [`render_failures`](super::failures::render_failures), which knows the
/// language and the texts.
#[derive(Clone, Copy, Debug)]
pub struct WebError(pub Failure);

impl WebError {
    pub const NOT_FOUND: WebError = WebError(Failure::NotFound);
    /// This device has no key, or one that opens nothing any more.
    pub const UNKNOWN: WebError = WebError(Failure::Unknown);

    /// The visitor has to sign in first.
    pub const SIGN_IN: WebError = WebError(Failure::SignIn);
    /// Signed in, but not with the right to this.
    pub const NOT_YOURS: WebError = WebError(Failure::NotYours);
    /// Signed in by a link that somebody else made, which does not open this.
    pub const LIMITED: WebError = WebError(Failure::Limited);
    /// Signed in, with another address than before: what was answered there is locked.
    pub const LOCKED: WebError = WebError(Failure::Locked);
    pub const REFUSED: WebError = WebError(Failure::Refused);
    /// The example, asked for from elsewhere.
    pub const ONLY_HERE: WebError = WebError(Failure::OnlyHere);
    pub const TOO_OFTEN: WebError = WebError(Failure::TooOften);

    /// Why a page for others is not for somebody who is signed in.
    pub fn not_for(signed_in: &SignedIn) -> WebError {
        if signed_in.opens_roles() { WebError::NOT_YOURS } else { WebError::LIMITED }
    }

    /// Why something of their own is closed to somebody who is signed in.
    pub fn closed_to(signed_in: &SignedIn) -> WebError {
        if signed_in.lock().is_some() { WebError::LOCKED } else { WebError::LIMITED }
    }

    fn status(self) -> StatusCode {
        match self.0 {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::SignIn => StatusCode::UNAUTHORIZED,
            Failure::Unknown
            | Failure::NotYours
            | Failure::Limited
            | Failure::Locked
            | Failure::Refused
            | Failure::OnlyHere => StatusCode::FORBIDDEN,
            Failure::Closed | Failure::Over | Failure::Changed | Failure::LinkUsed | Failure::Example => {
                StatusCode::CONFLICT
            }
            Failure::TooOften | Failure::LettersAsked => StatusCode::TOO_MANY_REQUESTS,
            Failure::Full => StatusCode::INSUFFICIENT_STORAGE,
            Failure::Busy | Failure::GoingOn | Failure::Crowded | Failure::Broken => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl From<ServiceError> for WebError {
    fn from(error: ServiceError) -> Self {
        let failure = match &error {
            ServiceError::NotFound | ServiceError::Answer(_) => Failure::NotFound,
            ServiceError::Closed => Failure::Closed,
            ServiceError::Example => Failure::Example,
            // Pages show these where they can happen; elsewhere somebody was quicker.
            ServiceError::Wave(_)
            | ServiceError::TooFewPeople(_)
            | ServiceError::AskedLately(_)
            | ServiceError::Roster(_)
            | ServiceError::NotReleasable(_)
            | ServiceError::LastAdministrator
            | ServiceError::NoMail
            | ServiceError::BegunElsewhere
            | ServiceError::Changed => Failure::Changed,
            ServiceError::Store(StoreError::Full(_)) => Failure::Full,
            ServiceError::Store(_) => Failure::Broken,
        };
        if matches!(failure, Failure::Full | Failure::Broken) {
            tracing::error!(%error, "a use case failed");
        }
        WebError(failure)
    }
}

impl From<NotMade> for WebError {
    fn from(error: NotMade) -> Self {
        WebError(match error {
            NotMade::Busy => Failure::Busy,
            NotMade::Broken => Failure::Broken,
        })
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

pub type Result<T> = std::result::Result<T, WebError>;
