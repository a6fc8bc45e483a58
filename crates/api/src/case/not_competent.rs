//! 不属于本机关职权范围.

use axum::extract::State;
use daowei_domain::case::Command;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase, short};
use crate::problem::Failure;
use crate::state::Api;

/// The right organ, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WrongOrgan {
    /// The right organ.
    #[schema(min_length = 1, max_length = 200)]
    organ: String,
    /// Why.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 不属于本机关职权范围 · Tell which organ is the right one
///
/// Answers the application in writing and names the organ to turn to (行政许可法 art. 32(1)②).
#[utoipa::path(
    post,
    path = "/cases/{case}/not-competent",
    operation_id = "tellNotCompetent",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = WrongOrgan,
    responses(Acted)
)]
pub(super) async fn tell_not_competent(
    State(api): State<Api>,
    act: Act<WrongOrgan>,
) -> Result<Acted, Failure> {
    act.carry_out(&api, "tellNotCompetent", |body, texts| {
        let organ = texts.take("organ", "organ", short("organ", body.organ, 200)?)?;
        Ok(Command::NotCompetent { organ, reasons: texts.take("reasons", "reason", body.reasons)? })
    })
    .await
}
