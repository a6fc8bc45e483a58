//! 查看材料文件.

use axum::extract::State;
use daowei_app::case::Reveal;
use daowei_app::text::Texts;
use daowei_domain::file::MediaType;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::OfCaseFile;
use super::reveal::Purpose;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A file that somebody is shown.
#[derive(Serialize, ToSchema)]
pub(super) struct FileShown {
    /// Its name at the sender's.
    name: String,
    /// Its form.
    #[schema(value_type = words::MediaType)]
    media_type: MediaType,
    /// Its bytes.
    size: u64,
    /// SM3 in hexadecimal.
    sm3: String,
    /// SHA-256 in hexadecimal.
    sha256: String,
    /// For `readFile`: it opens the file for who asked here, and for nobody else.
    ticket: String,
    /// How long.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// 查看材料文件 · Show a file of a case, with a purpose
///
/// Recorded before anything is shown, then its bytes are read with the ticket.
#[utoipa::path(
    post,
    path = "/cases/{case}/files/{file}/reveal",
    operation_id = "revealFile",
    tag = "case",
    params(OfCaseFile),
    request_body = Purpose,
    responses((status = 200, description = "What it is", body = FileShown))
)]
pub(super) async fn reveal_file(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCaseFile>,
    Json(body): Json<Purpose>,
) -> Result<Json<FileShown>, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let shown = api.app.reveal_file(caller, Reveal { case: of.case, what: of.file, purpose }, texts).await?;
    Ok(Json(FileShown {
        name: shown.name,
        media_type: shown.media,
        size: shown.size,
        sm3: shown.sm3,
        sha256: shown.sha256,
        ticket: shown.ticket,
        until: shown.until,
    }))
}
