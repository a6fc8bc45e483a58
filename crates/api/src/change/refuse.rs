//! 不予批准.

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

/// 不予批准 · Record that the government does not approve
#[utoipa::path(
    post,
    path = "/list-changes/{change}/refusal",
    operation_id = "refuseChange",
    tag = "change",
    params(OfChange, Keyed),
    request_body = ChangeReason,
    responses((status = 200, description = "Not approved; it has ended.", body = ChangeDone))
)]
pub(super) async fn refuse_change(
    State(api): State<Api>,
    act: Act<ChangeReason, OfChange>,
) -> Result<Told<ChangeDone>, Failure> {
    let once = act.once(&api, "refuseChange");
    let mut texts = Texts::new(&api.app);
    let said = Said::Refuse(texts.take("reason", "reason", act.body.reason)?);
    Ok(Told::done(api.app.act_on_change(act.caller, act.path.change, said, texts, once).await?))
}
