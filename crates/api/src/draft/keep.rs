//! `POST /drafts/{kind}`

use axum::extract::State;
use daowei_app::draft::DraftKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::conditional::IfMatch;
use crate::conditions::Matched;
use crate::json::Json;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// What is being typed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftGiven {
    /// As the page that it belongs to writes it, at most 64 KiB. Sealed; shown to nobody else; gone after seven days.
    #[schema(value_type = Object)]
    content: Map<String, Value>,
}

/// That it is kept.
#[derive(Serialize, ToSchema)]
pub(super) struct DraftKept {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Its revision, for the next `If-Match`.
    revision: u64,
}

/// 保存草稿 · Keep what is being typed, in the place of what was kept before
///
/// `If-Match` bears the revision that was seen, `"0"` where there was none: another window that kept something meanwhile is not overwritten.
#[utoipa::path(post, path = "/drafts/{kind}", operation_id = "keepDraft", tag = "draft",
    params(("kind" = String, Path, max_length = 163, description = "`intake`, `foreign`, `enquiry`, `handover`, or `act.CASE.ACT`, also `act.CASE.ACT.TARGET`"), Matched),
    request_body = DraftGiven,
    responses((status = 200, description = "It is kept.", body = DraftKept)))]
pub(super) async fn keep_draft(
    State(api): State<Api>,
    signed: Signed,
    Id(kind): Id<DraftKind>,
    IfMatch(seen): IfMatch,
    Json(given): Json<DraftGiven>,
) -> Result<Json<DraftKept>, Failure> {
    let kept = api.app.keep_draft(signed.caller, kind, Value::Object(given.content), seen).await?;
    Ok(Json(DraftKept { at: kept.at.to_string(), revision: kept.revision }))
}
