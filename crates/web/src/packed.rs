//! Compressed answers: the desk's files lie ready in the program, pages of the portal are packed when they are asked for.

use std::io::Write;

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, VARY,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bytes below which packing saves nothing that a packet would notice.
const WORTH: usize = 1 << 10;
/// Bytes of the longest page; a sitemap of one organ is below it.
const LONGEST: usize = 8 << 20;

/// Whether a request takes that encoding: named, and not with `q=0`.
pub(crate) fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// Packs texts that everybody may read. What only one reader may see stays as long as it is: the length of a packed answer
/// tells something of a secret that stands beside words which somebody else has chosen.
pub(crate) async fn packed(request: Request, next: Next) -> Response {
    let takes = accepts(request.headers(), "gzip");
    let mut response = next.run(request).await;
    if !may_be_packed(response.headers()) {
        return response;
    }
    response.headers_mut().append(VARY, HeaderValue::from_static("accept-encoding"));
    if !takes {
        return response;
    }
    weaken(response.headers_mut());
    let (mut parts, body) = response.into_parts();
    // The body is a text in memory already: reading it neither waits nor fails.
    let text = to_bytes(body, LONGEST).await.unwrap_or_default();
    let Some(short) = (text.len() >= WORTH).then(|| gzip(&text)).flatten() else {
        return Response::from_parts(parts, Body::from(text));
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(short))
}

/// A text for everybody that is not packed already; an answer without content keeps the tag of the text that it stands for.
fn may_be_packed(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("text/html");
    let text =
        kind.starts_with("text/") || kind.starts_with("image/svg") || kind.starts_with("application/xml");
    let kept = headers.get(CACHE_CONTROL).and_then(|kept| kept.to_str().ok()).unwrap_or("no-store");
    let private = kept.contains("no-store") || kept.contains("private");
    text && !private && !headers.contains_key(CONTENT_ENCODING)
}

/// Two forms of one text have no strong tag in common.
fn weaken(headers: &mut HeaderMap) {
    let weak = headers.get(ETAG).and_then(|tag| tag.to_str().ok()).filter(|tag| !tag.starts_with("W/"));
    if let Some(weak) = weak.and_then(|tag| HeaderValue::from_str(&format!("W/{tag}")).ok()) {
        headers.insert(ETAG, weak);
    }
}

fn gzip(text: &[u8]) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(text.len() / 2), Compression::default());
    packer.write_all(text).ok()?;
    packer.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_taken_where_it_is_named_and_not_refused() {
        let taken = |text: &'static str, encoding: &str| {
            accepts(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(text))]), encoding)
        };
        assert!(taken("gzip, deflate, br", "br"));
        assert!(taken("GZIP;q=0.5", "gzip"));
        assert!(!taken("br;q=0, gzip", "br"));
        assert!(!taken("", "gzip") && !accepts(&HeaderMap::new(), "gzip"));
    }
}
