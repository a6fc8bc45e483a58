//! `DELETE /tokens/{id}`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_ident::SessionId;

use crate::caller::Signed;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// 撤销令牌 Revoke a token: it opens nothing any more.
#[utoipa::path(delete, path = "/tokens/{id}", operation_id = "revokeToken", tag = "token",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204, description = "It is revoked.")))]
pub(super) async fn revoke_token(
    State(api): State<Api>,
    signed: Signed,
    // Only the form of an id is read here, which all ids share.
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Failure> {
    api.app.revoke_token(signed.caller, id.to_string()).await?;
    Ok(StatusCode::NO_CONTENT)
}
