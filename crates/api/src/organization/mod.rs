//! 机构、窗口、人员: read by everybody signed in, arranged by those whose office it is.

mod department;
mod departments;
mod establish;
mod lead;
mod people;
mod person;
mod posts;
mod register;
mod sections;
mod succeed;
mod validity;
mod window;
mod windows;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of the organization.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(departments::list_departments, establish::establish_department))
        .routes(routes!(departments::get_department))
        .routes(routes!(sections::arrange_section))
        .routes(routes!(lead::appoint_leader))
        .routes(routes!(succeed::succeed_department))
        .routes(routes!(windows::list_windows, windows::open_window))
        .routes(routes!(windows::serve_departments))
        .routes(routes!(windows::close_window))
        .routes(routes!(people::list_people, register::register_person))
        .routes(routes!(people::get_person))
        .routes(routes!(posts::appoint))
        .routes(routes!(posts::end_post))
        .routes(routes!(posts::change_employment))
        .routes(routes!(posts::record_absence))
}
