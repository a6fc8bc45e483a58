//! 不予受理.

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
pub(super) struct NonAcceptance {
    /// Why; at least as many characters as the setting asks for.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 不予受理 · Refuse acceptance in writing
///
/// Answers the application in writing, with reasons and remedies.
#[utoipa::path(
    post,
    path = "/cases/{case}/non-acceptance",
    operation_id = "refuseAcceptance",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = NonAcceptance,
    responses(Acted)
)]
pub(super) async fn refuse_acceptance(
    State(api): State<Api>,
    act: Act<NonAcceptance>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "refuseAcceptance", |body, texts| {
        Ok(Command::NotAccept { reasons: texts.take("reasons", "reason", body.reasons)? })
    })
    .await
}
