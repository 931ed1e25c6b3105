//! Health: a probe that really writes, taken every few seconds, so that a monitor's questions cost nothing; and how many waves
//! something is wrong with.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::jobs::Troubles;
use crate::store::{Store, StoreError};

const PROBE_EVERY: Duration = Duration::from_secs(5);

/// What the last probe said.
#[derive(Clone, Default)]
pub struct Health(Arc<Mutex<Option<StoreError>>>);

impl Health {
    /// Probes the store now and then for as long as the task runs.
    pub async fn watch(self, store: Arc<dyn Store>) {
        loop {
            let fault = store.probe().await.err();
            if let Some(error) = &fault {
                tracing::error!(%error, "the store cannot be written");
            }
            *self.fault() = fault;
            tokio::time::sleep(PROBE_EVERY).await;
        }
    }

    fn fault(&self) -> MutexGuard<'_, Option<StoreError>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waves in trouble do not make the server a failing one: restarting it would not help them, and everybody can answer.
pub async fn healthz(State(health): State<Health>, State(troubles): State<Troubles>) -> Response {
    let waves = troubles.count();
    match &*health.fault() {
        None if waves == 0 => Json(json!({ "status": "ok" })).into_response(),
        None => Json(json!({ "status": "ok", "waves_in_trouble": waves })).into_response(),
        Some(error) => {
            let body = Json(json!({ "status": "failing", "store": error.to_string() }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}
