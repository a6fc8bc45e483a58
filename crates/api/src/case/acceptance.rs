//! 受理.

use axum::extract::State;
use daowei_domain::case::Command;

use super::{Act, Acted, Keyed, Matched, Nothing, OfCase};
use crate::problem::Failure;
use crate::state::Api;

/// 受理 · Accept the application
///
/// Issues the notice and starts the clocks of the item. For a case that the law deems accepted it issues the notice that is owed. No body.
#[utoipa::path(
    post,
    path = "/cases/{case}/acceptance",
    operation_id = "accept",
    tag = "case",
    params(OfCase, Matched, Keyed),
    responses(Acted)
)]
pub(super) async fn accept(State(api): State<Api>, act: Act<Nothing>) -> Result<Acted, Failure> {
    act.carry_out(&api, "accept", |_, _| Ok(Command::Accept)).await
}
