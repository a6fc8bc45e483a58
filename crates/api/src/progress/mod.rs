//! 办理进度: what a citizen learns by case number and query code.

mod look_up;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of progress.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(look_up::look_up_progress))
}
