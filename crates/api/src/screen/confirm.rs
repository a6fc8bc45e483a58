//! 核对确认.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{OfScreen, ScreenSecret, key};
use crate::caller::shows_one;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What was seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SightConfirmed {
    /// The revision that was on the screen.
    revision: i64,
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
