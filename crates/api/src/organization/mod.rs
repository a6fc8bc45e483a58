//! 机构、窗口、人员: read by everybody signed in, arranged by those whose office it is.

mod appoint;
mod appoint_leader;
mod arrange_section;
mod change;
mod change_employment;
mod close_window;
mod confirm_employment;
mod confirm_post;
mod confirm_window;
mod department;
mod end_post;
mod establish;
mod export_people;
mod get_department;
mod get_person;
mod list_departments;
mod list_people;
mod list_windows;
mod open_window;
mod person;
mod record_absence;
mod register;
mod serve_departments;
mod succeed;
mod validity;
mod window;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// The routes of the organization.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list_departments::list_departments, establish::establish_department))
        .routes(routes!(get_department::get_department))
        .routes(routes!(change::change_department))
        .routes(routes!(arrange_section::arrange_section))
        .routes(routes!(appoint_leader::appoint_leader))
        .routes(routes!(succeed::succeed_department))
        .routes(routes!(list_windows::list_windows, open_window::open_window))
        .routes(routes!(serve_departments::serve_departments))
        .routes(routes!(confirm_window::confirm_window))
        .routes(routes!(close_window::close_window))
        .routes(routes!(list_people::list_people, register::register_person))
        .routes(routes!(export_people::export_people))
        .routes(routes!(get_person::get_person))
        .routes(routes!(appoint::appoint))
        .routes(routes!(confirm_post::confirm_post))
        .routes(routes!(end_post::end_post))
        .routes(routes!(change_employment::change_employment))
        .routes(routes!(confirm_employment::confirm_employment))
        .routes(routes!(record_absence::record_absence))
}
