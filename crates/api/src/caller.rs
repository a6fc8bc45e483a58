//! Who calls: a session by cookie or bearer, a token by bearer.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use daowei_app::{Acting, Belief, Caller, Error};

use crate::problem::Failure;
use crate::state::Api;

/// The cookie of a session. The prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`.
pub const COOKIE: &str = "__Host-daowei";

/// For whom a page believes that it acts: see [`crate::conditions::Acted`].
pub(crate) const BELIEF: &str = "daowei-session";
/// What a request is to its session: see [`crate::conditions::Used`].
pub(crate) const USE: &str = "daowei-use";

/// Somebody with a secret of the right form. Whether anybody knows it, the unit of work finds out.
#[derive(Debug)]
pub struct Signed {
    /// For the use cases.
    pub caller: Caller,
    /// Whether the secret came in the cookie.
    pub by_cookie: bool,
}

impl FromRequestParts<Api> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Failure> {
        let (secret, by_cookie) = secret(&parts.headers).ok_or(Error::Unauthenticated)?;
        let acting = parts.extensions.get::<Acting>().cloned().unwrap_or_default();
        let mut caller = api.app.caller(secret, acting).ok_or(Error::Unauthenticated)?;
        if let Some(belief) = belief(&parts.headers)? {
            caller = caller.believing(belief);
        }
        if watches(parts)? {
            caller = caller.watching();
        }
        Ok(Self { caller, by_cookie })
    }
}

fn wrong_header() -> Failure {
    Failure::Request(StatusCode::BAD_REQUEST, "input.header")
}

/// The one value of a header; nothing where it is not there.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, Failure> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| wrong_header()),
        (Some(_), Some(_)) => Err(wrong_header()),
    }
}

/// `SESSION[/POST[/RESPONSIBLE]]`
fn belief(headers: &HeaderMap) -> Result<Option<Belief>, Failure> {
    fn one<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
        text.parse().map_err(|_| wrong_header())
    }
    let Some(text) = only(headers, BELIEF)? else { return Ok(None) };
    let mut parts = text.split('/');
    let session = one(parts.next().unwrap_or_default())?;
    let (post, responsible) = (parts.next().map(one).transpose()?, parts.next().map(one).transpose()?);
    parts.next().map_or(Ok(Some(Belief { session, post, responsible })), |_| Err(wrong_header()))
}

/// Whether a request that reads only watches; a command is a use whatever it says.
fn watches(parts: &Parts) -> Result<bool, Failure> {
    match only(&parts.headers, USE)? {
        None => Ok(false),
        Some("watching") => Ok(matches!(parts.method, Method::GET | Method::HEAD)),
        Some(_) => Err(wrong_header()),
    }
}

/// Whoever an answer was given to before anybody asked who it is, such as one on a malformed request: the log names him all the same.
pub(crate) async fn named(api: &Api, headers: &HeaderMap, acting: Acting) {
    let Some((secret, _)) = secret(headers) else { return };
    if let Some(caller) = api.app.caller(secret, acting) {
        // A secret that nobody knows stays nobody's.
        let _unknown = api.app.read(caller, |_| Ok(())).await;
    }
}

/// Whether somebody of the staff is signed in where a request comes from, or lends it a token: an applicant at a screen is nobody of them.
/// A secret that opens nothing any more is nobody's, as one that an ended session has left behind at a tablet; and of several none is
/// overlooked.
pub(crate) async fn is_of_staff(api: &Api, headers: &HeaderMap) -> Result<bool, Error> {
    for secret in bearer(headers).into_iter().chain(cookies(headers)) {
        // Who that is concerns nobody: in the log the applicant stays nobody.
        let Some(caller) = api.app.caller(secret, Acting::default()) else { continue };
        if api.app.opens(caller).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The secret of a request, and whether it came in the cookie.
fn secret(headers: &HeaderMap) -> Option<(&str, bool)> {
    bearer(headers).map(|secret| (secret, false)).or_else(|| cookie(headers).map(|secret| (secret, true)))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The secret in the session's cookie; nothing where two of them leave it open which counts.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let mut found = cookies(headers);
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// Every secret in a cookie of that name.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == COOKIE)
        .map(|(_, secret)| secret)
}

/// The header that gives a browser its session, or takes it away again.
#[must_use]
pub fn session_cookie(secret: Option<&str>) -> Option<HeaderValue> {
    let (value, age) = secret.map_or(("", "; Max-Age=0"), |secret| (secret, ""));
    let text = format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    let mut header = HeaderValue::from_str(&text).ok()?;
    header.set_sensitive(true);
    Some(header)
}
