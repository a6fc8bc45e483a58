//! 联系与窗口: opening hours, and each organ's phones and windows.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::Failure;
use serde::Serialize;

use super::Held;
use super::guide::Window;
use super::page::{Asked, Page, Reach, Section, Way};
use super::words::{self, Words};

#[derive(Serialize)]
struct Contact {
    hours: Words,
    organs: Vec<Organ>,
}

#[derive(Serialize)]
struct Organ {
    id: String,
    name: String,
    consult_phone: Option<String>,
    complaint_phone: Option<String>,
    windows: Vec<Window>,
    guides: u64,
}

/// `GET /contact`.
pub(super) async fn page(State(portal): Held, asked: Asked) -> Response {
    match portal.app.directory().await {
        Ok(directory) => {
            let content = Contact {
                hours: words::hours(directory.hours.morning(), directory.hours.afternoon()),
                organs: directory
                    .organs
                    .into_iter()
                    .map(|organ| Organ {
                        id: organ.department.id.to_string(),
                        name: organ.department.name,
                        consult_phone: organ.department.consult_phone,
                        complaint_phone: organ.department.complaint_phone,
                        windows: organ.windows.into_iter().map(Window::from).collect(),
                        guides: organ.guides,
                    })
                    .collect(),
            };
            let page = Page {
                template: "contact.html",
                title: Words::new("联系与窗口", "Contact and windows"),
                section: Section::Contact,
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
