//! 存证状态.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// How the evidence log stands.
#[derive(Serialize, ToSchema)]
pub(super) struct Evidence {
    /// Events that have their place in the order of all.
    events: i64,
    /// How many of them the newest checkpoint covers.
    covered: i64,
    /// The newest checkpoint, as signed.
    checkpoint: Option<String>,
}

/// 存证状态 · How far the log is covered by a signed checkpoint
#[utoipa::path(
    get,
    path = "/evidence",
    operation_id = "getEvidence",
    tag = "evidence",
    responses((status = 200, description = "How the log stands.", body = Evidence))
)]
pub(super) async fn get_evidence(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<Evidence>, Failure> {
    let standing = api.app.standing(caller).await?;
    let daowei_app::log::Standing { events, covered, checkpoint } = standing;
    Ok(Json(Evidence { events, covered, checkpoint }))
}
