//! Health: a probe that really writes, taken every few seconds, so that a monitor's questions cost nothing.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

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
            *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = fault;
            tokio::time::sleep(PROBE_EVERY).await;
        }
    }

    fn fault(&self) -> Option<StoreError> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }
}

pub async fn healthz(State(health): State<Health>) -> Response {
    match health.fault() {
        None => Json(json!({ "status": "ok" })).into_response(),
        Some(error) => {
            let body = Json(json!({ "status": "failing", "store": error.to_string() }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}
