//! 专网办件: registered, amended, listed, shown, exported, imported.

mod amend;
mod export;
mod get;
mod import;
mod list;
mod register;
mod reveal;
mod view;

use daowei_ident::ForeignCaseId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// A foreign case of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfForeignCase {
    /// The case.
    #[param(value_type = String, format = Uuid)]
    case: ForeignCaseId,
}

/// The routes of foreign cases.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_foreign_cases, register::register_foreign_case))
        .routes(routes!(export::export_foreign_cases))
        .routes(routes!(import::import_foreign_cases))
        .routes(routes!(get::get_foreign_case))
        .routes(routes!(amend::amend_foreign_case))
        .routes(routes!(reveal::reveal_foreign_case))
}
