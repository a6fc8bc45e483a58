//! Conditions of a request: the revision that the caller has seen, and the key under which a command is carried out once.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};

use crate::problem::Failure;

/// The revision as an entity tag.
#[must_use]
pub fn etag(revision: u64) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("\"{revision}\"")).ok()
}

/// The revision that the caller has seen, where it says so; `*` says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Option<u64>);

/// `Idempotency-Key`, 1 to 255 visible ASCII characters, where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub Option<String>);

fn wrong() -> Failure {
    Failure::Request(StatusCode::BAD_REQUEST, "input.header")
}

fn only(parts: &Parts, name: impl header::AsHeaderName) -> Result<Option<&str>, Failure> {
    let mut values = parts.headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(wrong());
    }
    first.map(|value| value.to_str().map_err(|_| wrong())).transpose()
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        match only(parts, header::IF_MATCH)?.map(str::trim) {
            None | Some("*") => Ok(Self(None)),
            Some(tag) => {
                let revision = tag.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                Ok(Self(Some(revision.and_then(|text| text.parse().ok()).ok_or_else(wrong)?)))
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let Some(key) = only(parts, "idempotency-key")? else { return Ok(Self(None)) };
        let fit = (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
        if fit { Ok(Self(Some(key.to_owned()))) } else { Err(wrong()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn parts(name: &'static str, value: &str) -> Parts {
        Request::builder().header(name, value).body(()).unwrap().into_parts().0
    }

    #[tokio::test]
    async fn tags_and_keys_have_one_form() {
        for (tag, seen) in
            [("\"7\"", Some(Some(7))), ("*", Some(None)), ("7", None), ("W/\"7\"", None), ("\"-1\"", None)]
        {
            let read = IfMatch::from_request_parts(&mut parts("if-match", tag).await, &()).await;
            assert_eq!(read.ok().map(|tag| tag.0), seen, "{tag}");
        }
        let long = "k".repeat(256);
        for (key, fit) in
            [("k1", true), ("", false), ("a b", false), (long.as_str(), false), (&long[1..], true)]
        {
            let read =
                IdempotencyKey::from_request_parts(&mut parts("idempotency-key", key).await, &()).await;
            assert_eq!(read.is_ok(), fit, "{key}");
        }
    }
}
