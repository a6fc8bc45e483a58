//! 按新日历重新计算.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, Nothing, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// 按新日历重新计算 · Compute the clocks again
///
/// After a calendar was published: an explicit, recorded act. No body.
#[utoipa::path(
    post,
    path = "/cases/{case}/recomputation",
    operation_id = "recompute",
    tag = "case",
    params(OfCase, Matched, Keyed),
    responses(Acted)
)]
pub(super) async fn recompute(State(api): State<Api>, act: Act<Nothing>) -> Result<Acted, Failure> {
    act.carry_out(&api, "recompute", |_, _| Ok(Command::Recompute)).await
}
