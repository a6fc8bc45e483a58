//! 提出.

use axum::extract::State;

use super::given::ChangeGiven;
use super::view::ChangeDone;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 提出清单调整 · Propose a change of the lists, in the department's name
#[utoipa::path(
    post,
    path = "/list-changes",
    operation_id = "proposeChange",
    tag = "change",
    params(Keyed),
    request_body = ChangeGiven,
    responses((status = 201, description = "Proposed.", body = ChangeDone))
)]
pub(super) async fn propose_change(
    State(api): State<Api>,
    act: Act<ChangeGiven>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "proposeChange");
    let (given, texts) = act.body.take(&api.app)?;
    Ok(Told::made(api.app.propose_change(act.caller, given, texts, once).await?))
}
