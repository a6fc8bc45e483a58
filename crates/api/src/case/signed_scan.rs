//! 回传签署件.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;

/// The document as it was signed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignedScan {
    /// The caller's own file, complete and of no case yet.
    #[schema(value_type = String, format = Uuid)]
    file: FileId,
    /// Why, where a scan of it is there already: that one stays.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    reasons: Option<String>,
}

/// 回传签署件 · Add the scan of a document that was signed and sealed by hand
///
/// Once its seal is on record: until there is a certificate, a decision is signed on paper, sealed, and scanned back.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/signed-scan",
    operation_id = "scanSigned",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = SignedScan,
    responses(Acted)
)]
pub(super) async fn scan_signed(
    State(api): State<Api>,
    act: Act<SignedScan, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "scanSigned", move |body, texts| {
        let reasons = body.reasons.map(|words| texts.take("reasons", "reason", words)).transpose()?;
        Ok(Command::ScanSigned { document, file: body.file, reasons })
    })
    .await
}
