//! JSON bodies: bounded, of the right type, without unknown fields.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Failure;

/// Bytes of a body at most.
pub(crate) const LARGEST: usize = 256 << 10;

/// A JSON body, in or out. Nesting beyond 128 levels is refused by the parser.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        if !is_json(&request) {
            return Err(Failure::Request(StatusCode::UNSUPPORTED_MEDIA_TYPE, "input.media_type"));
        }
        let bytes = axum::body::to_bytes(request.into_body(), LARGEST)
            .await
            .map_err(|_| Failure::Request(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large"))?;
        let value = serde_json::from_slice(&bytes);
        value.map(Self).map_err(|_| Failure::Request(StatusCode::BAD_REQUEST, "input.json"))
    }
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
