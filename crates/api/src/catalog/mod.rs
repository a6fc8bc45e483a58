//! 事项: the list, searched and read version by version; stopped where the law itself stops an item.

mod content;
mod export;
mod get;
mod list;
mod stop;

pub(crate) use content::{ItemContent, ListedPaper};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of the catalog.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_items))
        .routes(routes!(export::export_items))
        .routes(routes!(get::get_item))
        .routes(routes!(stop::stop_item))
}
