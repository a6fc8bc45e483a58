//! `POST /session/password`

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangePassword {
    /// 原密码
    #[schema(max_length = 128, format = Password)]
    old_password: String,
    /// 新密码
    #[schema(min_length = 8, max_length = 128, format = Password)]
    new_password: String,
}

/// 修改密码 Change the password. The account's other sessions end.
#[utoipa::path(post, path = "/session/password", operation_id = "changePassword", tag = "session",
    request_body = ChangePassword,
    responses((status = 204, description = "The new password holds.")))]
pub(super) async fn change_password(
    State(api): State<Api>,
    signed: Signed,
    Json(given): Json<ChangePassword>,
) -> Result<StatusCode, Failure> {
    api.app.change_password(signed.caller, &given.old_password, &given.new_password).await?;
    Ok(StatusCode::NO_CONTENT)
}
