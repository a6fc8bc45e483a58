//! JSON bodies: bounded, of the right type, without unknown fields.

use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Failure;

/// Bytes of a body at most.
pub const LARGEST: usize = 256 << 10;

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
        read(&bytes).map(Self)
    }
}

/// Reads a body to its end, or names the field that is wrong.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        named(&path, error.inner())
    })?;
    reader.end().map_err(|error| named(".", &error))?;
    Ok(value)
}

/// The field that is wrong, in the words of our own types: what stands in it is the caller's and may be personal.
fn named(path: &str, error: &serde_json::Error) -> Failure {
    let whole = || Failure::Request(StatusCode::BAD_REQUEST, "input.json");
    if !error.is_data() {
        return whole();
    }
    let said = error.to_string();
    let kinds = [
        ("missing field `", "input.field.missing"),
        ("unknown field `", "input.field.unknown"),
        ("duplicate field `", "input.field.twice"),
    ];
    let field = kinds.iter().find_map(|(start, code)| {
        said.strip_prefix(start).and_then(|rest| rest.split('`').next()).map(|name| (name, *code))
    });
    let (name, code) = match (field, path) {
        (Some((name, code)), "." | "") => (name.to_owned(), code),
        // The path already names a field that is too much or comes twice.
        (Some((name, code)), path) if path.rsplit('.').next() == Some(name) => (path.to_owned(), code),
        (Some((name, code)), path) => (format!("{path}.{name}"), code),
        (None, "." | "" | "?") => return whole(),
        (None, path) => (path.to_owned(), "input.field.form"),
    };
    if is_name(&name) { Failure::Field("input.json", name, code) } else { whole() }
}

/// Whether it is a path of field names, and no text that somebody put where a name should be.
pub(crate) fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.[]".contains(&byte);
    let starts = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    starts && name.len() <= 64 && name.bytes().all(fits)
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
