//! Who is visiting: the language they read, and who they proved to be, by signing in or by the key their cookie holds.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use crate::service::{self, Administrator, Analyst, Manager, Participant, Respondent, SignedIn, participant};
use footing_core::organisation::Secret;
use footing_core::survey::Language;

use super::cookies::{key_of, language_of, session_of};
use super::error::WebError;
use super::state::AppState;

/// A visitor. Anyone who is signed in is that person, whatever key the device holds besides; but where a link that
/// somebody else made signed them in, the key of the device still opens what is its own.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub language: Language,
    pub session: Option<(Secret, SignedIn)>,
    pub key: Option<Secret>,
    /// Whose waves they may take part in.
    pub respondent: Option<Respondent>,
    /// Whose everything is open to them.
    pub participant: Option<Participant>,
}

/// A visitor who has proved to be somebody, at least as far as to answer for them.
#[derive(Clone, Debug)]
pub struct RespondingVisitor {
    pub language: Language,
    pub session: Option<(Secret, SignedIn)>,
    pub respondent: Respondent,
}

/// A visitor to whom everything of a person is open.
#[derive(Clone, Debug)]
pub struct Owner {
    member: RespondingVisitor,
    /// The key that opens it, for somebody who did not sign in.
    pub key: Option<Secret>,
    pub participant: Participant,
}

impl Deref for Owner {
    type Target = RespondingVisitor;

    fn deref(&self) -> &RespondingVisitor {
        &self.member
    }
}

/// A visitor who has signed in.
#[derive(Clone, Debug)]
pub struct SignedInUser {
    pub language: Language,
    pub session: Secret,
    pub signed_in: SignedIn,
}

/// A visitor who has signed in and has the right `R`.
#[derive(Clone, Debug)]
pub struct UserWith<R> {
    user: SignedInUser,
    pub right: R,
}

impl<R> Deref for UserWith<R> {
    type Target = SignedInUser;

    fn deref(&self) -> &SignedInUser {
        &self.user
    }
}

/// A right that a role or a place in the roster gives.
pub trait UserRight: Sized {
    fn of(signed_in: &SignedIn) -> Option<Self>;
}

impl UserRight for Administrator {
    fn of(signed_in: &SignedIn) -> Option<Self> {
        signed_in.administrator()
    }
}

impl UserRight for Analyst {
    fn of(signed_in: &SignedIn) -> Option<Self> {
        signed_in.analyst()
    }
}

impl UserRight for Manager {
    fn of(signed_in: &SignedIn) -> Option<Self> {
        signed_in.manager()
    }
}

pub type Admin = UserWith<Administrator>;

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
            let respondent = Some(signed_in.respondent());
            let (key, participant) = match signed_in.participant() {
                Some(participant) => (None, Some(participant)),
                None => with_key(state, headers).await?,
            };
            return Ok(Visitor { language, session: Some((secret, signed_in)), key, respondent, participant });
        }
        let (key, participant) = with_key(state, headers).await?;
        Ok(Visitor { language, session: None, key, respondent: participant.map(Respondent::from), participant })
    }
}

/// The key the device holds, and whom it belongs to.
async fn with_key(state: &AppState, headers: &HeaderMap) -> Result<(Option<Secret>, Option<Participant>), WebError> {
    let key = key_of(state, headers);
    let participant = match &key {
        Some(key) => participant::recognise(&state.context, key).await?,
        None => None,
    };
    Ok((key, participant))
}

impl FromRequestParts<AppState> for Owner {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Visitor { language, session, key, participant, .. } = Visitor::from_request_parts(parts, state).await?;
        let closed = |(_, signed_in): &(Secret, SignedIn)| WebError::closed_to(signed_in);
        let participant = participant.ok_or(session.as_ref().map_or(WebError::UNKNOWN, closed))?;
        Ok(Owner { member: RespondingVisitor { language, session, respondent: participant.into() }, key, participant })
    }
}

impl FromRequestParts<AppState> for SignedInUser {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let Visitor { language, session, .. } = Visitor::from_request_parts(parts, state).await?;
        let (session, signed_in) = session.ok_or(WebError::SIGN_IN)?;
        Ok(SignedInUser { language, session, signed_in })
    }
}

impl<R: UserRight> FromRequestParts<AppState> for UserWith<R> {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, WebError> {
        let user = SignedInUser::from_request_parts(parts, state).await?;
        let right = R::of(&user.signed_in).ok_or_else(|| WebError::not_for(&user.signed_in))?;
        Ok(UserWith { user, right })
    }
}
