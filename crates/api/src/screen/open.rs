//! 打开第二屏.

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::screen::Opened;
use daowei_ident::ScreenId;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A screen that waits for its code.
#[derive(Serialize, ToSchema)]
pub(crate) struct ScreenOpened {
    /// The screen.
    #[schema(value_type = String, format = Uuid)]
    id: ScreenId,
    /// 配对码: eight digits, shown once.
    code: String,
    /// Until when it waits.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

impl From<Opened> for ScreenOpened {
    fn from(opened: Opened) -> Self {
        Self { id: opened.id, code: opened.code.to_string(), until: opened.until }
    }
}

/// 打开第二屏 · Let a code wait for a screen, in the place of the one before
#[utoipa::path(post, path = "/screens", operation_id = "openScreen", tag = "screen",
    responses((status = 201, description = "It waits.", body = ScreenOpened)))]
pub(super) async fn open_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<(StatusCode, Json<ScreenOpened>), Failure> {
    let opened = api.app.open_screen(caller).await?;
    Ok((StatusCode::CREATED, Json(opened.into())))
}
