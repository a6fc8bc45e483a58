//! 用印.

use axum::extract::State;
use daowei_domain::case::{Command, SealKind};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfDocument};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// Which seal, and on how much paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Sealing {
    /// Which seal.
    #[schema(value_type = words::SealKind)]
    seal: SealKind,
    /// 份数
    #[schema(minimum = 1)]
    copies: u32,
    /// 页数
    #[schema(minimum = 1)]
    pages: u32,
}

/// 用印 · Put a seal on a document
///
/// Needs a letter with the power over the approval seal; the office seal is the leader's. The result must be sealed before it is delivered.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/seal",
    operation_id = "sealDocument",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    request_body = Sealing,
    responses(Acted)
)]
pub(super) async fn seal_document(
    State(api): State<Api>,
    act: Act<Sealing, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "sealDocument", |body, _| {
        let Sealing { seal, copies, pages } = body;
        Ok(Command::Seal { document, seal, copies, pages })
    })
    .await
}
