//! 首页: search, and the ways to come to a guide.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::Failure;
use serde::Serialize;

use super::Held;
use super::guides::Choice;
use super::page::{Asked, Page, Reach, Section, Way};
use super::words::Words;

#[derive(Serialize)]
struct Home {
    guides: u64,
    audiences: Vec<Choice>,
    topics: Vec<Choice>,
    departments: Vec<Choice>,
}

/// `GET /`.
pub(super) async fn page(State(portal): Held, asked: Asked) -> Response {
    match portal.app.directory().await {
        Ok(directory) => {
            let content = Home {
                guides: directory.guides,
                audiences: Choice::audiences(&directory),
                topics: Choice::topics(&directory),
                departments: Choice::departments(&directory),
            };
            let page = Page {
                template: "home.html",
                title: Words::new("政务服务", "Government services"),
                section: Section::Home,
                reach: Reach::Public,
                way: Way::PATH,
                status: StatusCode::OK,
                content: &content,
            };
            page.shown(&asked, &portal.site)
        }
        Err(error) => asked.refuse(&Failure::App(error)),
    }
}
