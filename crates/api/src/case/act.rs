//! A command to a case as it comes over HTTP: who, on what belief, under which key, with which body.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use daowei_app::case::{Act as Carried, Precondition};
use daowei_app::text::Texts;
use daowei_app::{Caller, Error, Once};
use daowei_domain::case::Command;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::path::{CasePath, OfCase};
use super::{Acted, Conditions};
use crate::caller::By;
use crate::json::{body, called_json};
use crate::path::Path;
use crate::problem::{Fault, Problem};
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
    conditions: Conditions,
    target: String,
    bytes: Bytes,
}

impl<B, P> FromRequest<Api> for Act<B, P>
where
    B: DeserializeOwned,
    P: DeserializeOwned + Send,
{
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Problem> {
        let (mut parts, content) = request.into_parts();
        let By(caller) = By::from_request_parts(&mut parts, api).await?;
        let Path(path) = Path::from_request_parts(&mut parts, api).await?;
        let conditions = Conditions::from_request_parts(&mut parts, api).await?;
        let target = parts.uri.path().to_owned();
        let headers = parts.headers.clone();
        let bytes = body(Request::from_parts(parts, content)).await?;
        let said: &[u8] = if bytes.is_empty() {
            b"{}"
        } else {
            called_json(&headers)?;
            &bytes
        };
        let body = serde_json::from_slice(said).map_err(|_| Fault::Json)?;
        Ok(Self { caller, path, body, conditions, target, bytes })
    }
}

impl<B, P> Act<B, P> {
    /// What makes this request the same request, where the caller gave it a key.
    pub(super) fn once(&self, api: &Api, route: &'static str) -> Option<Once> {
        let key = self.conditions.key.clone()?;
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
    ) -> Result<Acted, Problem> {
        let once = self.once(api, route);
        let precondition = Precondition { revision: self.conditions.revision };
        let mut texts = Texts::new(&api.app);
        let command = command(self.body, &mut texts)?;
        let act = Carried { case: self.path.case(), command, texts, precondition };
        Ok(Acted(api.app.act(self.caller, act, once).await?))
    }
}
