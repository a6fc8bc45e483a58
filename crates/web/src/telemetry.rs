//! One line and one count per request (OPS-11, OPS-12). Neither holds personal data: no address, no query, no path as it
//! was written, only the route that it matched.

mod metrics;

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use daowei_api::{ClientAddress, RequestId};
use daowei_app::Acting;
use futures_util::FutureExt;

use crate::address::{client, is_trusted};
use crate::layers::{House, Peer};
use crate::problem::Reader;

pub(crate) use metrics::{Figure, Metrics};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The route of everything that matches none.
const NOWHERE: &str = "(none)";

/// Names the request and its client, catches what must not reach a user (REL-21), and keeps count.
pub(crate) async fn telemetry(State(house): State<Arc<House>>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = name(&house, &mut request);
    let method = request.method().clone();
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let route = matched.as_ref().map_or(NOWHERE, MatchedPath::as_str);
    let reader = Reader::of(&request);
    let acting = Acting::default();
    request.extensions_mut().insert(acting.clone());

    let answering = std::panic::AssertUnwindSafe(next.run(request)).catch_unwind();
    let mut response = answering.await.unwrap_or_else(|_| {
        tracing::error!(request_id = %id.0, route, "a request panicked");
        reader.refuse(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    });

    if let Ok(value) = HeaderValue::from_str(&id.0) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let took = begun.elapsed();
    let status = response.status();
    house.metrics.count(&method, route, status, took);
    let actor = acting.person().map_or_else(|| "-".to_owned(), |person| person.to_string());
    let (status, micros) = (status.as_u16(), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    tracing::info!(target: "daowei::request", %method, route, status, micros, request_id = %id.0, actor);
    response
}

/// Puts on the request by which name it goes and where it comes from.
fn name(house: &House, request: &mut Request) -> RequestId {
    let trusted = &house.options.trusted_proxies;
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    let proxied = peer.is_some_and(|peer| is_trusted(peer, trusted));
    let given = request.headers().get(REQUEST_ID).filter(|_| proxied).and_then(|id| id.to_str().ok());
    let id = RequestId(match given.filter(|id| is_name(id)) {
        Some(id) => id.into(),
        None => house.fresh().into(),
    });
    if let Some(peer) = peer {
        let address = client(peer, request.headers(), trusted);
        request.extensions_mut().insert(ClientAddress(address));
    }
    request.extensions_mut().insert(id.clone());
    id
}

fn is_name(id: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (1..=64).contains(&id.len()) && id.bytes().all(fits)
}
