//! What goes wrong, as a page for whoever asked for a page: the same words and the same number as in the problem document.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use daowei_api::problem::Problem;
use daowei_domain::Language;
use serde::Serialize;

use super::Site;
use super::page::{Asked, Page, Reach, Section, Way};
use super::words::Words;
use crate::layers::House;

/// Bytes of a problem document.
const LONGEST: usize = 64 << 10;

#[derive(Serialize)]
struct Trouble {
    missing: bool,
    later: bool,
    detail: String,
    request_id: String,
}

/// Shows problem documents to readers of pages as pages.
pub(crate) async fn in_words(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    if !reads_pages(request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    let mut request = request;
    // The address says in which language the page is, whatever the browser prefers.
    let asked = Asked::of(&path, request.headers(), "");
    let language = if asked.view.language == Language::English { "en" } else { "zh-CN" };
    request.headers_mut().insert(ACCEPT_LANGUAGE, HeaderValue::from_static(language));
    let response = next.run(request).await;
    let problem = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/problem+json");
    if problem { page(response, &asked, &house).await } else { response }
}

fn reads_pages(path: &str, headers: &HeaderMap) -> bool {
    let program = ["/api/", "/desk/"].iter().any(|other| path.starts_with(other));
    let accepted = headers.get(ACCEPT).and_then(|accepted| accepted.to_str().ok()).unwrap_or("");
    !program && accepted.contains("text/html")
}

async fn page(response: Response, asked: &Asked, house: &House) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LONGEST).await.unwrap_or_default();
    let Ok(problem) = serde_json::from_slice::<Problem>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let status = parts.status;
    let title = match status {
        StatusCode::NOT_FOUND => Words::new("没有找到这个页面", "This page was not found"),
        StatusCode::SERVICE_UNAVAILABLE => Words::new("暂时无法办理", "Not available at the moment"),
        StatusCode::TOO_MANY_REQUESTS => Words::new("访问过于频繁", "Too many requests"),
        status if status.is_server_error() => Words::new("系统出了问题", "Something went wrong here"),
        _ => Words::new("无法处理这个请求", "This request cannot be answered"),
    };
    let content = Trouble {
        missing: status == StatusCode::NOT_FOUND,
        later: matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS),
        detail: if status == StatusCode::NOT_FOUND { String::new() } else { problem.detail },
        request_id: problem.request_id,
    };
    let site = Site::of(&house.options);
    let page = Page {
        template: "trouble.html",
        title,
        section: Section::Nowhere,
        reach: Reach::Private,
        way: Way::PATH,
        status,
        content: &content,
    };
    let (shown, body) = page.shown(asked, &site).into_parts();
    parts.status = shown.status;
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.extend(shown.headers);
    // Trouble passes: nobody keeps it.
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    parts.headers.insert(VARY, HeaderValue::from_static("accept"));
    Response::from_parts(parts, body)
}
