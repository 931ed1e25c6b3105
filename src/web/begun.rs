//! What changes something runs to its end once it is begun, whether or not the client still listens: a change
//! that is cut off between two writes would leave half of itself.

use std::panic::resume_unwind;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::watch;
use tracing::Instrument;

/// The requests that are running to their end.
#[derive(Clone, Debug, Default)]
pub struct Begun(watch::Sender<()>);

impl Begun {
    /// Waits until none is left.
    pub async fn end(&self) {
        self.0.closed().await;
    }
}

/// Lets a request that may change something go on in a task of its own.
pub async fn run_to_the_end(State(begun): State<Begun>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let ear = begun.0.subscribe();
    let running = async move {
        let response = next.run(request).await;
        drop(ear);
        response
    };
    match tokio::spawn(running.in_current_span()).await {
        Ok(response) => response,
        // Nobody aborts it, so it panicked; the layer that catches panics outside has to see it.
        Err(error) => resume_unwind(error.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use axum::body::Body;
    use axum::routing::any;
    use axum::{Router, middleware};
    use tokio::sync::Notify;
    use tower::ServiceExt;

    use super::*;

    /// A handler that begins, waits for a word, and ends.
    #[derive(Default)]
    struct Slow {
        has_begun: Notify,
        go_on: Notify,
        has_ended: AtomicBool,
    }

    /// Begins a request, and hangs up on it before it ends.
    async fn hung_up_on(method: &str, slow: &Arc<Slow>) -> Begun {
        let (begun, work) = (Begun::default(), Arc::clone(slow));
        let handler = any(move || async move {
            work.has_begun.notify_one();
            work.go_on.notified().await;
            work.has_ended.store(true, Ordering::SeqCst);
        });
        let layer = middleware::from_fn_with_state(begun.clone(), run_to_the_end);
        let router: Router = Router::new().route("/", handler).layer(layer);
        let request = Request::builder().method(method).uri("/").body(Body::empty()).unwrap();
        tokio::select! {
            _ = router.oneshot(request) => unreachable!("it waits for a word"),
            () = slow.has_begun.notified() => {}
        }
        begun
    }

    #[tokio::test]
    async fn a_change_that_was_begun_ends_although_nobody_listens_any_more() {
        let slow = Arc::new(Slow::default());
        let begun = hung_up_on("POST", &slow).await;
        slow.go_on.notify_one();
        begun.end().await;
        assert!(slow.has_ended.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn a_page_that_nobody_reads_any_more_is_not_made() {
        let slow = Arc::new(Slow::default());
        let begun = hung_up_on("GET", &slow).await;
        begun.end().await;
        assert_eq!(Arc::strong_count(&slow), 1);
        assert!(!slow.has_ended.load(Ordering::SeqCst));
    }
}
