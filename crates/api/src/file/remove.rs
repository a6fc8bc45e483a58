//! `DELETE /files/{file}`

use axum::extract::State;
use axum::http::StatusCode;

use super::OfFile;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::state::Api;

/// 删除待用文件 · Remove one's own file that no case has
#[utoipa::path(delete, path = "/files/{file}", operation_id = "removeFile", tag = "file", params(OfFile),
    responses((status = 204, description = "It is gone.")))]
pub(super) async fn remove_file(
    State(api): State<Api>,
    signed: Signed,
    Ids(of): Ids<OfFile>,
) -> Result<StatusCode, Failure> {
    api.app.drop_file(signed.caller, of.file).await?;
    Ok(StatusCode::NO_CONTENT)
}
