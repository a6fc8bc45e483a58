//! 草稿: what one types and has not sent yet.

mod forget;
mod keep;
mod read;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of drafts.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(read::draft, keep::keep_draft, forget::forget_draft))
}
