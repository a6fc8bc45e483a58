//! 决定.

use axum::extract::State;
use daowei_domain::case::{Command, Outcome};
use serde::Deserialize;
use utoipa::ToSchema;

use super::grounds::{GroundChosen, chosen};
use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// The outcome, why, and on what it rests.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    /// Grant or refuse.
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    /// Why, and by which rule.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
    /// On what it rests, chosen from what the item's version lists.
    #[serde(default)]
    #[schema(max_items = 20)]
    grounds: Vec<GroundChosen>,
}

/// 决定 · Decide
///
/// Needs a letter with the power to decide for this item. A grant issues the license; a refusal tells the remedies. Starts the clock of delivery.
#[utoipa::path(
    post,
    path = "/cases/{case}/decision",
    operation_id = "decide",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Decision,
    responses(Acted)
)]
pub(super) async fn decide(State(api): State<Api>, act: Act<Decision>) -> Result<Acted, Failure> {
    act.carry_out(&api, "decide", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::Decide { outcome: body.outcome, reasons, grounds: chosen(body.grounds)? })
    })
    .await
}
