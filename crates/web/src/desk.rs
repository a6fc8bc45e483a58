//! 办事员工作台: the built desk, carried in the program. Every address under `/desk/` that names no file is a page of the
//! desk itself, which finds its own way.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use crate::headers::PERMISSIONS;
use crate::layers::House;
use crate::packed::accepts;

/// What `npm run build` made; nothing where it was not run.
#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Built;

/// The page in which all of the desk happens.
const PAGE: &str = "index.html";

/// Scripts, styles and the fonts that a PDF need not carry are files of our own; nothing is asked of another origin.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
                      frame-ancestors 'none'; connect-src 'self'";

/// The policy of the page: one origin more may be asked where a device bridge is used, on the reader's own machine (UX-17).
fn policy(bridge: Option<u16>) -> String {
    bridge.map_or_else(|| POLICY.to_owned(), |port| format!("{POLICY} http://127.0.0.1:{port}"))
}

/// 拍照: the desk's own page may use the camera, no frame and nothing from elsewhere.
const CAMERA: &str = "camera=(self), microphone=(), geolocation=()";
/// 第二屏: what stands in front of an applicant photographs nobody.
const SCREEN: &str = "screen";

/// A name with a digest of its content never means anything else.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// `GET /desk`.
pub(crate) async fn entrance() -> Response {
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, "/desk/")]).into_response()
}

/// `GET /desk/`.
pub(crate) async fn page(house: State<Arc<House>>, headers: HeaderMap) -> Response {
    let mut response = plain_page(house, headers).await;
    response.headers_mut().insert(PERMISSIONS, HeaderValue::from_static(CAMERA));
    response
}

async fn plain_page(State(house): State<Arc<House>>, headers: HeaderMap) -> Response {
    let bridge = match house.inside.get() {
        Some(inside) => inside.bridge().await,
        None => None,
    };
    served(PAGE, &headers, &policy(bridge))
}

/// `GET /desk/…`.
pub(crate) async fn file(house: State<Arc<House>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    if path != PAGE && Built::get(&path).is_some() {
        return served(&path, &headers, POLICY);
    }
    // A file that is asked for and not there is an old page's: the new page would be no script.
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if path == SCREEN { plain_page(house, headers).await } else { page(house, headers).await }
}

fn served(path: &str, headers: &HeaderMap, policy: &str) -> Response {
    let packed = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, ending)| {
        let file = accepts(headers, encoding).then(|| Built::get(&format!("{path}.{ending}"))).flatten()?;
        Some((Some(encoding), file))
    });
    let Some((encoding, file)) = packed.or_else(|| Some((None, Built::get(path)?))) else {
        return absent();
    };
    let kept = if path.starts_with("assets/") { FOR_EVER } else { ASK_AGAIN };
    let mut response = (
        [
            (CONTENT_TYPE, kind(path)),
            (CACHE_CONTROL, kept),
            (CONTENT_SECURITY_POLICY, policy),
            (VARY, "accept-encoding"),
        ],
        file.data,
    )
        .into_response();
    if let Some(encoding) = encoding {
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        Some("ttf") => "font/ttf",
        _ => "application/octet-stream",
    }
}

/// A program that was built without the desk says so.
fn absent() -> Response {
    let words = "本程序构建时没有包含工作台：请用 cargo xtask demo 或 cargo xtask ui 构建。\n\
                 This program was built without the desk: build it with cargo xtask demo or cargo xtask ui.\n";
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_adds_one_origin_of_the_reader_s_own_machine_and_nothing_else() {
        assert_eq!(policy(None), POLICY);
        let more = policy(Some(18_620));
        assert_eq!(more.strip_prefix(POLICY), Some(" http://127.0.0.1:18620"));
        assert!(POLICY.ends_with("connect-src 'self'"), "it is added to what may be asked");
    }

    #[test]
    fn the_desk_takes_nothing_from_elsewhere_and_frames_nothing() {
        let directives: Vec<&str> = POLICY.split(';').map(str::trim).collect();
        for directive in &directives {
            let (name, sources) = directive.split_once(' ').unwrap();
            let pictures = name == "img-src";
            for source in sources.split(' ') {
                let own = matches!(source, "'self'" | "'none'");
                assert!(own || (pictures && matches!(source, "data:" | "blob:")), "{directive}");
            }
        }
        assert!(directives.contains(&"default-src 'none'") && directives.contains(&"object-src 'none'"));
        assert!(!POLICY.contains("frame-src") && !POLICY.contains("worker-src"));
    }
}
