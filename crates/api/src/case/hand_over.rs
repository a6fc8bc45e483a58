//! 交接.

use axum::extract::State;
use daowei_domain::case::Command;
use daowei_ident::PersonId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// To whom, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandOver {
    /// To whom.
    #[schema(value_type = String, format = Uuid)]
    to: PersonId,
    /// What is to be known.
    #[schema(min_length = 1, max_length = 4000)]
    reasons: String,
}

/// 交接 · Hand a case over
///
/// By whoever holds it.
#[utoipa::path(
    post,
    path = "/cases/{case}/hand-over",
    operation_id = "handOver",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = HandOver,
    responses(Acted)
)]
pub(super) async fn hand_over(State(api): State<Api>, act: Act<HandOver>) -> Result<Acted, Failure> {
    act.carry_out(&api, "handOver", |body, texts| {
        let reasons = texts.take("reasons", "reason", body.reasons)?;
        Ok(Command::HandOver { to: body.to, reasons })
    })
    .await
}
