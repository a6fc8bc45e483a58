//! Streams of events end when the door closes; their readers come back to another process, or later.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};

use crate::layers::House;
use crate::stage::{Stage, reached};

/// Lets a stream of server-sent events flow until the door closes.
pub(crate) async fn until_closing(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.starts_with(b"text/event-stream")) {
        return response;
    }
    let mut stages = house.stages.subscribe();
    let closed = Box::pin(async move { reached(&mut stages, Stage::Closing).await });
    response.map(|body| Body::new(UntilClosing { body, closed, over: false }))
}

struct UntilClosing {
    body: Body,
    closed: Pin<Box<dyn Future<Output = ()> + Send>>,
    over: bool,
}

impl HttpBody for UntilClosing {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.over = self.over || self.closed.as_mut().poll(cx).is_ready();
        if self.over { Poll::Ready(None) } else { Pin::new(&mut self.body).poll_frame(cx) }
    }

    fn is_end_stream(&self) -> bool {
        self.over || self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
