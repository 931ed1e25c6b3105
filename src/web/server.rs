//! Listening: takes connections until it is asked to stop, then finishes what was begun.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::jobs::Schedule;

use super::connection::converse;
use super::crowd::{Crowd, Held};
use super::open_files::{connections_within, raise_open_files};
use super::router::router;
use super::state::AppState;

/// How long requests that were begun may take to end.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait after the system could not give a connection.
const BREATH: Duration = Duration::from_millis(100);

#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {0}: {1}. Is another program using it? Choose another with --listen")]
pub struct ListenError(SocketAddr, io::Error);

/// Takes the address; port 0 is any free one.
///
/// # Errors
/// An address that cannot be listened on.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, ListenError> {
    TcpListener::bind(address).await.map_err(|error| ListenError(address, error))
}

/// Serves until `stop` is ready, then waits for requests that were begun.
pub async fn serve(state: AppState, listener: TcpListener, stop: impl Future<Output = ()> + Send + 'static) {
    let open_files = raise_open_files();
    let crowd = Arc::new(Crowd::new(connections_within(open_files)));
    tracing::info!(open_files, connections = connections_within(open_files), "at most");
    let watch = tokio::spawn(state.health.clone().watch(Arc::clone(&state.context.store)));
    let (limits, begun) = (Arc::clone(&state.limits), state.begun.clone());
    let schedule = Schedule {
        context: state.context.clone(),
        render_pool: Arc::clone(&state.render_pool),
        troubles: state.troubles.clone(),
        unfinished_are: Arc::new(move |unfinished| limits.unfinished_are(unfinished)),
    };
    let jobs = tokio::spawn(schedule.run());
    let router = router(state);
    let (stopping, is_stopping) = watch::channel(false);
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            (stream, peer, held) = next(&listener, &crowd) => {
                tokio::spawn(converse(stream, peer, held, router.clone(), is_stopping.clone()));
            }
            () = &mut stop => break,
        }
    }
    tracing::info!("stopping: finishing what was begun");
    drop(listener);
    stopping.send_replace(true);
    drop(is_stopping);
    // Every conversation holds an ear of this until it ends.
    let all_ended = async {
        stopping.closed().await;
        begun.end().await;
    };
    if tokio::time::timeout(GRACE, all_ended).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    watch.abort();
    jobs.abort();
}

/// The next connection with a place for it. Whatever goes wrong with one, the next is waited for.
async fn next(listener: &TcpListener, crowd: &Arc<Crowd>) -> (TcpStream, SocketAddr, Held) {
    let mut is_said = false;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                // A reply is written at once; waiting for more to send with it only delays its end.
                let _ = stream.set_nodelay(true);
                if let Some(held) = crowd.admit(peer.ip()).await {
                    return (stream, peer, held);
                }
            }
            Err(error) if is_of_the_other_side(&error) => {}
            Err(error) => {
                if !is_said {
                    tracing::error!(%error, "no connection can be taken just now; it is tried again");
                    is_said = true;
                }
                crowd.shed();
                sleep(BREATH).await;
            }
        }
    }
}

/// The last client has gone again.
fn is_of_the_other_side(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
