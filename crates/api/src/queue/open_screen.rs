//! 配对大厅屏.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::screen::ScreenOpened;
use crate::state::Api;

/// What a screen of the hall is there for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HallScreenAsked {
    /// Whether visitors draw numbers at it, beside what it shows.
    draws: bool,
}

/// 配对大厅屏 · Let a code wait for a screen of the hall
///
/// Typed where a screen beside a desk is paired (`POST /screens/pairing`); the pairing holds for thirty-one days.
#[utoipa::path(post, path = "/queue/screens", operation_id = "openHallScreen", tag = "queue",
    request_body = HallScreenAsked,
    responses((status = 201, description = "It waits.", body = ScreenOpened)))]
pub(super) async fn open_hall_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Json(given): Json<HallScreenAsked>,
) -> Result<(StatusCode, Json<ScreenOpened>), Failure> {
    let opened = api.app.open_hall_screen(caller, given.draws).await?;
    Ok((StatusCode::CREATED, Json(opened.into())))
}
