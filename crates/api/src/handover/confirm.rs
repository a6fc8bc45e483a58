//! 确认接班.

use axum::extract::State;

use super::OfHandover;
use super::view::HandoverDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 确认接班 · Confirm, as the taker: the cases change hands at the same instant
///
/// Refused where the giver holds other cases now than when he proposed it (`handover.changed`).
#[utoipa::path(
    post,
    path = "/handovers/{handover}/confirmation",
    operation_id = "confirmHandover",
    tag = "handover",
    params(OfHandover, Keyed),
    responses((status = 200, description = "Confirmed.", body = HandoverDone))
)]
pub(super) async fn confirm_handover(
    State(api): State<Api>,
    act: Act<Nothing, OfHandover>,
) -> Result<Told<HandoverDone>, Failure> {
    let once = act.once(&api, "confirmHandover");
    Ok(Told::done(api.app.confirm_handover(act.caller, act.path.handover, once).await?))
}
