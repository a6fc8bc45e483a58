//! Bodies come in whole, within a size, within a time, and all of them together within a budget (REL-14, REL-15).

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use tokio::time::timeout;

use crate::connections::Connection;
use crate::layers::House;
use crate::problem::Reader;

/// Bytes of bodies in memory.
#[derive(Debug)]
pub(crate) struct Budget {
    most: usize,
    held: AtomicUsize,
}

/// Bytes of one body; given back when dropped.
struct Held<'b> {
    budget: &'b Budget,
    bytes: usize,
}

impl Budget {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, held: AtomicUsize::new(0) }
    }

    pub(crate) fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }
}

impl Held<'_> {
    fn grow(&mut self, bytes: usize) -> Result<(), Unread> {
        let grown = |held: usize| held.checked_add(bytes).filter(|sum| *sum <= self.budget.most);
        let taken = self.budget.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grown);
        taken.map_err(|_| Unread::Crowded)?;
        self.bytes = self.bytes.saturating_add(bytes);
        Ok(())
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.budget.held.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

enum Unread {
    TooLarge,
    Crowded,
    Broken,
}

/// Reads the body, then lets the request pass, with a limit for the answer.
pub(crate) async fn whole(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let limits = &house.options.limits;
    let reader = Reader::of(&request);
    let (parts, body) = request.into_parts();
    let mut held = Held { budget: &house.bodies, bytes: 0 };
    let declared = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let reading = read(body, declared, limits.body, &mut held);
    let refused = match timeout(limits.body_time, reading).await {
        Ok(Ok(bytes)) => {
            // From here on the client waits for us, and its connection is not the one to make room.
            let _working = parts.extensions.get::<Arc<Connection>>().map(Connection::work);
            let answering = next.run(Request::from_parts(parts, Body::from(bytes)));
            return match timeout(limits.answer_time, answering).await {
                Ok(response) => response,
                Err(_) => later(reader.refuse(StatusCode::SERVICE_UNAVAILABLE, "request.timeout")),
            };
        }
        Ok(Err(Unread::TooLarge)) => reader.refuse(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large"),
        Ok(Err(Unread::Crowded)) => later(reader.refuse(StatusCode::SERVICE_UNAVAILABLE, "store.busy")),
        Ok(Err(Unread::Broken)) => reader.refuse(StatusCode::BAD_REQUEST, "request.failed"),
        Err(_) => reader.refuse(StatusCode::REQUEST_TIMEOUT, "request.failed"),
    };
    let mut response = refused;
    // What is left of the body stays unread.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Says when to come again.
pub(crate) fn later(mut response: Response) -> Response {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    response
}

async fn read(
    mut body: Body,
    declared: Option<usize>,
    most: usize,
    held: &mut Held<'_>,
) -> Result<Bytes, Unread> {
    if declared.is_some_and(|length| length > most) {
        return Err(Unread::TooLarge);
    }
    let mut bytes = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
        // Trailers say nothing here.
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if bytes.len().saturating_add(data.len()) > most {
            return Err(Unread::TooLarge);
        }
        held.grow(data.len())?;
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.freeze())
}
