//! 依法停止事项.

use axum::extract::State;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::get::{Item, OfItem};
use crate::act::Act;
use crate::bounds::short;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
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
    params(OfItem, Keyed),
    request_body = StopGiven,
    responses((status = 200, description = "The item.", body = Item))
)]
pub(super) async fn stop_item(
    State(api): State<Api>,
    act: Act<StopGiven, OfItem>,
) -> Result<Told<Item>, Failure> {
    let once = act.once(&api, "stopItem");
    let StopGiven { on, document } = act.body;
    let document = short("document", document, 200)?;
    Ok(Told::done(api.app.stop_item(act.caller, act.path.item, on, document, once).await?))
}
