//! 当场办结.

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
pub(super) struct OnTheSpot {
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

/// 当场办结 · Decide on the spot
///
/// Accepts and decides with one paper, for items that are decided on the spot (行政许可法 art. 34).
#[utoipa::path(
    post,
    path = "/cases/{case}/on-the-spot-decision",
    operation_id = "decideOnTheSpot",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = OnTheSpot,
    responses(Acted)
)]
pub(super) async fn decide_on_the_spot(
    State(api): State<Api>,
    act: Act<OnTheSpot>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "decideOnTheSpot", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::DecideOnTheSpot { outcome: body.outcome, reasons, grounds: chosen(body.grounds)? })
    })
    .await
}
