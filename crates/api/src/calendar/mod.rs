//! 日历: the days that limits are counted by, and the calculator over them.

mod deadline;
mod publish;
mod year;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of the calendar.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(deadline::compute_deadline))
        .routes(routes!(year::get_calendar_year))
        .routes(routes!(publish::publish_calendar))
}
