//! Bodies come in whole, within a size, no slower than a least pace, and all of them together within a budget
//! (REL-14, REL-15).

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
use axum::http::header::{CONNECTION, CONTENT_LENGTH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use bytes::{Bytes, BytesMut};
use daowei_api::ClientAddress;
use tokio::time::{Instant, timeout, timeout_at};

use crate::budget::{Crowded, Held};
use crate::connections::Connection;
use crate::layers::House;
use crate::options::Limits;
use crate::problem::Reader;

enum Unread {
    TooLarge,
    TooSlow,
    Crowded,
    Broken,
}

impl From<Crowded> for Unread {
    fn from(_: Crowded) -> Self {
        Self::Crowded
    }
}

/// Reads the body, then lets the request pass, with a limit for the answer.
pub(crate) async fn whole(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let limits = &house.options.limits;
    let reader = Reader::of(&request);
    let (parts, body) = request.into_parts();
    let client = parts.extensions.get::<ClientAddress>().map(|address| address.0);
    let held = house.bodies.begin(client);
    let declared = parts.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let reading = async {
        tokio::select! {
            biased;
            () = held.cut() => Err(Unread::Crowded),
            read = read(body, declared, limits, &held) => read,
        }
    };
    let refused = match reading.await {
        Ok(bytes) => {
            held.whole();
            // From here on the client waits for us, and its connection is not the one to make room.
            let _working = parts.extensions.get::<Arc<Connection>>().map(Connection::work);
            let answering = next.run(Request::from_parts(parts, Body::from(bytes)));
            return match timeout(limits.answer_time, answering).await {
                Ok(response) => response,
                Err(_) => later(reader.refuse(StatusCode::SERVICE_UNAVAILABLE, "request.timeout")),
            };
        }
        Err(Unread::TooLarge) => reader.refuse(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large"),
        Err(Unread::Crowded) => later(reader.refuse(StatusCode::SERVICE_UNAVAILABLE, "store.busy")),
        Err(Unread::Broken) => reader.refuse(StatusCode::BAD_REQUEST, "request.failed"),
        Err(Unread::TooSlow) => reader.refuse(StatusCode::REQUEST_TIMEOUT, "request.failed"),
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
    limits: &Limits,
    held: &Held<'_>,
) -> Result<Bytes, Unread> {
    if declared.is_some_and(|length| length > limits.body) {
        return Err(Unread::TooLarge);
    }
    let mut bytes = BytesMut::new();
    let (mut before, mut until) = (0, Instant::now() + limits.pace_time);
    loop {
        let Ok(frame) = timeout_at(until, poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))).await else {
            if bytes.len().saturating_sub(before) < limits.pace {
                return Err(Unread::TooSlow);
            }
            (before, until) = (bytes.len(), until + limits.pace_time);
            continue;
        };
        let Some(frame) = frame else { return Ok(bytes.freeze()) };
        // Trailers say nothing here.
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if bytes.len().saturating_add(data.len()) > limits.body {
            return Err(Unread::TooLarge);
        }
        held.grow(data.len())?;
        bytes.extend_from_slice(&data);
    }
}
