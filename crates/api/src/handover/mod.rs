//! 交接班: proposed, confirmed, given back, taken back; listed and shown.

mod confirm;
mod get;
mod list;
mod propose;
mod send_back;
mod view;
mod withdraw;

use daowei_ident::HandoverId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::Api;

/// A hand-over of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfHandover {
    /// The hand-over.
    #[param(value_type = String, format = Uuid)]
    handover: HandoverId,
}

/// The routes of hand-overs.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(list::list_handovers, propose::propose_handover))
        .routes(routes!(get::get_handover))
        .routes(routes!(confirm::confirm_handover))
        .routes(routes!(send_back::return_handover))
        .routes(routes!(withdraw::withdraw_handover))
}
