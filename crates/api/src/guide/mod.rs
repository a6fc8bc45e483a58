//! 办事指南: what the public is told of the items in force, without an account.

mod directory;
mod get;
mod list;
mod place;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of guides.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_guides))
        .routes(routes!(get::get_guide))
        .routes(routes!(directory::get_directory))
}
