//! A command as it comes over HTTP: who, to what, on what belief, under which key, with which body.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use daowei_app::{Caller, Once};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::caller::Signed;
use crate::conditional::{IdempotencyKey, IfMatch};
use crate::ids::Ids;
use crate::json::{Json, LARGEST};
use crate::problem::Failure;
use crate::state::Api;

/// A body that says nothing: none at all, or `{}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

/// The path of what is made anew.
#[derive(Deserialize)]
pub(crate) struct Nowhere {}

/// A command with everything around it.
pub(crate) struct Act<B, P = Nowhere> {
    /// Who.
    pub(crate) caller: Caller,
    /// To what.
    pub(crate) path: P,
    /// What.
    pub(crate) body: B,
    /// The revision that the caller saw, of things that have one.
    pub(crate) revision: Option<u64>,
    /// Whether the caller only wants to see the papers that it would issue: `Prefer: preview` (RFC 7240).
    pub(crate) preview: bool,
    key: Option<String>,
    target: String,
    bytes: Bytes,
}

impl<B, P> FromRequest<Api> for Act<B, P>
where
    B: DeserializeOwned,
    P: DeserializeOwned + Send,
{
    type Rejection = Failure;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Failure> {
        let (mut parts, content) = request.into_parts();
        let Signed { caller, .. } = Signed::from_request_parts(&mut parts, api).await?;
        let Ids(path) = Ids::from_request_parts(&mut parts, api).await?;
        let IfMatch(revision) = IfMatch::from_request_parts(&mut parts, api).await?;
        let IdempotencyKey(key) = IdempotencyKey::from_request_parts(&mut parts, api).await?;
        let target = parts.uri.path().to_owned();
        let preview = preferred(&parts.headers);
        // Whoever asks for a preview never finds the deed done.
        if preview && !target.contains("/cases/") {
            return Err(Failure::Request(StatusCode::BAD_REQUEST, "input.preference"));
        }
        let bytes = to_bytes(content, LARGEST)
            .await
            .map_err(|_| Failure::Request(StatusCode::PAYLOAD_TOO_LARGE, "input.too_large"))?;
        let mut said = Body::from(bytes.clone());
        if bytes.is_empty() {
            // No body says the same as one without anything in it.
            said = Body::from("{}");
            parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        let Json(body) = Json::from_request(Request::from_parts(parts, said), api).await?;
        Ok(Self { caller, path, body, revision, preview, key, target, bytes })
    }
}

/// Whether the caller prefers a preview.
fn preferred(headers: &HeaderMap) -> bool {
    let said = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    said.flat_map(|value| value.split(',')).any(|one| one.trim().eq_ignore_ascii_case("preview"))
}

impl<B, P> Act<B, P> {
    /// What makes this request the same request, where the caller gave it a key.
    pub(crate) fn once(&self, api: &Api, route: &'static str) -> Option<Once> {
        let key = self.key.clone()?;
        Some(Once::new(&api.app, route, key, &self.target, &self.bytes))
    }
}
