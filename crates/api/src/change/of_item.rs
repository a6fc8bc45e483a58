//! The changes of an item.

use axum::extract::State;
use daowei_ident::ItemId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::view::ChangeRow;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// An item of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfItem {
    /// The item.
    #[param(value_type = String, format = Uuid)]
    item: ItemId,
}

/// 事项的清单调整 · The changes of an item, the newest first
#[utoipa::path(
    get,
    path = "/items/{item}/changes",
    operation_id = "listItemChanges",
    tag = "change",
    params(OfItem),
    responses((status = 200, description = "The changes, a hundred at most.", body = Vec<ChangeRow>))
)]
pub(super) async fn list_item_changes(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfItem>,
) -> Result<Json<Vec<ChangeRow>>, Failure> {
    let rows = api.app.changes_of_item(caller, of.item).await?;
    Ok(Json(rows.into_iter().map(ChangeRow::from).collect()))
}
