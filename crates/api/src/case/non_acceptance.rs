//! 不予受理.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Conditions, OfCase};
use crate::problem::Problem;
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
    operation_id = "refuse_acceptance",
    tag = "cases",
    params(OfCase, Conditions),
    request_body = NonAcceptance,
    responses(Acted)
)]
pub(super) async fn refuse_acceptance(State(api): State<Api>, act: Act<NonAcceptance>) -> Result<Acted, Problem> {
    act.carry_out(&api, "refuse_acceptance", |body, texts| {
        Ok(Command::NotAccept { reasons: texts.take("reasons", "reason", body.reasons)? })
    }).await
}
