//! 文号作废.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Voiding {
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 文号作废 · Void a document
///
/// Its number stays on record and is never given again.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/void",
    operation_id = "voidDocument",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = Voiding,
    responses(Acted)
)]
pub(super) async fn void_document(
    State(api): State<Api>,
    act: Act<Voiding, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "voidDocument", |body, texts| {
        Ok(Command::VoidDocument { document, reasons: texts.take("reasons", "reason", body.reasons)? })
    })
    .await
}
