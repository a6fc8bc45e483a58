//! Bodies that are no JSON: bounded, and of the kind that is asked for.

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};

use crate::json::LARGEST;
use crate::problem::Failure;

/// The whole body of a request that calls it so; `wrong` is the code of any other name.
pub(crate) async fn called(request: Request, kind: &str, wrong: &'static str) -> Result<Bytes, Failure> {
    let said = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let said = said.and_then(|said| said.split(';').next());
    if !said.is_some_and(|said| said.trim().eq_ignore_ascii_case(kind)) {
        return Err(Failure::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, wrong));
    }
    let bytes = to_bytes(request.into_body(), LARGEST).await;
    bytes.map_err(|_| Failure::Request(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large"))
}
