//! 退回交接.

use axum::extract::State;
use daowei_app::text::Texts;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfHandover;
use super::view::HandoverDone;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// Why a hand-over goes back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HandoverReturn {
    /// 退回理由
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
}

/// 退回交接 · Give a hand-over back, as the taker
#[utoipa::path(
    post,
    path = "/handovers/{handover}/return",
    operation_id = "returnHandover",
    tag = "handover",
    params(OfHandover, Keyed),
    request_body = HandoverReturn,
    responses((status = 200, description = "Given back.", body = HandoverDone))
)]
pub(super) async fn return_handover(
    State(api): State<Api>,
    act: Act<HandoverReturn, OfHandover>,
) -> Result<Told<HandoverDone>, Failure> {
    let once = act.once(&api, "returnHandover");
    let mut texts = Texts::new(&api.app);
    let reason = texts.take("reason", "reason", act.body.reason)?;
    Ok(Told::done(api.app.return_handover(act.caller, act.path.handover, reason, texts, once).await?))
}
