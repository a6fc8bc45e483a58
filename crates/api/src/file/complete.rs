//! `POST /files/{file}/completion`

use axum::extract::State;
use daowei_app::file::Declared;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfFile;
use super::sent::SentFile;
use crate::bounds::short;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// What the sender knows of the whole file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FileDeclared {
    /// Its SM3 in hexadecimal.
    #[serde(default)]
    #[schema(min_length = 64, max_length = 64)]
    sm3: Option<String>,
    /// Its SHA-256 in hexadecimal.
    #[serde(default)]
    #[schema(min_length = 64, max_length = 64)]
    sha256: Option<String>,
}

/// 完成上传 · Complete a file whose last part has come
///
/// Its form, its bounds and the digests that are declared are held against what came; the answer shows the digests. Asked again, it answers alike.
#[utoipa::path(post, path = "/files/{file}/completion", operation_id = "completeFile", tag = "file", params(OfFile),
    request_body = FileDeclared,
    responses((status = 200, description = "An act may name it.", body = SentFile)))]
pub(super) async fn complete_file(
    State(api): State<Api>,
    signed: Signed,
    Ids(of): Ids<OfFile>,
    Json(given): Json<FileDeclared>,
) -> Result<Json<SentFile>, Failure> {
    let bounded = |name: &str, given: Option<String>| given.map(|text| short(name, text, 64)).transpose();
    let declared = Declared { sm3: bounded("sm3", given.sm3)?, sha256: bounded("sha256", given.sha256)? };
    Ok(Json(api.app.complete_file(signed.caller, of.file, declared).await?.into()))
}
