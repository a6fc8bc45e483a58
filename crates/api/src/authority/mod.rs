//! 权限与授权书: acts and what each needs; letters of authorization.

mod acts;

pub(crate) use acts::{ActName, name_of};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of authority.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(acts::list_acts))
}
