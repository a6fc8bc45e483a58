//! 门户: the citizen's pages, made here from what the API's own use cases read. No script, no cookie, nothing of another origin.
//!
//! ```text
//! address ─► view (language, size) + page ─► use case ─► template ─► html, with an ETag
//! ```
//!
//! Every page exists in each [`View`]; its Chinese standard view is the canonical one of its language.

mod contact;
mod guide;
mod guides;
mod help;
mod home;
mod page;
mod progress;
mod site;
mod sitemap;
mod template;
mod trouble;
mod view;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::response::{Redirect, Response};
use axum::routing::{MethodRouter, get};
use daowei_app::App;

pub(crate) use trouble::in_words;

use crate::options::{Notice, Options};
use crate::packed::packed;
use crate::problem::Reader;
use view::View;

/// What the pages know.
pub(crate) struct Portal {
    app: App,
    site: Site,
}

/// What holds for every page, also before the store is open.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// What pages say above all else.
    pub(crate) notice: Option<Notice>,
    /// Whether readers come over TLS.
    pub(crate) behind_tls: bool,
}

impl Site {
    pub(crate) fn of(options: &Options) -> Self {
        Self { notice: options.notice.clone(), behind_tls: options.behind_tls }
    }
}

type Held = State<Arc<Portal>>;

/// The pages, in every view.
pub(crate) fn routes(app: App, site: Site) -> Router {
    let mut router: Router<Arc<Portal>> = Router::new();
    for view in View::all() {
        let at = |path: &str| format!("{}{path}", view.prefix());
        router = router
            .route(&at("/"), read(get(home::page)))
            .route(&at("/guides"), read(get(guides::page)))
            .route(&at("/guides/{item}"), read(get(guide::page)))
            .route(&at("/progress"), asked(get(progress::form).post(progress::look_up)))
            .route(&at("/contact"), read(get(contact::page)))
            .route(&at("/help"), read(get(help::page)));
        for path in ["/guides/", "/guides/{item}/", "/progress/", "/contact/", "/help/"] {
            router = router.route(&at(path), read(get(canonical)));
        }
        if !view.prefix().is_empty() {
            router = router.route(&at(""), read(get(canonical)));
        }
    }
    router
        .route("/robots.txt", read(get(site::robots)))
        .route("/sitemap.xml", read(get(sitemap::index)))
        .route("/sitemap/{part}", read(get(sitemap::part)))
        .route("/portal/style.css", read(get(site::style)))
        .route("/portal/icon.svg", read(get(site::icon)))
        .route_layer(from_fn(packed))
        .with_state(Arc::new(Portal { app, site }))
}

/// Leads to the one address of a page: with a slash behind it where it is a home, and without one anywhere else.
async fn canonical(address: Uri) -> Redirect {
    let (view, page) = View::of(address.path());
    let page = page.trim_end_matches('/');
    let query = address.query().map_or_else(String::new, |query| format!("?{query}"));
    Redirect::permanent(&format!("{}{}{query}", view.prefix(), if page.is_empty() { "/" } else { page }))
}

/// What is only read takes no other method.
fn read(method: MethodRouter<Arc<Portal>>) -> MethodRouter<Arc<Portal>> {
    method.fallback(async |request: Request| refused(&request, "GET,HEAD"))
}

/// What takes a form beside that.
fn asked(method: MethodRouter<Arc<Portal>>) -> MethodRouter<Arc<Portal>> {
    method.fallback(async |request: Request| refused(&request, "GET,HEAD,POST"))
}

fn refused(request: &Request, allow: &'static str) -> Response {
    let mut response = Reader::of(request).refuse(StatusCode::METHOD_NOT_ALLOWED, "request.method");
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(allow));
    response
}
