//! 补附送达回证扫描件.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::bounds::crowd;
use crate::problem::Failure;
use crate::state::Api;

/// The slip of a service, as it came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofScan {
    /// The caller's own files, complete and of no case yet.
    #[schema(value_type = Vec<String>, min_items = 1, max_items = 100)]
    files: Vec<FileId>,
    /// Why, where a scan of it is there already: that one stays.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 4000)]
    reasons: Option<String>,
}

/// 补附送达回证 · Add the scan of a proof of service that was recorded without it
///
/// Of a document whose service is on record, until the case is archived. A second one beside one that is there needs a reason
/// (`case.scan.there`). Contract staff scan under the one who answers for them.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/proof-scan",
    operation_id = "scanProof",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = ProofScan,
    responses(Acted)
)]
pub(super) async fn scan_proof(
    State(api): State<Api>,
    act: Act<ProofScan, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "scanProof", move |body, texts| {
        crowd("files", &body.files, 100)?;
        let reasons = body.reasons.map(|words| texts.take("reasons", "reason", words)).transpose()?;
        Ok(Command::ScanProof { document, files: body.files, reasons })
    })
    .await
}
