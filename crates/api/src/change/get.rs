//! One change.

use axum::extract::State;

use super::OfChange;
use super::view::ListChange;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 清单调整详情 · One change, with its entries, its opinions and whose turn it is
#[utoipa::path(
    get,
    path = "/list-changes/{change}",
    operation_id = "getChange",
    tag = "change",
    params(OfChange),
    responses((status = 200, description = "The change.", body = ListChange))
)]
pub(super) async fn get_change(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfChange>,
) -> Result<Json<ListChange>, Failure> {
    Ok(Json(api.app.change(caller, of.change).await?.into()))
}
