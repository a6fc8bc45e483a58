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
    /// When it was signed.
    #[schema(format = DateTime)]
    signed_at: Option<String>,
    /// The newest checkpoint that was written off this host, as far as this installation knows: nothing where no such file is
    /// configured, or nothing was written there yet. Only the file itself proves it.
    off_host: Option<OffHost>,
}

/// A checkpoint that was written off this host.
#[derive(Serialize, ToSchema)]
struct OffHost {
    /// How many events it covers.
    size: i64,
    /// When it was written there.
    #[schema(format = DateTime)]
    at: String,
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
    let daowei_app::log::Standing { events, covered, checkpoint, signed_at, off_host } = standing;
    let signed_at = signed_at.map(|at| at.to_string());
    let off_host = off_host.map(|written| OffHost { size: written.size, at: written.at.to_string() });
    Ok(Json(Evidence { events, covered, checkpoint, signed_at, off_host }))
}
