//! Health: a probe that really writes, taken every few seconds, so that a monitor's questions cost nothing; and the waves
//! that something is wrong with, which administrators have to know.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::store::{Store, StoreError};
use crate::ui::pages::admin::Trouble;
use footing_core::survey::WaveId;

const PROBE_EVERY: Duration = Duration::from_secs(5);

#[derive(Clone, Default)]
pub struct Health(Arc<Mutex<Known>>);

#[derive(Default)]
struct Known {
    /// What the last probe said.
    fault: Option<StoreError>,
    /// Until they went on after all. What does not go on by the calendar is tried again and again, also after a restart.
    troubles: BTreeMap<WaveId, Trouble>,
}

impl Health {
    /// Probes the store now and then for as long as the task runs.
    pub async fn watch(self, store: Arc<dyn Store>) {
        loop {
            let fault = store.probe().await.err();
            if let Some(error) = &fault {
                tracing::error!(%error, "the store cannot be written");
            }
            self.known().fault = fault;
            tokio::time::sleep(PROBE_EVERY).await;
        }
    }

    /// Remembers what keeps a wave from going on.
    pub fn trouble_with(&self, wave: WaveId, trouble: Trouble) {
        self.known().troubles.insert(wave, trouble);
    }

    /// Forgets a trouble of a wave that is over now.
    pub fn no_trouble_with(&self, wave: WaveId, is_over: impl Fn(Trouble) -> bool) {
        self.known().troubles.retain(|of, trouble| *of != wave || !is_over(*trouble));
    }

    pub fn trouble_of(&self, wave: WaveId) -> Option<Trouble> {
        self.known().troubles.get(&wave).copied()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waves in trouble do not make the server a failing one: restarting it would not help them, and everybody can answer.
pub async fn healthz(State(health): State<Health>) -> Response {
    let known = health.known();
    let waves = known.troubles.len();
    match &known.fault {
        None if waves == 0 => Json(json!({ "status": "ok" })).into_response(),
        None => Json(json!({ "status": "ok", "waves_in_trouble": waves })).into_response(),
        Some(error) => {
            let body = Json(json!({ "status": "failing", "store": error.to_string() }));
            (StatusCode::SERVICE_UNAVAILABLE, body).into_response()
        }
    }
}
