//! `POST /files`

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use daowei_app::file::Announced;
use daowei_domain::file::MediaType;
use serde::Deserialize;
use utoipa::ToSchema;

use super::sent::SentFile;
use crate::bounds::short;
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A file that is about to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FileAnnounced {
    /// Its name at the sender's. It is kept sealed.
    #[schema(min_length = 1, max_length = 255)]
    name: String,
    /// Its form; what comes is held against it.
    #[schema(value_type = words::MediaType)]
    media_type: MediaType,
    /// Its bytes.
    #[schema(minimum = 1)]
    size: u64,
}

/// 上传文件 · Begin a file
///
/// Then send its parts, complete it, and name it in the act that it belongs to. Until then it is the sender's alone, and it goes
/// after some days. How large one file may be and how much may wait are settings.
#[utoipa::path(post, path = "/files", operation_id = "beginFile", tag = "file",
    request_body = FileAnnounced,
    responses((status = 201, description = "Send its parts.", body = SentFile,
        headers(("Location" = String, description = "The file")))))]
pub(super) async fn begin_file(
    State(api): State<Api>,
    signed: Signed,
    Json(given): Json<FileAnnounced>,
) -> Result<Response, Failure> {
    let name = short("name", given.name, 255)?;
    let announced = Announced { name, media: given.media_type, size: given.size };
    let sent = api.app.begin_file(signed.caller, announced).await?;
    let location = [(header::LOCATION, format!("/api/v1/files/{}", sent.id))];
    Ok((StatusCode::CREATED, location, Json(SentFile::from(sent))).into_response())
}
