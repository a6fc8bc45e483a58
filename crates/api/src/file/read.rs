//! `GET /files/{file}`

use axum::extract::State;

use super::OfFile;
use super::sent::SentFile;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 上传进度 · How far one's own file has come
///
/// After a broken connection: go on where `received` says. Somebody else's file and one that is not there give the same answer.
#[utoipa::path(get, path = "/files/{file}", operation_id = "getFile", tag = "file", params(OfFile),
    responses((status = 200, description = "The file.", body = SentFile)))]
pub(super) async fn get_file(
    State(api): State<Api>,
    signed: Signed,
    Ids(of): Ids<OfFile>,
) -> Result<Json<SentFile>, Failure> {
    Ok(Json(api.app.sent_file(signed.caller, of.file).await?.into()))
}
