//! `PUT /files/{file}/parts/{offset}`

use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::IntoParams;

use super::sent::SentFile;
use crate::bytes;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A part of a file.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OfPart {
    /// The file.
    #[param(value_type = String, format = Uuid)]
    file: FileId,
    /// Where the part begins, in bytes: a multiple of `part_size`.
    offset: u64,
}

/// Bytes as they are.
pub(super) struct Octets(Bytes);

impl<S: Send + Sync> FromRequest<S> for Octets {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        Ok(Self(bytes::called(request, "application/octet-stream", "input.octets").await?))
    }
}

/// 上传文件分段 · Send the next part of a file
///
/// A part that came before is answered alike, so that it can be sent again when no answer came. Where another part is the next one, 409
/// `file.offset` says which (`params.wanted`).
#[utoipa::path(put, path = "/files/{file}/parts/{offset}", operation_id = "sendPart", tag = "file", params(OfPart),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, description = "It is kept.", body = SentFile)))]
pub(super) async fn send_part(
    State(api): State<Api>,
    signed: Signed,
    Ids(of): Ids<OfPart>,
    Octets(bytes): Octets,
) -> Result<Json<SentFile>, Failure> {
    let sent = api.app.send_part(signed.caller, of.file, of.offset, bytes.to_vec()).await?;
    Ok(Json(sent.into()))
}
