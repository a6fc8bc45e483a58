//! 修改后重新提出.

use axum::extract::State;

use super::OfChange;
use super::given::ChangeGiven;
use super::view::ChangeDone;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 修改后重新提出 · Propose a returned change anew: the same kind, the same items
#[utoipa::path(
    post,
    path = "/list-changes/{change}/revisions",
    operation_id = "reviseChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeGiven,
    responses((status = 200, description = "Proposed anew.", body = ChangeDone))
)]
pub(super) async fn revise_change(
    State(api): State<Api>,
    act: Act<ChangeGiven, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "reviseChange");
    let (given, texts) = act.body.take(&api.app)?;
    Ok(Told::done(api.app.revise_change(act.caller, act.path.change, given, texts, once).await?))
}
