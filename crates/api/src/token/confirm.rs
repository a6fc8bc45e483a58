//! `POST /tokens/{id}/confirmation`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_ident::SessionId;

use crate::caller::Signed;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// 确认令牌 Confirm a token that acts on one's own account, in a confirmed session: before that it opens nothing.
#[utoipa::path(post, path = "/tokens/{id}/confirmation", operation_id = "confirmToken", tag = "token",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204, description = "It is in force.")))]
pub(super) async fn confirm_token(
    State(api): State<Api>,
    signed: Signed,
    // Only the form of an id is read here, which all ids share.
    Id(id): Id<SessionId>,
) -> Result<StatusCode, Failure> {
    api.app.confirm_token(signed.caller, id.to_string()).await?;
    Ok(StatusCode::NO_CONTENT)
}
