//! 退回部门.

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

/// 退回部门 · Return it to the department, as whoever has it
#[utoipa::path(
    post,
    path = "/list-changes/{change}/return",
    operation_id = "returnChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeReason,
    responses((status = 200, description = "Returned.", body = ChangeDone))
)]
pub(super) async fn return_change(
    State(api): State<Api>,
    act: Act<ChangeReason, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "returnChange");
    let mut texts = Texts::new(&api.app);
    let said = Said::Return(texts.take("reason", "reason", act.body.reason)?);
    Ok(Told::done(api.app.act_on_change(act.caller, act.path.change, said, texts, once).await?))
}
