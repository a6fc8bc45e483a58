//! 配对第二屏.

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use daowei_ident::ScreenId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::bounds::short;
use crate::caller::is_of_staff;
use crate::envelope::ClientAddress;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The code that the desk shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PairingCode {
    /// 配对码
    #[schema(max_length = 16, format = Password)]
    code: String,
}

/// A screen that was paired.
#[derive(Serialize, ToSchema)]
pub(super) struct ScreenPaired {
    /// The screen.
    #[schema(value_type = String, format = Uuid)]
    screen: ScreenId,
    /// Its secret for `Authorization: Screen …`, shown once; it holds for twelve hours.
    secret: String,
}

/// 配对第二屏 · Pair a screen by the code that the desk shows
///
/// Without an account; beside a desk never with a session of staff (`rating.by_staff`). In the body, so that no log has the code; a code is
/// void once it was used.
#[utoipa::path(post, path = "/screens/pairing", operation_id = "pairScreen", tag = "screen", security(()),
    request_body = PairingCode,
    responses((status = 200, description = "It is paired.", body = ScreenPaired)))]
pub(super) async fn pair_screen(
    State(api): State<Api>,
    address: Option<Extension<ClientAddress>>,
    headers: HeaderMap,
    Json(given): Json<PairingCode>,
) -> Result<Json<ScreenPaired>, Failure> {
    let code = short("code", given.code, 16)?;
    let address = address.map(|Extension(ClientAddress(address))| address);
    let by_staff = is_of_staff(&api, &headers).await?;
    let paired = api.app.pair_screen(address, code.trim(), by_staff).await?;
    Ok(Json(ScreenPaired { screen: paired.screen, secret: paired.secret.to_string() }))
}
