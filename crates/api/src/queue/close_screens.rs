//! 解除大厅屏.

use axum::extract::State;
use axum::http::StatusCode;

use crate::caller::Signed;
use crate::problem::Failure;
use crate::state::Api;

/// 解除大厅屏 · Take every screen of the hall away
#[utoipa::path(delete, path = "/queue/screens", operation_id = "closeHallScreens", tag = "queue",
    responses((status = 204, description = "There is none any more.")))]
pub(super) async fn close_hall_screens(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<StatusCode, Failure> {
    api.app.close_hall_screens(caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
