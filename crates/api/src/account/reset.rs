//! `POST /accounts/{id}/password-reset`

use axum::extract::State;
use daowei_ident::AccountId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// A password that opens the account once.
#[derive(Serialize, ToSchema)]
pub(super) struct OneTimePassword {
    /// Shown this once; to be changed at the next sign-in.
    one_time_password: String,
}

/// 重置密码 Give an account a one-time password. Its sessions end and its lock is over. Of several who
/// ask in the same moment one is given the password, the others get 409 `account.reset_meanwhile`.
#[utoipa::path(post, path = "/accounts/{id}/password-reset", operation_id = "resetPassword", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, description = "The one-time password.", body = OneTimePassword)))]
pub(super) async fn reset_password(
    State(api): State<Api>,
    signed: Signed,
    Id(id): Id<AccountId>,
) -> Result<Json<OneTimePassword>, Failure> {
    let password = api.app.reset_password(signed.caller, id).await?;
    Ok(Json(OneTimePassword { one_time_password: password.to_string() }))
}
