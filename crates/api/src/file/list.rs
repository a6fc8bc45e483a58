//! `GET /files`

use axum::extract::State;

use super::sent::SentFile;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 待用文件 · One's own files that no case has, the oldest first, 200 at most
#[utoipa::path(get, path = "/files", operation_id = "listFiles", tag = "file",
    responses((status = 200, description = "The files.", body = Vec<SentFile>)))]
pub(super) async fn list_files(
    State(api): State<Api>,
    signed: Signed,
) -> Result<Json<Vec<SentFile>>, Failure> {
    let files = api.app.sent_files(signed.caller).await?;
    Ok(Json(files.into_iter().map(SentFile::from).collect()))
}
