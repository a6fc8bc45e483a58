//! 帮助: how these pages are used, and what they keep of their reader: nothing.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::Held;
use super::page::{Asked, Page, Reach, Section, Way};
use super::words::Words;

#[derive(Serialize)]
struct Help {}

/// `GET /help`.
pub(super) async fn page(State(portal): Held, asked: Asked) -> Response {
    let page = Page {
        template: "help.html",
        title: Words::new("帮助", "Help"),
        section: Section::Help,
        reach: Reach::Public,
        way: Way::PATH,
        status: StatusCode::OK,
        content: &Help {},
    };
    page.shown(&asked, &portal.site)
}
