//! A document of a case, without its text.

use std::collections::BTreeMap;

use daowei_app::case::Printed;
use daowei_domain::case::{self, DocumentKind, SealKind, Service};
use daowei_ident::DocumentId;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::prints::PrintedCopy;
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
    /// 打印、补打: its newest printed copies, ten at most, the newest first; the first one's number says how many there are.
    printed: Vec<PrintedCopy>,
}

/// The documents of a case, each with its printed copies.
pub(super) fn documents(
    documents: BTreeMap<DocumentId, case::Document>,
    mut printed: BTreeMap<DocumentId, Vec<Printed>>,
) -> Vec<DocumentLine> {
    let line = |document: case::Document| {
        let copies = printed.remove(&document.id).unwrap_or_default();
        DocumentLine::of(document, copies)
    };
    documents.into_values().map(line).collect()
}

impl DocumentLine {
    /// A document and its printed copies.
    fn of(document: case::Document, printed: Vec<Printed>) -> Self {
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
            printed: printed.into_iter().map(PrintedCopy::from).collect(),
        }
    }
}
