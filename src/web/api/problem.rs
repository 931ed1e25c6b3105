//! Why the API does not do what it was asked, in the form programs read (RFC 9457): what kind of problem it is, and
//! what to do next. In English, as field names are: anyone who reads it reads those too.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::jobs::NotMade;
use crate::service::ServiceError;
use crate::store::StoreError;
use footing_core::organisation::{RosterColumn, RosterFault, RosterFaults, SafetyCheck, Scope};

pub const MEDIA_TYPE: &str = "application/problem+json";
/// What a client that is told to wait should wait at least, in seconds.
const WAIT: &str = "5";

#[derive(Debug)]
pub enum Problem {
    /// No token was shown.
    NoToken,
    /// It opens nothing: it is none, is unknown, was revoked, or its last day has passed.
    TokenRefused,
    ScopeMissing(Scope),
    /// A parameter of the address, and what to write instead.
    Parameter(String, String),
    NotFound,
    /// The list has nothing at that place.
    NoPage,
    NotCsv,
    TooOften,
    Faults(RosterFaults),
    Brakes(Vec<SafetyCheck>),
    /// Somebody else changed it meanwhile.
    Changed,
    /// A made-up organisation takes no roster.
    Example,
    /// Nothing can be written just now.
    Full,
    /// Nothing a client could do anything about.
    Unavailable,
    /// Whatever the router or a layer refused.
    Status(StatusCode),
}

/// A line of the table of problems.
struct ProblemEntry {
    status: StatusCode,
    /// The last part of its type.
    kind: &'static str,
    title: &'static str,
    detail: String,
}

/// What went wrong, and what to do next (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDetails {
    /// Names the kind of problem for programs, and stays the same.
    #[serde(rename = "type")]
    #[schema(example = "urn:footing:problem:scope-missing")]
    kind: String,
    /// The kind of problem for people.
    #[schema(example = "The token may not do this")]
    title: String,
    /// The status of the response once more.
    #[schema(minimum = 400, maximum = 599, example = 403)]
    status: u16,
    /// What to do next.
    #[schema(example = "Use a token with the scope releases:read: an administrator makes one at /admin/tokens.")]
    detail: String,
    /// The scope that the token lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Everything wrong in a roster, at most 200 faults.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    faults: Vec<Fault>,
    /// How many more faults there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    more_faults: Option<usize>,
    /// What makes a roster look wrong although no row is.
    #[serde(rename = "brakes", skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    safety_checks: Vec<String>,
}

/// One thing wrong in a roster.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RosterFault)]
struct Fault {
    /// As a spreadsheet counts rows: from 1, which is usually the header.
    row: u64,
    /// The name of the column; none for a fault of a whole row or of the file.
    #[schema(required)]
    column: Option<&'static str>,
    /// What stands in the cell, shortened.
    #[schema(required)]
    value: Option<String>,
    /// What is wrong.
    problem: String,
    /// What to write instead.
    #[serde(rename = "mend")]
    fix: String,
}

impl From<&RosterFault> for Fault {
    fn from(fault: &RosterFault) -> Fault {
        let RosterFault { row, column, value, problem, fix } = fault.clone();
        Fault { row, column: column.map(RosterColumn::name), value, problem, fix }
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Problem {
        match error {
            ServiceError::NotFound => Problem::NotFound,
            ServiceError::Changed => Problem::Changed,
            ServiceError::Roster(faults) => Problem::Faults(faults),
            ServiceError::Example => Problem::Example,
            ServiceError::Store(StoreError::Full(_)) => Problem::Full,
            error => {
                tracing::error!(%error, "a use case failed");
                Problem::Unavailable
            }
        }
    }
}

impl From<NotMade> for Problem {
    fn from(_: NotMade) -> Problem {
        Problem::Unavailable
    }
}

impl Problem {
    pub fn parameter(name: &str, fix: impl Into<String>) -> Problem {
        // Strangers write names as long as they like.
        Problem::Parameter(name.chars().take(40).collect(), fix.into())
    }

