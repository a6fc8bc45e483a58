//! Around every request: its id, and the one place where problem documents are made.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use daowei_app::Acting;

use crate::caller::named;
use crate::language::reader;
use crate::problem::{Failure, Underway};
use crate::state::Api;

/// By which log and reader name the same request.
#[derive(Clone, Debug)]
pub struct RequestId(pub Arc<str>);

/// Where the request comes from, as far as the server believes it. Put in by the server, read at sign-in.
#[derive(Clone, Copy, Debug)]
pub struct ClientAddress(pub IpAddr);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id unless the server has, and makes its answer whole.
pub(crate) async fn envelope(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    let id = match request.extensions().get::<RequestId>() {
        Some(id) => id.clone(),
        None => {
            let id = RequestId(
                api.app.random::<8>().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
            );
            request.extensions_mut().insert(id.clone());
            id
        }
    };
    let language = reader(request.headers());
    let acting = request.extensions().get::<Acting>().cloned();
    let headers = acting.as_ref().map(|_| request.headers().clone());
    let mut response = next.run(request).await;
    if let (Some(acting), Some(headers)) = (acting.filter(|acting| acting.person().is_none()), headers) {
        named(&api, &headers, acting).await;
    }
    let failure = match response.extensions_mut().remove::<Underway>() {
        Some(Underway(failure)) => Some(failure),
        None => foreign(&response).map(Arc::new),
    };
    if let Some(failure) = failure {
        if failure.status() == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(request_id = %id.0, error = ?failure, "a request failed inside");
        }
        let mut answer = failure.answer(language, &id.0);
        for kept in [header::ALLOW, header::SET_COOKIE] {
            if let Some(value) = response.headers_mut().remove(&kept) {
                answer.headers_mut().insert(kept, value);
            }
        }
        response = answer;
    }
    let headers = response.headers_mut();
    if let Ok(id) = HeaderValue::from_str(&id.0) {
        headers.insert(REQUEST_ID, id);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// What the router itself refuses.
fn foreign(response: &Response) -> Option<Failure> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return None;
    }
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "request.method",
        StatusCode::PAYLOAD_TOO_LARGE => "input.too_large",
        _ => "request.failed",
    };
    Some(Failure::Request(status, code))
}
