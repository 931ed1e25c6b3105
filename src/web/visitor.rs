//! Who is visiting: the language they read, and who they proved to be, by signing in or by the key their cookie holds.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::organisation::Secret;
use crate::service::{self, Administrator, Participant, SignedIn, participant};
use crate::survey::Language;

use super::cookies::{key_of, language_of, session_of};
use super::error::WebError;
use super::state::AppState;

/// A visitor; `participant` if they proved to be somebody. Whoever is signed in is that person, whatever key the device
/// holds besides.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub language: Language,
    pub session: Option<(Secret, SignedIn)>,
    pub key: Option<Secret>,
    pub participant: Option<Participant>,
}

/// A visitor who has proved to be a participant.
#[derive(Clone, Debug)]
pub struct Member {
    pub language: Language,
    pub session: Option<(Secret, SignedIn)>,
    /// The key of somebody who is not signed in.
    pub key: Option<Secret>,
    pub participant: Participant,
}

/// A visitor who has signed in.
#[derive(Clone, Debug)]
pub struct Guest {
    pub language: Language,
    pub session: Secret,
    pub signed_in: SignedIn,
}

/// A visitor who has signed in and may administer.
#[derive(Clone, Debug)]
pub struct Admin {
    pub language: Language,
    pub session: Secret,
    pub signed_in: SignedIn,
    pub administrator: Administrator,
}

impl FromRequestParts<AppState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let visitor = Visitor::of(state, &parts.headers).await?;
        let session = visitor.session.as_ref().filter(|_| parts.method == Method::POST);
        if session.is_some_and(|(secret, _)| !state.limits.posts_by(secret.hash().0)) {
            return Err(WebError::TOO_OFTEN);
        }
        Ok(visitor)
    }
}

impl Visitor {
    /// Whom the cookies of a request prove to be there.
    ///
    /// # Errors
    /// A store that fails.
    pub async fn of(state: &AppState, headers: &HeaderMap) -> Result<Visitor, WebError> {
        let language = language_of(headers);
        if let Some(secret) = session_of(state, headers)
            && let Some(signed_in) = service::signed_in(&state.context, &secret).await?
        {
            let participant = Some(signed_in.participant());
            return Ok(Visitor { language, session: Some((secret, signed_in)), key: None, participant });
        }
        let key = key_of(state, headers);
        let participant = match &key {
            Some(key) => participant::recognise(&state.context, key).await?,
            None => None,
        };
        Ok(Visitor { language, session: None, key, participant })
    }
}

impl FromRequestParts<AppState> for Member {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Visitor { language, session, key, participant } = Visitor::from_request_parts(parts, state).await?;
        let participant = participant.ok_or(WebError::UNKNOWN)?;
        Ok(Member { language, session, key, participant })
    }
}

impl FromRequestParts<AppState> for Guest {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Visitor { language, session, .. } = Visitor::from_request_parts(parts, state).await?;
        let (session, signed_in) = session.ok_or(WebError::SIGN_IN)?;
        Ok(Guest { language, session, signed_in })
    }
}

impl FromRequestParts<AppState> for Admin {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Guest { language, session, signed_in } = Guest::from_request_parts(parts, state).await?;
        let administrator = signed_in.administrator().ok_or(WebError::NOT_YOURS)?;
        Ok(Admin { language, session, signed_in, administrator })
    }
}
