//! A caller of the API.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The rule, or other code, of a problem.
    pub(crate) fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{} {}",
            self.status,
            self.text()
        );
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The answer of something that was carried out.
    pub(crate) fn done(self) -> Value {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.text());
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The answer of something that a rule forbids.
    pub(crate) fn refused(self, rule: &str) -> Value {
        assert!(matches!(self.status, 403 | 409), "{} {}", self.status, self.text());
        assert_eq!(self.code(), rule, "{}", self.text());
        self.json()
    }
}

/// A caller with or without a session.
#[derive(Clone)]
pub(crate) struct Client {
    agent: Agent,
    port: u16,
    secret: Option<String>,
}

impl Client {
    pub(crate) fn new(port: u16) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self { agent, port, secret: None }
    }

    /// The same caller with connections of its own.
    pub(crate) fn apart(&self) -> Self {
        Self { secret: self.secret.clone(), ..Self::new(self.port) }
    }

    /// The same caller at another server.
    pub(crate) fn at(&self, port: u16) -> Self {
        Self { secret: self.secret.clone(), ..Self::new(port) }
    }

    pub(crate) fn with_secret(mut self, secret: String) -> Self {
        self.secret = Some(secret);
        self
    }

    pub(crate) fn secret(&self) -> &str {
        self.secret.as_deref().unwrap()
    }

    pub(crate) fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Result<Reply, ureq::Error> {
        let mut request =
            Request::builder().method(method).uri(format!("http://127.0.0.1:{}{path}", self.port));
        if let Some(secret) = &self.secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match body {
            Some(body) => self.agent.run(request.header("content-type", "application/json").body(body)?)?,
            None => self.agent.run(request.body(())?)?,
        };
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let body = response.body_mut().read_to_vec()?;
        Ok(Reply { status, headers, body })
    }

    /// The status alone, of an answer that does not end.
    pub(crate) fn status(&self, path: &str) -> Result<u16, ureq::Error> {
        let mut request = self.agent.get(format!("http://127.0.0.1:{}{path}", self.port));
        if let Some(secret) = &self.secret {
            request = request.header("authorization", format!("Bearer {secret}"));
        }
        Ok(request.call()?.status().as_u16())
    }

    pub(crate) fn try_get(&self, path: &str) -> Result<Reply, ureq::Error> {
        self.call("GET", path, &[], None)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.try_get(path).unwrap_or_else(|error| panic!("GET {path}: {error}"))
    }

    /// A command with a key of its own.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        self.try_post(path, &key(), body).unwrap_or_else(|error| panic!("POST {path}: {error}"))
    }

    /// A command with that key.
    pub(crate) fn try_post(&self, path: &str, key: &str, body: &Value) -> Result<Reply, ureq::Error> {
        self.call("POST", path, &[("idempotency-key", key)], Some(body.to_string().as_bytes()))
    }
}

static KEYS: AtomicU64 = AtomicU64::new(0);

/// An idempotency key that nobody has used.
pub(crate) fn key() -> String {
    format!("story-{}-{}", std::process::id(), KEYS.fetch_add(1, Ordering::SeqCst))
}
