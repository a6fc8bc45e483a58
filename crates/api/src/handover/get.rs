//! One hand-over.

use axum::extract::State;

use super::OfHandover;
use super::view::Handover;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 交接班 · One hand-over, with what goes over
#[utoipa::path(
    get,
    path = "/handovers/{handover}",
    operation_id = "getHandover",
    tag = "handover",
    params(OfHandover),
    responses((status = 200, description = "The hand-over.", body = Handover))
)]
pub(super) async fn get_handover(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfHandover>,
) -> Result<Json<Handover>, Failure> {
    Ok(Json(api.app.handover(caller, of.handover).await?.into()))
}
