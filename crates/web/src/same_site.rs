//! State changes come from our own pages or from no browser at all (SEC-14).
//!
//! Browsers say with `Sec-Fetch-Site` where a request comes from; those that do not say it send `Origin` with every state
//! change. A cookie without either is no browser that can be believed, and changes nothing; programs send neither and show
//! their secret as a bearer. No token has to be carried through pages.

use axum::extract::Request;
use axum::http::header::{self, AUTHORIZATION, CONNECTION, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;

use daowei_api::COOKIE;

use crate::problem::Reader;

/// Lets a request pass that says once for which host it is meant, unless another site caused it. Which host is the true one
/// the proxy knows: browsers send the cookie to the host that set it and to no other.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    if request.headers().get_all(HOST).iter().count() != 1 {
        let mut response = Reader::of(&request).refuse(StatusCode::BAD_REQUEST, "input.host");
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        return response;
    }
    let harmless = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if harmless || is_ours(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    let mut response = Reader::of(&request).refuse(StatusCode::FORBIDDEN, "access.cross_site");
    // Its body stays unread.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn is_ours(uri: &Uri, headers: &HeaderMap) -> bool {
    // A name that comes twice is nobody's word.
    let mut sites = headers.get_all("sec-fetch-site").iter();
    match (sites.next().map(HeaderValue::as_bytes), sites.next()) {
        (Some(b"same-origin" | b"none"), None) => return true,
        (Some(b"") | None, _) => {}
        (Some(_), _) => return false,
    }
    let mut origins = headers.get_all(ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (None, _) => !by_cookie(headers),
        (Some(origin), None) => {
            let host = uri.authority().map(|authority| authority.as_str().as_bytes());
            let host = host.or_else(|| headers.get(HOST).map(HeaderValue::as_bytes));
            let origin = origin.as_bytes();
            let origin = origin.strip_prefix(b"https://").or_else(|| origin.strip_prefix(b"http://"));
            origin.is_some() && origin == host
        }
        (Some(_), Some(_)) => false,
    }
}

/// Whether the session would be known by its cookie alone.
fn by_cookie(headers: &HeaderMap) -> bool {
    let named = |line: &HeaderValue| {
        let names = line.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
        names.into_iter().any(|pair| pair.starts_with(COOKIE.as_bytes()))
    };
    !headers.contains_key(AUTHORIZATION) && headers.get_all(header::COOKIE).iter().any(named)
}