    /// Everything there is to say of it, in one place.
    fn entry(&self) -> ProblemEntry {
        let entry = |status, kind, title, detail: &str| ProblemEntry { status, kind, title, detail: detail.to_owned() };
        match self {
            Problem::NoToken => entry(
                StatusCode::UNAUTHORIZED,
                "token-missing",
                "A token is needed",
                "Send a token in the header `Authorization: Bearer footing_…`, or as the password of basic \
                 authentication with any user name. An administrator makes one at /admin/tokens.",
            ),
            Problem::TokenRefused => entry(
                StatusCode::UNAUTHORIZED,
                "token-refused",
                "The token opens nothing",
                "It is unknown, was revoked, or its last day has passed. An administrator makes a new one at \
                 /admin/tokens.",
            ),
            Problem::ScopeMissing(scope) => entry(
                StatusCode::FORBIDDEN,
                "scope-missing",
                "The token may not do this",
                &format!("Use a token with the scope {}: an administrator makes one at /admin/tokens.", scope.id()),
            ),
            Problem::Parameter(name, fix) => {
                entry(StatusCode::BAD_REQUEST, "parameter-wrong", "A parameter is wrong", &format!("{name}: {fix}"))
            }
            Problem::NotFound | Problem::Status(StatusCode::NOT_FOUND) => entry(
                StatusCode::NOT_FOUND,
                "not-found",
                "There is nothing here",
                "Look for what there is in the lists, such as /api/v1/releases, and for all addresses in \
                 /api/v1/openapi.json.",
            ),
            Problem::NoPage => entry(
                StatusCode::NOT_FOUND,
                "no-page",
                "There is no such page",
                "Take the cursor from `next` of the page before, or leave it out to begin anew.",
            ),
            Problem::NotCsv => entry(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not-csv",
                "The body is not CSV",
                "Send the roster as it is, with the header `Content-Type: text/csv`.",
            ),
            Problem::TooOften => entry(
                StatusCode::TOO_MANY_REQUESTS,
                "too-often",
                "Too many requests",
                &format!("Wait at least {WAIT} seconds, then go on more slowly."),
            ),
            Problem::Faults(_) => entry(
                StatusCode::UNPROCESSABLE_ENTITY,
                "roster-faults",
                "The roster has faults",
                "Nothing was changed. Correct every fault that is listed, then send the whole roster again.",
            ),
            Problem::Brakes(_) => entry(
                StatusCode::CONFLICT,
                "roster-brakes",
                "The roster needs a second yes",
                "Nothing was changed. Is the roster complete, and from the same system as before? If it is right, send \
                 it again with ?confirm=true.",
            ),
            Problem::Changed => entry(
                StatusCode::CONFLICT,
                "changed-meanwhile",
                "Somebody else changed it meanwhile",
                "Nothing was changed. Send it again: it is held against what is there now.",
            ),
            Problem::Example => entry(
                StatusCode::CONFLICT,
                "example",
                "This organisation is made up",
                &format!("Nothing was changed: {}.", ServiceError::Example),
            ),
            Problem::Full => entry(
                StatusCode::INSUFFICIENT_STORAGE,
                "disk-full",
                "Nothing can be written",
                "Nothing was changed. The administrator of the server has to make space on its disk.",
            ),
            Problem::Unavailable | Problem::Status(StatusCode::SERVICE_UNAVAILABLE) => entry(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "It does not work just now",
                &format!("Try again after {WAIT} seconds; if it stays like this, ask the administrator of the server."),
            ),
            Problem::Status(status) => {
                let (kind, title, detail) = match *status {
                    StatusCode::FORBIDDEN => (
                        "other-origin",
                        "The request comes from another site",
                        "Send it from a program and not from another site's page.",
                    ),
                    StatusCode::METHOD_NOT_ALLOWED => {
                        ("method-not-allowed", "This cannot be done here", "The header Allow says what can be done.")
                    }
                    StatusCode::PAYLOAD_TOO_LARGE => {
                        ("too-large", "The body is too large", "A roster has at most 32 MiB.")
                    }
                    status if status.is_client_error() => (
                        "bad-request",
                        "The request cannot be understood",
                        "Compare its address and its headers with /api/v1/openapi.json.",
                    ),
                    _ => ("broken", "Something broke", "It is noted in the log of the server; ask its administrator."),
                };
                entry(*status, kind, title, detail)
            }
        }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let bearer = match self {
            Problem::NoToken => Some("Bearer realm=\"Footing\"".to_owned()),
            Problem::TokenRefused => Some("Bearer realm=\"Footing\", error=\"invalid_token\"".to_owned()),
            Problem::ScopeMissing(scope) => {
                Some(format!("Bearer realm=\"Footing\", error=\"insufficient_scope\", scope=\"{}\"", scope.id()))
            }
            _ => None,
        };
        if let Some(bearer) = bearer.and_then(|bearer| HeaderValue::from_str(&bearer).ok()) {
            headers.append(WWW_AUTHENTICATE, bearer);
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Footing\", charset=\"UTF-8\""));
        }
        if matches!(self, Problem::TooOften | Problem::Unavailable) {
            headers.insert(RETRY_AFTER, HeaderValue::from_static(WAIT));
        }
        headers
    }

    fn details(&self) -> ProblemDetails {
        let ProblemEntry { status, kind, title, detail } = self.entry();
        let faults = match self {
            Problem::Faults(faults) => Some(faults),
            _ => None,
        };
        let safety_checks = match self {
            Problem::Brakes(safety_checks) => safety_checks.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        ProblemDetails {
            kind: format!("urn:footing:problem:{kind}"),
            title: title.to_owned(),
            status: status.as_u16(),
            detail,
            scope: match self {
                Problem::ScopeMissing(scope) => Some(scope.id()),
                _ => None,
            },
            parameter: match self {
                Problem::Parameter(name, _) => Some(name.clone()),
                _ => None,
            },
            faults: faults.into_iter().flat_map(|faults| &faults.shown).map(Fault::from).collect(),
            more_faults: faults.map(|faults| faults.more),
            safety_checks,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Texts and numbers can always be written.
        let details = self.details();
        let body = serde_json::to_vec(&details).unwrap_or_default();
        let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, self.headers(), body).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response
    }
}

/// Puts a problem where the router, an extractor or a layer left only a status: no answer below /api is a page.
pub async fn say_problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    let is_problem = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == MEDIA_TYPE);
    if !is_refusal || is_problem {
        return response;
    }
    let (parts, body) = response.into_parts();
    drop::<Body>(body);
    let mut problem = Problem::Status(status).into_response();
    for (name, value) in parts.headers {
        if let Some(name) = name.filter(|name| *name != CONTENT_TYPE && *name != CONTENT_LENGTH) {
            problem.headers_mut().insert(name, value);
        }
    }
    problem
}

pub type Result<T> = std::result::Result<T, Problem>;
