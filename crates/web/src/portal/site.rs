//! What stands beside the pages: style, icon, what robots are told.

use std::sync::LazyLock;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::Held;
use super::page::{Asked, answer, tag};

const STYLE: &str = include_str!("../../templates/portal/portal.css");
const ICON: &str = include_str!("../../templates/portal/icon.svg");

/// The style's address changes with its content.
static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/portal/style.css?v={}", tag(STYLE).trim_matches('"')));

pub(super) fn style_address() -> &'static str {
    &STYLE_ADDRESS
}

/// `GET /portal/style.css`. Pages name it with the digest of its content; whoever does asks for this very text.
pub(super) async fn style(asked: axum::http::Uri) -> Response {
    let kept = if asked.path_and_query().is_some_and(|asked| asked.as_str() == style_address()) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, kept)], STYLE).into_response()
}

/// `GET /portal/icon.svg`.
pub(super) async fn icon() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], ICON).into_response()
}

/// `GET /robots.txt`.
pub(super) async fn robots(State(portal): Held, asked: Asked) -> Response {
    let origin = asked.origin(&portal.site);
    let text = format!("User-agent: *\nDisallow: /api/\nDisallow: /desk/\nSitemap: {origin}/sitemap.xml\n");
    answer("text/plain; charset=utf-8", "no-cache", text, None)
}
