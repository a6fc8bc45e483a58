//! What every answer carries (SEC-13, SEC-32).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use crate::layers::House;
use crate::stage::Stage;

/// What a page has by default: no scripts, and styles from here alone. The desk brings a policy of its own.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
                      frame-ancestors 'none'";

/// What a page may use of the reader's devices: nothing, but where the desk asks for its own pages (UX-19).
pub(crate) const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const NO_DEVICE: HeaderValue = HeaderValue::from_static("camera=(), microphone=(), geolocation=()");

const EVERYWHERE: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year, for this name only: its subdomains may belong to others.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=31536000");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Puts the headers on.
pub(crate) async fn headers(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // The portal sends its forms with their origin, which no-referrer would hide.
    let referrer = headers.get(REFERRER_POLICY).filter(|policy| *policy == "same-origin").cloned();
    for (name, value) in EVERYWHERE {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = referrer {
        headers.insert(REFERRER_POLICY, policy);
    }
    headers.entry(PERMISSIONS).or_insert(NO_DEVICE);
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    if house.options.behind_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
    if api {
        headers.insert(CACHE_CONTROL, NO_STORE);
    } else {
        headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
    }
    if house.stages.now() >= Stage::Closing {
        headers.insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
