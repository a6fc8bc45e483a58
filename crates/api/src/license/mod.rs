//! 证照: found by department, number or id.

mod by_number;
mod export;
mod get;
mod list;
mod view;

pub(crate) use view::License;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of licenses.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_licenses))
        .routes(routes!(by_number::get_license_by_number))
        .routes(routes!(export::export_licenses))
        .routes(routes!(get::get_license))
}
