//! Who is visiting: the language they read, and the key their cookie holds.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::organisation::PersonKey;
use crate::service::{Participant, participant};
use crate::survey::Language;

use super::cookies::{key_of, language_of};
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

impl FromRequestParts<AppState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let language = language_of(&parts.headers);
        let key = key_of(state, &parts.headers);
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
