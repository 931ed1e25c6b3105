//! The access log: which kind of page, how it went, how long it took. No address, no path with an id or a key in it.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

pub async fn log_access(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let micros = begun.elapsed().as_micros() as u64;
    tracing::info!(target: "footing::access", %method, route, status = response.status().as_u16(), micros, "served");
    response
}
