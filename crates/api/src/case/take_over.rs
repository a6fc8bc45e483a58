//! 接手.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, Nothing, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// 接手 · Take a case up
///
/// By whoever may do what comes next: what is nobody's, or only begun by somebody; the chief representative and the leaders also
/// what is assigned to somebody else. No body.
#[utoipa::path(
    post,
    path = "/cases/{case}/take-over",
    operation_id = "takeOver",
    tag = "case",
    params(OfCase, Matched, Keyed),
    responses(Acted)
)]
pub(super) async fn take_over(State(api): State<Api>, act: Act<Nothing>) -> Result<Acted, Failure> {
    act.carry_out(&api, "takeOver", |_, _| Ok(Command::TakeOver)).await
}
