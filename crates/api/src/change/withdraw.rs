//! 撤回.

use axum::extract::State;
use daowei_app::change::Said;
use daowei_app::text::Texts;

use super::OfChange;
use super::view::{ChangeDone, ChangeReason};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 撤回 · Take it back, as the department, before it is approved
#[utoipa::path(
    post,
    path = "/list-changes/{change}/withdrawal",
    operation_id = "withdrawChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeReason,
    responses((status = 200, description = "Taken back; it has ended.", body = ChangeDone))
)]
pub(super) async fn withdraw_change(
    State(api): State<Api>,
    act: Act<ChangeReason, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "withdrawChange");
    let mut texts = Texts::new(&api.app);
    let said = Said::Withdraw(texts.take("reason", "reason", act.body.reason)?);
    Ok(Told::done(api.app.act_on_change(act.caller, act.path.change, said, texts, once).await?))
}
