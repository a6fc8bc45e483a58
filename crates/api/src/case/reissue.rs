//! 重新制发.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, Nothing, OfDocument};
use crate::problem::Failure;
use crate::state::Api;

/// 重新制发 · Issue a void document anew
///
/// The same words under a new number, in the place of one that was voided. A demand, an answer or a decision is made anew by
/// its own act. No body.
#[utoipa::path(
    post,
    path = "/cases/{case}/documents/{document}/reissue",
    operation_id = "reissueDocument",
    tag = "case",
    params(OfDocument, Matched, Keyed),
    responses(Acted)
)]
pub(super) async fn reissue_document(
    State(api): State<Api>,
    act: Act<Nothing, OfDocument>,
) -> Result<Acted, Failure> {
    let document = act.path.document;
    act.carry_out(&api, "reissueDocument", |_, _| Ok(Command::Reissue { document })).await
}
