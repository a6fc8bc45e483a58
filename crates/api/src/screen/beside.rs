//! The screen beside one's own desk.

use axum::extract::State;
use daowei_app::screen::Sight;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::sight::SightKind;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The screen beside one's own desk.
#[derive(Serialize, ToSchema)]
pub(super) struct ScreenBeside {
    /// Whether there is one.
    open: bool,
    /// Whether it is paired.
    paired: bool,
    /// What it shows.
    shows: SightKind,
    /// When the applicant confirmed what it shows.
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed: Option<Timestamp>,
}

/// 第二屏状态 · The screen beside one's own desk
#[utoipa::path(get, path = "/screens", operation_id = "screenBeside", tag = "screen",
    responses((status = 200, description = "How it stands.", body = ScreenBeside)))]
pub(super) async fn screen_beside(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<ScreenBeside>, Failure> {
    let found = api.app.screen_beside(caller.watching()).await?;
    Ok(Json(match found {
        None => ScreenBeside { open: false, paired: false, shows: SightKind::Nothing, confirmed: None },
        Some(beside) => ScreenBeside {
            open: true,
            paired: beside.paired,
            shows: SightKind::of(beside.sight.as_ref()),
            confirmed: beside.confirmed,
        },
    }))
}

impl SightKind {
    fn of(sight: Option<&Sight>) -> Self {
        match sight {
            None => Self::Nothing,
            Some(Sight::Data { .. }) => Self::Data,
            Some(Sight::Rating { .. }) => Self::Rating,
            Some(Sight::Thanks) => Self::Thanks,
            Some(Sight::Hall { .. }) => Self::Hall,
        }
    }
}
