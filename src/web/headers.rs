//! What every response carries besides its page. Pages are personal: no cache keeps them; files with their hash in the name
//! say otherwise.

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, HOST, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use axum::http::uri::Scheme;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use super::origin::Origin;
use super::state::PublicAddress;

const ALWAYS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// Other sites learn nothing of where somebody was. To our own it has to be said: with `no-referrer` browsers also hide
/// which site a form stands on, and over plain http nothing else tells our own forms from forged ones.
const REFERRER: &str = "same-origin";
/// Addresses with a secret in them. It goes nowhere, not even to our own pages and the logs on the way to them: what may be
/// said is the host, and these pages lead to no other one.
const SECRET: [&str; 2] = ["/p/", "/sign-in/"];
const REFERRER_OF_SECRET: &str = "strict-origin";

const OPENER: (HeaderName, &str) = (HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
const A_YEAR: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=31536000");

/// Adds the headers, unless a handler has chosen otherwise.
pub async fn add_headers(State(address): State<PublicAddress>, request: Request, next: Next) -> Response {
    let is_secret = SECRET.iter().any(|beginning| request.uri().path().starts_with(beginning));
    let is_trusted = is_trusted(request.headers(), &address);
    let mut response = next.run(request).await;
    let mut add = |(name, value): (HeaderName, &'static str)| {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    };
    ALWAYS.into_iter().for_each(&mut add);
    add((REFERRER_POLICY, if is_secret { REFERRER_OF_SECRET } else { REFERRER }));
    if is_trusted {
        add(OPENER);
    }
    if address.is_secure() {
        add(A_YEAR);
    }
    response
}

/// Whether browsers take the connection for one that nobody listens to. Elsewhere they ignore some headers, and complain.
fn is_trusted(headers: &HeaderMap, address: &PublicAddress) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    address.is_secure() || Origin::of_host(&Scheme::HTTP, host).is_some_and(|origin| origin.is_this_machine())
}
