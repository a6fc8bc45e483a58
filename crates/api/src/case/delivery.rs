//! 颁发、送达.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, OfCase, Serving};
use crate::problem::Failure;
use crate::state::Api;

/// 颁发、送达 · Deliver the result
///
/// Ends the case within ten working days of the decision (行政许可法 art. 44).
#[utoipa::path(
    post,
    path = "/cases/{case}/delivery",
    operation_id = "deliver",
    tag = "case",
    params(OfCase, Matched, Keyed),
    request_body = Serving,
    responses(Acted)
)]
pub(super) async fn deliver(State(api): State<Api>, act: Act<Serving>) -> Result<Acted, Failure> {
    act.carry_out(&api, "deliver", |body, texts| Ok(Command::Deliver(body.take(texts)?))).await
}
