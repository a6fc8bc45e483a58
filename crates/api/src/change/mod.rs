//! 清单调整: proposed, examined, approved, published; listed and shown; any two versions of an item against each other.

mod agree;
mod approve;
mod check;
mod difference;
mod get;
mod given;
mod list;
mod of_item;
mod propose;
mod publish;
mod refuse;
mod revise;
mod send_back;
mod view;
mod withdraw;

use daowei_ident::ListChangeId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// A change of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfChange {
    /// The change.
    #[param(value_type = String, format = Uuid)]
    change: ListChangeId,
}

/// The routes of changes.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_changes, propose::propose_change))
        .routes(routes!(check::check_change))
        .routes(routes!(get::get_change))
        .routes(routes!(revise::revise_change))
        .routes(routes!(agree::agree_to_change))
        .routes(routes!(send_back::return_change))
        .routes(routes!(approve::approve_change))
        .routes(routes!(refuse::refuse_change))
        .routes(routes!(withdraw::withdraw_change))
        .routes(routes!(publish::publish_change))
        .routes(routes!(of_item::list_item_changes))
        .routes(routes!(difference::compare_versions))
}
