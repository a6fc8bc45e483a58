//! A caller of the public API, as anybody could write one.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;

use super::teller::Broken;
use crate::machine;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A caller with or without a session.
#[derive(Clone)]
pub(super) struct Client {
    agent: ureq::Agent,
    base: String,
    secret: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    /// What was asked.
    asked: String,
    pub(super) status: u16,
    pub(super) body: Value,
}

impl Client {
    pub(super) fn new(address: SocketAddr) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        Self { agent: config.build().into(), base: format!("http://{address}"), secret: None }
    }

    /// The same server, with a session.
    pub(super) fn with(&self, secret: &str) -> Self {
        Self { secret: Some(secret.to_owned()), ..self.clone() }
    }

    pub(super) fn get(&self, path: &str) -> Result<Reply, Broken> {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        if let Some(secret) = &self.secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        Reply::of(format!("GET {path}"), request.call())
    }

    /// Each command is a new one: it carries a key of its own.
    pub(super) fn post(&self, path: &str, body: &Value) -> Result<Reply, Broken> {
        let key = format!("story-{:032x}", u128::from_be_bytes(machine::random()));
        let mut request = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("content-type", "application/json")
            .header("idempotency-key", key);
        if let Some(secret) = &self.secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        Reply::of(format!("POST {path}"), request.send(body.to_string()))
    }
}

impl Reply {
    fn of(
        asked: String,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<Self, Broken> {
        let broken =
            |error: ureq::Error| Broken::claim(format!("{asked}: 有应答 an answer"), error.to_string());
        let mut response = answer.map_err(broken)?;
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string().map_err(broken)?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Self { asked, status, body })
    }

    /// It was carried out.
    pub(super) fn done(self) -> Result<Value, Broken> {
        if (200..300).contains(&self.status) {
            return Ok(self.body);
        }
        Err(Broken::claim(format!("{}: 2xx", self.asked), format!("{} {}", self.status, self.body)))
    }

    /// A rule refused it: gives what it says, with its citation.
    pub(super) fn refused(self, rule: &str) -> Result<String, Broken> {
        let code = field(&self.body, "code");
        if !matches!(self.status, 403 | 409) || code != rule {
            let found = format!("{} {}", self.status, self.body);
            return Err(Broken::claim(format!("{}: {rule}", self.asked), found));
        }
        Ok(format!("{}〔{}｜{rule}〕", field(&self.body, "detail"), field(&self.body, "citation")))
    }
}

/// A text in an answer; empty where there is none.
pub(super) fn field<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A list in an answer; empty where there is none.
pub(super) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
