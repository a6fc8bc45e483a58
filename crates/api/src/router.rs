//! All routes.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::middleware;
use axum::routing::get;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::envelope::envelope;
use crate::json::LARGEST;
use crate::problem::Failure;
use crate::state::Api;
use crate::{
    about, account, authority, calendar, case, catalog, change, draft, enquiry, evidence, file, foreign,
    guide, handover, license, look, openapi, organization, progress, queue, rating, rule, screen, session,
    setting, token,
};

/// The nouns, each with its routes: a new one is added here and nowhere else.
fn nouns() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(account::routes())
        .merge(token::routes())
        .merge(rule::routes())
        .merge(case::routes())
        .merge(draft::routes())
        .merge(file::routes())
        .merge(enquiry::routes())
        .merge(foreign::routes())
        .merge(progress::routes())
        .merge(catalog::routes())
        .merge(change::routes())
        .merge(guide::routes())
        .merge(organization::routes())
        .merge(authority::routes())
        .merge(license::routes())
        .merge(handover::routes())
        .merge(screen::routes())
        .merge(queue::routes())
        .merge(rating::routes())
        .merge(setting::routes())
        .merge(calendar::routes())
        .merge(evidence::routes())
        .merge(look::routes())
        .merge(about::routes())
}

/// Routes and their description, from the same source.
pub(crate) fn described() -> (Router<Api>, OpenApi) {
    OpenApiRouter::with_openapi(openapi::base()).nest("/api/v1", nouns()).split_for_parts()
}

/// The API as a router: `/api/v1/…` and `/openapi.json`.
pub fn router(api: Api) -> Router {
    let (routes, _) = described();
    let description: &'static str = openapi::cached();
    routes
        .route(
            "/openapi.json",
            get(move || async move { ([(header::CONTENT_TYPE, "application/json")], description) }),
        )
        .fallback(|| async { Failure::Request(StatusCode::NOT_FOUND, "not_found") })
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(middleware::from_fn_with_state(api.clone(), envelope))
        .with_state(api)
}
