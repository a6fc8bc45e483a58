//! The screens of the hall.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// The screens of the hall.
#[derive(Serialize, ToSchema)]
pub(super) struct HallScreens {
    /// How many are paired.
    paired: usize,
    /// How many there can be; one more takes the place of the oldest.
    most: usize,
}

/// 大厅屏 · How many screens of the hall there are
#[utoipa::path(get, path = "/queue/screens", operation_id = "hallScreens", tag = "queue",
    responses((status = 200, description = "How many.", body = HallScreens)))]
pub(super) async fn hall_screens(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<HallScreens>, Failure> {
    let held = api.app.hall_screens(caller).await?;
    Ok(Json(HallScreens { paired: held.paired, most: held.most }))
}
