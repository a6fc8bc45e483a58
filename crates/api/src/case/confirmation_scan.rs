//! 送达地址确认书扫描件.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::FileId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;

/// The confirmation as it was signed; several pages may come one by one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationScan {
    /// The caller's own file, complete and of no case yet.
    #[schema(value_type = String, format = Uuid)]
    file: FileId,
}

/// 附送达地址确认书扫描件 · Add the scan of a confirmation of service that was signed
///
/// Of the one that stands, once its signature is on record. Contract staff scan under the one who answers for them.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/confirmation-scan",
    operation_id = "scanConfirmation",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = ConfirmationScan,
    responses(Acted)
)]
pub(super) async fn scan_confirmation(
    State(api): State<Api>,
    act: Act<ConfirmationScan, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    let command =
        move |body: ConfirmationScan, _: &mut _| Ok(Command::ScanConfirmation { document, file: body.file });
    act.carry_out(&api, "scanConfirmation", command).await
}
