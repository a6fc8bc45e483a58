//! `POST /accounts/{id}/disable`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_ident::AccountId;

use crate::caller::Signed;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// 停用账号 Disable an account: its sessions and tokens open nothing any more.
#[utoipa::path(post, path = "/accounts/{id}/disable", operation_id = "disableAccount", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204, description = "It is disabled.")))]
pub(super) async fn disable_account(
    State(api): State<Api>,
    signed: Signed,
    Id(id): Id<AccountId>,
) -> Result<StatusCode, Failure> {
    api.app.disable_account(signed.caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
