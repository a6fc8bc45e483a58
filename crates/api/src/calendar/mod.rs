//! 日历: the days that limits are counted by, and the calculator over them.

mod deadline;
mod foresee;
mod get;
mod publish;
mod year;

use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// Schemas that only parameters name.
#[derive(OpenApi)]
#[openapi(components(schemas(deadline::SpanUnit)))]
struct Shared;

/// The routes of the calendar.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::with_openapi(Shared::openapi())
        .routes(routes!(deadline::compute_deadline))
        .routes(routes!(year::get_calendar_year))
        .routes(routes!(get::get_calendar, publish::publish_calendar))
        .routes(routes!(foresee::foresee_recomputation))
}
