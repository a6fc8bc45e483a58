//! Which pages there are, for search engines (sitemaps.org): an index, the pages that are always there, and a part for the guides
//! of each organ, so that no answer grows without end.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use daowei_api::Failure;
use daowei_app::catalog::GuideQuery;
use daowei_ident::DepartmentId;

use super::Held;
use super::page::{Asked, answer};

const KIND: &str = "application/xml; charset=utf-8";
const KEPT: &str = "public, max-age=3600";
const ALWAYS: [&str; 5] = ["/", "/guides", "/progress", "/contact", "/help"];
/// Guides of one reading, and readings of one part.
const READ: u32 = 100;
const READINGS: usize = 10;

/// `GET /sitemap.xml`.
pub(super) async fn index(State(portal): Held, asked: Asked) -> Response {
    let directory = match portal.app.directory().await {
        Ok(directory) => directory,
        Err(error) => return asked.refuse(&Failure::App(error)),
    };
    let origin = asked.origin(&portal.site);
    let organs = directory.organs.iter().filter(|organ| organ.guides > 0);
    let parts = organs.map(|organ| organ.department.id.to_string());
    let entries: String = std::iter::once("pages".to_owned())
        .chain(parts)
        .map(|part| format!("<sitemap><loc>{origin}/sitemap/{part}</loc></sitemap>\n"))
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</sitemapindex>\n"
    );
    answer(KIND, KEPT, text, None)
}

/// `GET /sitemap/{part}`.
pub(super) async fn part(State(portal): Held, asked: Asked, Path(part): Path<String>) -> Response {
    let origin = asked.origin(&portal.site);
    if part == "pages" {
        return listed(&origin, ALWAYS.into_iter().map(str::to_owned));
    }
    let Ok(department) = part.parse::<DepartmentId>() else {
        return asked.refuse(&Failure::Request(StatusCode::NOT_FOUND, "not_found"));
    };
    let mut query = GuideQuery { department: Some(department), limit: READ, ..GuideQuery::default() };
    let mut paths = Vec::new();
    for _ in 0..READINGS {
        let found = match portal.app.guides(query.clone()).await {
            Ok(found) => found,
            Err(error) => return asked.refuse(&Failure::App(error)),
        };
        query.after = found.rows.last().and_then(|row| row.item.parse().ok());
        paths.extend(found.rows.into_iter().map(|row| format!("/guides/{}", row.item)));
        if !found.more || query.after.is_none() {
            break;
        }
    }
    listed(&origin, paths.into_iter())
}

/// Each path in both languages, which name each other.
fn listed(origin: &str, paths: impl Iterator<Item = String>) -> Response {
    let entries: String = paths
        .map(|path| {
            let (zh, en) = (format!("{origin}{path}"), format!("{origin}/en{path}"));
            let each = [("zh-CN", &zh), ("en", &en)];
            let alternates: String = each
                .iter()
                .map(|(language, address)| {
                    format!("<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\"/>")
                })
                .collect();
            each.iter()
                .map(|(_, address)| format!("<url><loc>{address}</loc>{alternates}</url>\n"))
                .collect::<String>()
        })
        .collect();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{entries}</urlset>\n"
    );
    answer(KIND, KEPT, text, None)
}
