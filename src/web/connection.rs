//! One connection, from the first byte to the last, with a limit to each wait: for the first request, for the next one,
//! and for the other side to take what it asked for. How long a body may take is up to the routes.

use std::convert::Infallible;
use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Sleep, sleep};

use super::crowd::{Held, Seat};

/// How long somebody who connects may take to say what they want.
const FIRST_REQUEST: Duration = Duration::from_secs(15);
/// How long a connection is kept for another request: longer than proxies keep theirs, which is a minute.
const NEXT_REQUEST: Duration = Duration::from_secs(75);
/// How long the other side may take nothing of what is sent.
const TAKING: Duration = Duration::from_secs(30);
/// How long somebody may still say what they want when the server is about to stop.
const LAST_WORD: Duration = Duration::from_secs(1);
/// No browser of ours sends half of this; what is not cast of a ballot is a cookie.
const HEAD_LIMIT: usize = 32 * 1024;

/// Answers requests until the other side has no more, takes too long, or is asked to leave; once `stop` says so, only
/// the request that was begun.
pub async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    held: Held,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let place = Arc::clone(&held.place);
    let answer = service_fn(|request| answer(request, peer, Arc::clone(&place), &router));
    let io = TokioIo::new(Patient { stream, place: Arc::clone(&place), patience: None });
    let mut conversation = pin!(http().serve_connection(io, answer));
    tokio::select! {
        // It ends as the other side likes; there is nobody to tell.
        _ = conversation.as_mut() => return,
        () = place.asked_to_leave() => return,
        () = silence(&place, FIRST_REQUEST) => return,
        _ = stop.wait_for(|stop| *stop) => {}
    }
    conversation.as_mut().graceful_shutdown();
    tokio::select! {
        _ = conversation => {}
        () = silence(&place, LAST_WORD) => {}
    }
}

fn http() -> http1::Builder {
    let mut http = http1::Builder::new();
    // A client that has said all it wants may close its half; what was begun is done either way.
    http.timer(TokioTimer::new()).header_read_timeout(NEXT_REQUEST).max_header_size(HEAD_LIMIT).half_close(true);
    http
}

/// Ready if nothing was asked for within a time.
async fn silence(place: &Seat, time: Duration) {
    sleep(time).await;
    if !place.is_silent() {
        std::future::pending::<()>().await;
    }
}

/// Somebody asked for something after their place was given away.
#[derive(Debug, thiserror::Error)]
#[error("the place was given to somebody else")]
struct TooLate;

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    place: Arc<Seat>,
    router: &Router,
) -> Result<Response<Noted<axum::body::Body>>, TooLate> {
    if !place.ask() {
        return Err(TooLate);
    }
    let mut request = request.map(|body| Noted { body, place: Arc::clone(&place), at_end: Seat::was_heard });
    if request.body().is_end_stream() {
        place.was_heard();
    }
    request.extensions_mut().insert(ConnectInfo(peer));
    let response: Result<_, Infallible> = TowerToHyperService::new(router.clone()).call(request).await;
    let Ok(response) = response;
    place.is_answered();
    Ok(response.map(|body| Noted { body, place, at_end: Seat::was_told }))
}

/// A body whose end is noted, however it comes.
struct Noted<B> {
    body: B,
    place: Arc<Seat>,
    at_end: fn(&Seat),
}

impl<B: Body + Unpin> Body for Noted<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if frame.is_none() {
            (self.at_end)(&self.place);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for Noted<B> {
    fn drop(&mut self) {
        (self.at_end)(&self.place);
    }
}

/// A stream that waits only so long for the other side to take something.
struct Patient {
    stream: TcpStream,
    place: Arc<Seat>,
    /// Runs while the other side takes nothing.
    patience: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn wait(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_pending() {
            let patience = self.patience.get_or_insert_with(|| Box::pin(sleep(TAKING)));
            return patience.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()));
        }
        self.patience = None;
        self.place.did_something();
        written
    }
}

impl AsyncRead for Patient {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wait(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.wait(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
