//! 依法不需要取得行政许可.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoNeed {
    /// Why; at least as many characters as the setting asks for.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 依法不需要取得行政许可 · Tell that no license is needed
///
/// Answers the application in writing, with reasons and remedies (行政许可法 art. 32(1)①).
#[utoipa::path(
    post,
    path = "/cases/{case}/not-required",
    operation_id = "tellNotRequired",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = NoNeed,
    responses(Acted)
)]
pub(super) async fn tell_not_required(State(api): State<Api>, act: Act<NoNeed>) -> Result<Acted, Failure> {
    act.carry_out(&api, "tellNotRequired", |body, texts| {
        Ok(Command::NotRequired { reasons: texts.take("reasons", "reason", body.reasons)? })
    })
    .await
}
