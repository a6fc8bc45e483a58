//! 终止办理.

use axum::extract::State;
use daowei_domain::case::{Command, TerminationGround};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// On which ground, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Termination {
    /// On which ground.
    #[schema(value_type = words::TerminationGround)]
    ground: TerminationGround,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 终止办理 · End a case without a decision
///
/// Issues a notice with remedies. On the ground `entered_in_error` the reasons name the number of the other case, which is looked
/// up: of the same organ, for the same item and applicant, received before.
#[utoipa::path(
    post,
    path = "/cases/{case}/termination",
    operation_id = "terminate",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Termination,
    responses(Acted)
)]
pub(super) async fn terminate(State(api): State<Api>, act: Act<Termination>) -> Result<Acted, Failure> {
    act.carry_out(&api, "terminate", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Terminate { ground: body.ground, reasons })
    })
    .await
}
