//! 关闭第二屏.

use axum::extract::State;
use axum::http::StatusCode;

use crate::caller::Signed;
use crate::problem::Failure;
use crate::state::Api;

/// 关闭第二屏 · Take the screen away
#[utoipa::path(delete, path = "/screens", operation_id = "closeScreen", tag = "screen",
    responses((status = 204, description = "It is gone.")))]
pub(super) async fn close_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<StatusCode, Failure> {
    api.app.close_screen(caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
