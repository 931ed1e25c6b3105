//! The API as programs use it: a token in a header, JSON, CSV and charts out, and problems they can read.

mod description;
mod doors;
mod figures;
mod roster;
mod tokens;

use footing::service::{Administrator, api_token};
use footing_core::organisation::{ApiToken, NewApiToken, Scope};
use serde_json::Value;

use crate::support::{App, Page, Visit};

const SCOPES: [Scope; 5] = Scope::ALL;

/// A token with these scopes, as it is written.
async fn token(app: &App, scopes: &[Scope]) -> String {
    let new = NewApiToken { name: "Dashboard".into(), scopes: scopes.iter().copied().collect(), last_day: None };
    let by = Administrator::at_the_command_line();
    let (_, secret) = api_token::make(&app.context, &by, new).await.unwrap();
    ApiToken::written(&secret)
}

/// A program with a token of these scopes.
pub async fn client<'a>(app: &'a App, scopes: &[Scope]) -> Visit<'a> {
    with_token(app, &token(app, scopes).await)
}

fn with_token<'a>(app: &'a App, token: &str) -> Visit<'a> {
    app.visit().with_header("authorization", &format!("Bearer {token}"))
}

#[track_caller]
fn json(page: &Page) -> Value {
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("content-type"), "application/json");
    serde_json::from_str(&page.body).unwrap()
}

/// Asserts that it is a problem of this kind, with everything a program and a person need.
#[track_caller]
fn problem(page: &Page, status: u16, kind: &str) -> Value {
    assert_eq!(page.status, status, "{}", page.body);
    assert_eq!(page.header("content-type"), "application/problem+json");
    let problem: Value = serde_json::from_str(&page.body).unwrap();
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], format!("urn:footing:problem:{kind}"));
    assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()), "{problem}");
    assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{problem}");
    problem
}

/// The events of this kind in the audit log, with who did them.
async fn events(app: &App, kind: &str) -> Vec<String> {
    let log = app.context.store.audit_log().await.unwrap();
    let lines = log.iter().map(ToString::to_string);
    lines.filter(|line| line.contains(&format!("\"deed\":\"{kind}\""))).collect()
}
