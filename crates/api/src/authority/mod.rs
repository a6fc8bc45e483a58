//! 权限与授权书: acts and what each needs; letters of authorization.

mod acts;
mod export_letters;
mod get_letter;
mod letter;
mod list_letters;
mod revoke;
mod sign;

pub(crate) use acts::{ActName, name_of};

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of authority.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(acts::list_acts))
        .routes(routes!(list_letters::list_letters, sign::sign_letter))
        .routes(routes!(export_letters::export_letters))
        .routes(routes!(get_letter::get_letter))
        .routes(routes!(revoke::revoke_letter))
}
