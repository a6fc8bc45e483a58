//! `DELETE /drafts/{kind}`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::draft::DraftKind;

use crate::caller::Signed;
use crate::conditional::IfMatch;
use crate::conditions::Matched;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// 删除草稿 · Forget one's own draft
#[utoipa::path(delete, path = "/drafts/{kind}", operation_id = "forgetDraft", tag = "draft",
    params(("kind" = String, Path, max_length = 163, description = "`intake`, `foreign`, `enquiry`, `handover`, or `act.CASE.ACT`, also `act.CASE.ACT.TARGET`"), Matched),
    responses((status = 204, description = "There is none any more.")))]
pub(super) async fn forget_draft(
    State(api): State<Api>,
    signed: Signed,
    Id(kind): Id<DraftKind>,
    IfMatch(seen): IfMatch,
) -> Result<StatusCode, Failure> {
    api.app.forget_draft(signed.caller, kind, seen).await?;
    Ok(StatusCode::NO_CONTENT)
}
