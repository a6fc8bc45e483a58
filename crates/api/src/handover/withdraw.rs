//! 撤回交接.

use axum::extract::State;

use super::OfHandover;
use super::view::HandoverDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 撤回交接 · Take a hand-over back, as the giver
#[utoipa::path(
    post,
    path = "/handovers/{handover}/withdrawal",
    operation_id = "withdrawHandover",
    tag = "handover",
    params(OfHandover, Keyed),
    responses((status = 200, description = "Taken back.", body = HandoverDone))
)]
pub(super) async fn withdraw_handover(
    State(api): State<Api>,
    act: Act<Nothing, OfHandover>,
) -> Result<Told<HandoverDone>, Failure> {
    let once = act.once(&api, "withdrawHandover");
    Ok(Told::done(api.app.withdraw_handover(act.caller, act.path.handover, once).await?))
}
