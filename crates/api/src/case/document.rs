//! One document with its text, masked.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use daowei_app::case::DocumentText;
use daowei_domain::case::{DocumentKind, SealKind, Service};
use daowei_ident::DocumentId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::OfDocument;
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// A document with its text.
#[derive(Serialize, ToSchema)]
pub(super) struct Document {
    /// Its id.
    #[schema(value_type = String, format = Uuid)]
    id: DocumentId,
    /// Kind.
    #[schema(value_type = words::DocumentKind)]
    kind: DocumentKind,
    /// 文号; the receipt has none.
    number: Option<String>,
    /// Date of issue.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The seal that it bears.
    #[schema(value_type = Option<words::SealKind>)]
    sealed: Option<SealKind>,
    /// When it was served.
    #[schema(value_type = Option<String>, format = Date)]
    served_on: Option<Date>,
    /// How.
    #[schema(value_type = Option<words::Service>)]
    service: Option<Service>,
    /// 作废
    voided: bool,
    /// 全文, masked or in clear; nothing where the law had it deleted.
    text: Option<String>,
    /// How many copies were printed: the next one is a reprint where there are any.
    copies: u32,
}

impl From<DocumentText> for Document {
    fn from(found: DocumentText) -> Self {
        Self {
            id: found.id,
            kind: found.kind,
            number: found.number,
            on: found.on,
            sealed: found.sealed,
            served_on: found.served.map(|(on, _)| on),
            service: found.served.map(|(_, service)| service),
            voided: found.voided,
            text: found.text,
            copies: found.copies,
        }
    }
}

/// The document, or its text alone, as the caller prefers.
pub(super) fn told(headers: &HeaderMap, found: DocumentText) -> Result<Response, Failure> {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.trim_start().starts_with("text/plain") {
        let text = found.text.ok_or(daowei_app::Error::NotFound { what: "document" })?;
        return Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response());
    }
    Ok(Json(Document::from(found)).into_response())
}

/// 文书 · One document with its text, masked
///
/// Names are masked; what people wrote and the query code are left out: see `revealDocument`. With `Accept: text/plain` the
/// text alone.
#[utoipa::path(
    get,
    path = "/cases/{case}/documents/{document}",
    operation_id = "getDocument",
    tag = "case",
    params(OfDocument),
    responses(
        (status = 200, description = "The document", content(
            (Document = "application/json"),
            (String = "text/plain"),
        ))
    )
)]
pub(super) async fn get_document(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfDocument>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = api.app.document(caller, of.case, of.document).await?;
    told(&headers, found)
}
