//! 依法停止事项.

use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::get::{Item, OfItem};
use crate::bounds::short;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// From when, and by which document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StopGiven {
    /// The first day without it.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The document that abolished it.
    #[schema(min_length = 1, max_length = 200)]
    document: String,
}

/// 依法停止事项 · Record that the law itself stops an item
///
/// Whatever the list says: it takes no acceptance from that day on.
#[utoipa::path(
    post,
    path = "/items/{item}/stop",
    operation_id = "stopItem",
    tag = "catalog",
    params(OfItem),
    request_body = StopGiven,
    responses((status = 200, description = "The item.", body = Item))
)]
pub(super) async fn stop_item(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfItem>,
    Json(body): Json<StopGiven>,
) -> Result<Json<Item>, Failure> {
    let document = short("document", body.document, 200)?;
    Ok(Json(api.app.stop_item(caller, of.item, body.on, document).await?.into()))
}
