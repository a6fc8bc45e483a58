//! A document of a case, without its text.

use daowei_domain::case::{self, DocumentKind, SealKind, Service};
use daowei_ident::DocumentId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::words;

/// A document of a case, without its text.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentLine {
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
    /// Digest of the text, salted: the evidence carries it.
    commitment: String,
    /// The seal that is due on it.
    #[schema(value_type = Option<words::SealKind>)]
    seal_due: Option<SealKind>,
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
    /// 重新制发: the document in its place.
    #[schema(value_type = Option<String>, format = Uuid)]
    replaced_by: Option<DocumentId>,
    /// 更正书 that correct it.
    #[schema(value_type = Vec<String>)]
    corrected_by: Vec<DocumentId>,
}

impl From<case::Document> for DocumentLine {
    fn from(document: case::Document) -> Self {
        Self {
            id: document.id,
            kind: document.kind,
            number: document.number.map(|number| number.to_string()),
            on: document.on,
            commitment: document.text.commitment,
            seal_due: document.seal_due,
            sealed: document.sealed,
            served_on: document.served.map(|(on, _)| on),
            service: document.served.map(|(_, service)| service),
            voided: document.voided,
            replaced_by: document.replaced_by,
            corrected_by: document.corrected_by,
        }
    }
}
