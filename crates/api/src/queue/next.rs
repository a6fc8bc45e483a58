//! 呼叫下一号.

use axum::extract::State;

use super::view::TicketDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 呼叫下一号 · Call the first that waits for one's own window
///
/// In the order of arrival, over all kinds that the window serves. Two windows never get the same number.
#[utoipa::path(post, path = "/queue/calls", operation_id = "callNext", tag = "queue",
    params(Keyed),
    responses((status = 200, description = "The number that is called.", body = TicketDone)))]
pub(super) async fn call_next(
    State(api): State<Api>,
    act: Act<Nothing>,
) -> Result<Told<TicketDone>, Failure> {
    let once = act.once(&api, "callNext");
    Ok(Told::done(api.app.call_next(act.caller, once).await?))
}
