//! Listening: takes connections until it is asked to stop, then finishes what was begun.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use super::chores;
use super::router::router;
use super::state::AppState;

/// How long requests that were begun may take to end.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("cannot listen on {0}: {1}. Is another program using it? Choose another with --listen")]
    Listen(SocketAddr, std::io::Error),
    #[error("the listener failed: {0}")]
    Listener(#[from] std::io::Error),
}

/// Takes the address; port 0 is any free one.
///
/// # Errors
/// An address that cannot be listened on.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|error| ServeError::Listen(address, error))
}

/// Serves until `stop` is ready, then waits for requests that were begun.
///
/// # Errors
/// A listener that fails.
pub async fn serve(
    state: AppState,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let watch = tokio::spawn(state.health.clone().watch(Arc::clone(&state.context.store)));
    let chores = tokio::spawn(chores::run(state.clone()));
    let (asked, heard) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, router(state).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            stop.await;
            tracing::info!("stopping: finishing what was begun");
            let _ = asked.send(());
        });
    let deadline = async {
        // An idle keep-alive connection must not hold the process for ever.
        let _ = heard.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server => ended?,
        () = deadline => tracing::warn!("some requests did not end in time"),
    }
    watch.abort();
    chores.abort();
    Ok(())
}
