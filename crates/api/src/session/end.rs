//! `DELETE /sessions/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_ident::SessionId;

use crate::caller::Signed;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// 结束会话 End one of one's own sessions.
#[utoipa::path(delete, path = "/sessions/{id}", operation_id = "endSession", tag = "session",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204, description = "It has ended.")))]
pub(super) async fn end_session(
    State(api): State<Api>,
    signed: Signed,
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Failure> {
    api.app.end_session(signed.caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
