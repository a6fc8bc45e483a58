//! `POST /session/confirmation`

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The password once more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirm {
    /// 密码
    #[schema(max_length = 128, format = Password)]
    password: String,
}

/// How long it holds.
#[derive(Serialize, ToSchema)]
pub(super) struct Confirmed {
    /// Until when legal acts may be done.
    #[schema(format = DateTime)]
    confirmed_until: String,
}

/// 确认身份 Confirm, for legal acts within the coming minutes.
#[utoipa::path(post, path = "/session/confirmation", operation_id = "confirm", tag = "session",
    request_body = Confirm,
    responses((status = 200, description = "Confirmed.", body = Confirmed)))]
pub(super) async fn confirm(
    State(api): State<Api>,
    signed: Signed,
    Json(given): Json<Confirm>,
) -> Result<Json<Confirmed>, Failure> {
    let until = api.app.confirm(signed.caller, &given.password).await?;
    Ok(Json(Confirmed { confirmed_until: until.to_string() }))
}
