//! `GET /drafts/{kind}`

use axum::extract::State;
use daowei_app::draft::DraftKind;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::caller::Signed;
use crate::json::Json;
use crate::path::Id;
use crate::problem::Failure;
use crate::state::Api;

/// What was typed.
#[derive(Serialize, ToSchema)]
pub(super) struct Draft {
    /// As the page that it belongs to wrote it.
    #[schema(value_type = Object)]
    content: Value,
    /// When it was kept.
    #[schema(format = DateTime)]
    at: String,
    /// Its revision, for `If-Match`.
    revision: u64,
}

/// 草稿 · One's own draft of a kind
#[utoipa::path(get, path = "/drafts/{kind}", operation_id = "draft", tag = "draft",
    params(("kind" = String, Path, max_length = 163, description = "`intake`, `foreign`, `enquiry`, `handover`, or `act.CASE.ACT`, also `act.CASE.ACT.TARGET`")),
    responses((status = 200, description = "What was typed.", body = Draft)))]
pub(super) async fn draft(
    State(api): State<Api>,
    signed: Signed,
    Id(kind): Id<DraftKind>,
) -> Result<Json<Draft>, Failure> {
    let draft = api.app.draft(signed.caller, kind).await?;
    Ok(Json(Draft { content: draft.content, at: draft.at.to_string(), revision: draft.revision }))
}
