//! `GET /accounts/{id}/sessions`

use axum::extract::State;
use daowei_ident::AccountId;

use crate::caller::Signed;
use crate::json::Json;
use crate::path::Id;
use crate::problem::Failure;
use crate::session::Sessions;
use crate::state::Api;

/// 账号的会话 The open sessions of an account, for its security administrator.
#[utoipa::path(get, path = "/accounts/{id}/sessions", operation_id = "listAccountSessions", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, description = "The sessions.", body = Sessions)))]
pub(super) async fn account_sessions(
    State(api): State<Api>,
    signed: Signed,
    Id(id): Id<AccountId>,
) -> Result<Json<Sessions>, Failure> {
    Ok(Json(api.app.account_sessions(signed.caller, id).await?.into()))
}
