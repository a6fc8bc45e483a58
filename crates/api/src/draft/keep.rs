//! `POST /drafts/{kind}`

use axum::extract::State;
use axum::http::StatusCode;
use daowei_app::draft::DraftKind;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::caller::Signed;
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

/// 保存草稿 · Keep what is being typed, in the place of what was kept before
#[utoipa::path(post, path = "/drafts/{kind}", operation_id = "keepDraft", tag = "draft",
    params(("kind" = String, Path, max_length = 40, description = "`intake` or `foreign`")),
    request_body = DraftGiven,
    responses((status = 204, description = "It is kept.")))]
pub(super) async fn keep_draft(
    State(api): State<Api>,
    signed: Signed,
    Id(kind): Id<DraftKind>,
    Json(given): Json<DraftGiven>,
) -> Result<StatusCode, Failure> {
    api.app.keep_draft(signed.caller, kind, Value::Object(given.content)).await?;
    Ok(StatusCode::NO_CONTENT)
}
