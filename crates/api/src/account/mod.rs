//! Accounts, for the security administrator.

mod create;
mod disable;
mod end_sessions;
mod list;
mod reset;
mod sessions;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(create::create_account, list::accounts))
        .routes(routes!(disable::disable_account))
        .routes(routes!(reset::reset_password))
        .routes(routes!(sessions::account_sessions))
        .routes(routes!(end_sessions::end_account_sessions))
}
