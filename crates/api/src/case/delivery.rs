//! 颁发、送达.

use axum::extract::State;
use daowei_domain::case::{Command, Service};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Act, Acted, Keyed, Matched, OfCase};
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// How and when it was delivered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Delivery {
    /// How.
    #[schema(value_type = words::Service)]
    service: Service,
    /// When.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// 送达回证: who received it, and how that is proved.
    #[schema(min_length = 1, max_length = 4000)]
    proof: String,
}

/// 颁发、送达 · Deliver the result
///
/// Ends the case within ten working days of the decision (行政许可法 art. 44).
#[utoipa::path(
    post,
    path = "/cases/{case}/delivery",
    operation_id = "deliver",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Delivery,
    responses(Acted)
)]
pub(super) async fn deliver(State(api): State<Api>, act: Act<Delivery>) -> Result<Acted, Failure> {
    act.carry_out(&api, "deliver", |body, texts| {
        let proof = texts.take("proof", "proof", body.proof)?;
        Ok(Command::Deliver { service: body.service, on: body.on, proof })
    })
    .await
}
