//! One connection, from its first byte to its last.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::sleep;
use tower::ServiceExt;

use crate::connections::Place;
use crate::layers::Peer;
use crate::options::Limits;
use crate::patience::Patience;
use crate::server::Surface;
use crate::stage::{Stage, Stages, reached};

/// Bytes of a request's head, and of what is read or written in one go.
const HEAD: usize = 16 << 10;
const BUFFER: usize = 64 << 10;
/// What is on its way when the door closes has so long to arrive.
pub(crate) const SETTLE: Duration = Duration::from_millis(250);

/// Serves a connection until either side has had enough.
pub(crate) async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    peer: IpAddr,
    place: Place,
    surface: Arc<Surface>,
    limits: &Limits,
    stages: &Stages,
) {
    let connection = Arc::clone(&place.connection);
    let asking = Arc::clone(&connection);
    let service = service_fn(move |request: Request<Incoming>| {
        asking.ask();
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        request.extensions_mut().insert(Arc::clone(&asking));
        let surface = surface.now();
        async move { answer(surface, request).await }
    });
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_header_size(HEAD)
        .max_buf_size(BUFFER);
    let mut conversation =
        pin!(builder.serve_connection(TokioIo::new(Patience::new(stream, limits.stall)), service));

    let (mut closing, mut gone) = (stages.subscribe(), stages.subscribe());
    let mut closing = pin!(async {
        reached(&mut closing, Stage::Closing).await;
        sleep(SETTLE).await;
    });
    let mut gone = pin!(reached(&mut gone, Stage::Gone));
    let mut first = pin!(sleep(limits.first_request));
    let (mut waiting, mut leaving) = (true, false);
    loop {
        tokio::select! {
            biased;
            // Peers break off as they like; that is no news.
            _ = conversation.as_mut() => return,
            () = connection.cut() => return,
            () = &mut gone => return,
            () = &mut first, if waiting => {
                if !connection.has_asked() {
                    return;
                }
                waiting = false;
            }
            () = &mut closing, if !leaving => {
                leaving = true;
                conversation.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answer(surface: Router, request: Request<Body>) -> Result<Response, Infallible> {
    surface.oneshot(request).await
}
