//! The program that asks: the token it shows, and the one right the handler needs.
//! A token comes in a header, never in an address, which would end up in logs and histories; and a cookie opens nothing
//! here, so that no other site can use a person's browser as its client.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::service::{Analyst, ApiClient, RosterKeeper, RosterReader, SurveyReader, WaveReader, api_token};
use crate::web::limits::Refused;
use crate::web::network::Network;
use crate::web::sign_in::note_refused;
use crate::web::state::AppState;
use footing_core::organisation::{ApiToken, Scope, Secret};

use super::problem::Problem;

/// A program with the right `R`.
#[derive(Debug)]
pub struct With<R> {
    pub client: ApiClient,
    pub right: R,
}

/// A right that a scope gives.
pub trait Right: Sized {
    const SCOPE: Scope;

    fn of(client: &ApiClient) -> Option<Self>;
}

macro_rules! rights {
    ($($right:ident: $scope:ident by $method:ident;)+) => {$(
        impl Right for $right {
            const SCOPE: Scope = Scope::$scope;

            fn of(client: &ApiClient) -> Option<Self> {
                client.$method()
            }
        }
    )+};
}

rights! {
    SurveyReader: SurveysRead by survey_reader;
    WaveReader: WavesRead by wave_reader;
    Analyst: ReleasesRead by analyst;
    RosterReader: RosterRead by roster_reader;
    RosterKeeper: RosterWrite by roster_keeper;
}

impl<R: Right> FromRequestParts<AppState> for With<R> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let client = match shown(&parts.headers) {
            Shown::Nothing => return Err(Problem::NoToken),
            Shown::Token(secret) => api_token::authenticate(&state.context, &secret).await?,
            Shown::SomethingElse => None,
        };
        let Some(client) = client else {
            note_refused(state, Refused::Token).await;
            let network = Network::from_request_parts(parts, state).await;
            let may_go_on = network.is_ok_and(|network| state.limits.wrong_token_from(network));
            return Err(if may_go_on { Problem::TokenRefused } else { Problem::TooOften });
        };
        if !state.limits.calls_by(client.key().0) {
            return Err(Problem::TooOften);
        }
        let right = R::of(&client).ok_or(Problem::ScopeMissing(R::SCOPE))?;
        Ok(With { client, right })
    }
}

/// What stands in the header `Authorization`.
enum Shown {
    Nothing,
    Token(Secret),
    SomethingElse,
}

fn shown(headers: &HeaderMap) -> Shown {
    let Some(header) = headers.get(AUTHORIZATION) else { return Shown::Nothing };
    let token = header.to_str().ok().and_then(|header| header.split_once(' ')).and_then(|(scheme, rest)| match scheme
        .to_ascii_lowercase()
        .as_str()
    {
        "bearer" => ApiToken::read(rest.trim()),
        "basic" => password(rest.trim()).as_deref().and_then(ApiToken::read),
        _ => None,
    });
    token.map_or(Shown::SomethingElse, Shown::Token)
}

/// The password of basic authentication: Excel, Power BI and Tableau can send a token so, with whatever user name.
fn password(credentials: &str) -> Option<String> {
    let bytes = STANDARD.decode(credentials).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.split_once(':').map(|(_, password)| password.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(header: &str) -> Option<Secret> {
        let headers = HeaderMap::from_iter([(AUTHORIZATION, header.parse().unwrap())]);
        match shown(&headers) {
            Shown::Token(secret) => Some(secret),
            Shown::Nothing | Shown::SomethingElse => None,
        }
    }

    #[test]
    fn a_token_is_read_from_bearer_and_from_the_password_of_basic_in_any_case() {
        let secret = Secret::from_random([7; 32]);
        let written = ApiToken::written(&secret);
        let basic = |user: &str| STANDARD.encode(format!("{user}:{written}"));
        for header in [
            format!("Bearer {written}"),
            format!("bearer  {written} "),
            format!("Basic {}", basic("")),
            format!("BASIC {}", basic("anna@example.org")),
        ] {
            assert_eq!(token(&header), Some(secret.clone()), "{header}");
        }
        let in_the_name = STANDARD.encode(format!("{written}:"));
        for header in [
            written.clone(),
            format!("Bearer{written}"),
            format!("Digest {written}"),
            format!("Basic {written}"),
            format!("Basic {in_the_name}"),
            format!("Bearer {}", basic("x")),
        ] {
            assert_eq!(token(&header), None, "{header}");
        }
    }
}
