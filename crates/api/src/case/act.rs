//! A command to a case as it comes over HTTP: who, on what belief, under which key, with which body.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderValue, StatusCode, header};
use daowei_app::case::{Act as Carried, Precondition};
use daowei_app::text::Texts;
use daowei_app::{Caller, Error, Once};
use daowei_domain::case::Command;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Acted;
use super::path::{CasePath, OfCase};
use crate::caller::Signed;
use crate::conditional::{IdempotencyKey, IfMatch};
use crate::ids::Ids;
use crate::json::{Json, LARGEST};
use crate::problem::Failure;
use crate::state::Api;

/// A body that says nothing: none at all, or `{}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

/// A command with everything around it.
pub(super) struct Act<B, P = OfCase> {
    /// Who.
    pub(super) caller: Caller,
    /// To what.
    pub(super) path: P,
    /// What.
    pub(super) body: B,
    revision: Option<u64>,
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
        Ok(Self { caller, path, body, revision, key, target, bytes })
    }
}

impl<B, P> Act<B, P> {
    /// What makes this request the same request, where the caller gave it a key.
    pub(super) fn once(&self, api: &Api, route: &'static str) -> Option<Once> {
        let key = self.key.clone()?;
        Some(Once::new(&api.app, route, key, &self.target, &self.bytes))
    }
}

impl<B, P: CasePath> Act<B, P> {
    /// Makes the command and has it carried out.
    pub(super) async fn carry_out(
        self,
        api: &Api,
        route: &'static str,
        command: impl FnOnce(B, &mut Texts) -> Result<Command, Error>,
    ) -> Result<Acted, Failure> {
        let once = self.once(api, route);
        let precondition = Precondition { revision: self.revision };
        let mut texts = Texts::new(&api.app);
        let command = command(self.body, &mut texts)?;
        let act = Carried { case: self.path.case(), command, texts, precondition };
        Ok(Acted(api.app.act(self.caller, act, once).await?))
    }
}
