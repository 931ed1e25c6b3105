//! The API for programs, under `/api/v1`: read-only figures for dashboards and notebooks, and the roster for a staff
//! system. A handler names the right it needs; a token gives it by its scopes. Nothing here answers with a page.

mod charts;
mod client;
mod document;
mod figures;
mod parameters;
mod problem;
mod release_file;
mod releases;
mod representation;
mod roster;
mod surveys;
mod waves;

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{any, get};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use footing_core::organisation::Roster;

use super::begun::run_to_the_end;
use super::own_pages::refuse_forged;
use super::state::AppState;
use problem::{Problem, say_problems};

pub use document::document;

/// Only a roster has a body.
const BODY_LIMIT: usize = 16 * 1024;
/// A table of thousands of teams takes a while.
const TIMEOUT: Duration = Duration::from_secs(60);

pub fn routes(state: &AppState) -> Router<AppState> {
    let upload = DefaultBodyLimit::max(Roster::LARGEST);
    Router::new()
        .route("/api/v1/openapi.json", get(document::openapi))
        .route("/api/v1/surveys", get(surveys::list))
        .route("/api/v1/surveys/{survey}", get(surveys::one))
        .route("/api/v1/waves", get(waves::list))
        .route("/api/v1/waves/{wave}", get(waves::one))
        .route("/api/v1/releases", get(releases::list))
        .route("/api/v1/releases/{wave}", get(releases::one))
        .route("/api/v1/releases/{wave}/figures", get(figures::page))
        .route("/api/v1/releases/{wave}/figures.csv", get(figures::table))
        .route("/api/v1/releases/{wave}/figures.csv-metadata.json", get(figures::metadata))
        .route("/api/v1/releases/{wave}/charts", get(charts::list))
        .route("/api/v1/releases/{wave}/charts/{file}", get(charts::file))
        .route("/api/v1/roster", get(roster::page).put(roster::replace).layer(upload))
        .route("/api", any(nothing))
        .route("/api/", any(nothing))
        .route("/api/{*rest}", any(nothing))
        .layer(middleware::from_fn_with_state(state.begun.clone(), run_to_the_end))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CatchPanicLayer::new())
        // A browser remembers a password of basic authentication; another site shall not send a roster with it.
        .layer(middleware::from_fn_with_state(state.address.clone(), refuse_forged))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(middleware::from_fn(say_problems))
}

async fn nothing() -> Problem {
    Problem::NotFound
}
