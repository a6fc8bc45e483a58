//! What the applicant does at the screen.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use daowei_ident::ScreenId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::bounds::short;
use crate::caller::shows_one;
use crate::envelope::ClientAddress;
use crate::ids::Ids;
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

/// What was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SightConfirmed {
    /// The revision that was on the screen.
    revision: i64,
}

/// 配对第二屏 · Pair a screen by the code that the desk shows
///
/// Without an account. In the body, so that no log has the code; a code is void once it was used.
#[utoipa::path(post, path = "/screens/pairing", operation_id = "pairScreen", tag = "screen", security(()),
    request_body = PairingCode,
    responses((status = 200, description = "It is paired.", body = ScreenPaired)))]
pub(super) async fn pair_screen(
    State(api): State<Api>,
    address: Option<Extension<ClientAddress>>,
    Json(given): Json<PairingCode>,
) -> Result<Json<ScreenPaired>, Failure> {
    let code = short("code", given.code, 16)?;
    let address = address.map(|Extension(ClientAddress(address))| address);
    let paired = api.app.pair_screen(address, code.trim()).await?;
    Ok(Json(ScreenPaired { screen: paired.screen, secret: paired.secret.to_string() }))
}

/// 核对确认 · What the screen shows is right
///
/// Never with a session of staff (`rating.by_staff`).
#[utoipa::path(post, path = "/screens/{screen}/confirmation", operation_id = "confirmSight", tag = "screen", security(()),
    params(OfScreen, ScreenSecret),
    request_body = SightConfirmed,
    responses((status = 204, description = "It is confirmed.")))]
pub(super) async fn confirm_sight(
    State(api): State<Api>,
    Ids(of): Ids<OfScreen>,
    headers: HeaderMap,
    Json(given): Json<SightConfirmed>,
) -> Result<StatusCode, Failure> {
    let by_staff = shows_one(&headers);
    // Who is refused for his session is told so, whatever else he shows.
    let key = key(&api.app, of.screen, &headers)
        .or_else(|error| if by_staff { Ok(api.app.screen_key(of.screen, "")) } else { Err(error) })?;
    api.app.confirm_seen(key, given.revision, by_staff).await?;
    Ok(StatusCode::NO_CONTENT)
}
