//! API tokens: issued by the security administrator, confirmed by the holder of the account.

mod confirm;
mod issue;
mod list;
mod revoke;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(issue::issue_token, list::tokens))
        .routes(routes!(revoke::revoke_token))
        .routes(routes!(confirm::confirm_token))
}
