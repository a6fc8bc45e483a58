//! 清空第二屏.

use axum::extract::State;
use axum::http::StatusCode;

use crate::caller::Signed;
use crate::problem::Failure;
use crate::state::Api;

/// 清空第二屏 · Show nothing
#[utoipa::path(post, path = "/screens/blank", operation_id = "blankScreen", tag = "screen",
    responses((status = 204, description = "It shows nothing.")))]
pub(super) async fn blank_screen(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<StatusCode, Failure> {
    api.app.blank_screen(caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
