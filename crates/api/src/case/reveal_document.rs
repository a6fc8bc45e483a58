//! 打印、查阅文书原文.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use daowei_app::case::Reveal;
use daowei_app::text::Texts;

use super::OfDocument;
use super::document::{Document, told};
use super::reveal::Purpose;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// 打印、查阅文书原文 · Print or read a document in clear, with a purpose
///
/// Recorded before anything is shown, and refused where it cannot be recorded. Contract staff print under their responsible
/// person. With `Accept: text/plain` the text alone.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/reveal",
    operation_id = "revealDocument",
    tag = "case",
    params(OfDocument),
    request_body = Purpose,
    responses(
        (status = 200, description = "The document in clear", content(
            (Document = "application/json"),
            (String = "text/plain"),
        ))
    )
)]
pub(super) async fn reveal_document(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfDocument>,
    headers: HeaderMap,
    Json(body): Json<Purpose>,
) -> Result<Response, Failure> {
    let mut texts = Texts::new(&api.app);
    let purpose = texts.take_line("purpose", "purpose", body.purpose)?;
    let reveal = Reveal { case: of.case, what: of.document, purpose };
    told(&headers, api.app.reveal_document(caller, reveal, texts).await?)
}
