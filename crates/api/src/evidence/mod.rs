//! 存证: how far the log is covered, and what has just happened.

mod events;
mod progress;
mod standing;
mod verification;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of evidence.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(standing::get_evidence))
        .routes(routes!(verification::verify_evidence))
        .routes(routes!(events::follow_events))
}
