//! The documents of a case.

use axum::extract::State;
use daowei_app::case::CaseDetail;
use serde::Serialize;
use utoipa::ToSchema;

use super::document_line::{self, DocumentLine};
use super::{OfCase, Seen};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::problem::Failure;
use crate::state::Api;

/// The documents of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct Documents {
    /// In the order of issue.
    documents: Vec<DocumentLine>,
}

/// 办件文书 · The documents of a case
///
/// Without their texts.
#[utoipa::path(
    get,
    path = "/cases/{case}/documents",
    operation_id = "listDocuments",
    tag = "case",
    params(OfCase),
    responses(
        (status = 200, description = "OK", body = Documents, headers(
            ("ETag" = String, description = "The revision of the case, for `If-Match`"),
        ))
    )
)]
pub(super) async fn list_documents(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfCase>,
) -> Result<Seen<Documents>, Failure> {
    let CaseDetail { case, printed, .. } = api.app.case(caller, of.case).await?;
    let documents = document_line::documents(case.documents, printed);
    Ok(Seen::at(case.revision, Documents { documents }))
}
