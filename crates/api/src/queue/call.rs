//! 呼叫、重呼、过号召回.

use axum::extract::State;
use daowei_domain::queue::Command;

use super::OfTicket;
use super::view::TicketDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 呼叫、重呼、过号召回 · Call this number: again, where it is at one's own window; back, where it was skipped today
#[utoipa::path(post, path = "/queue/tickets/{ticket}/call", operation_id = "callTicket", tag = "queue",
    params(OfTicket, Keyed),
    responses((status = 200, description = "It is called.", body = TicketDone)))]
pub(super) async fn call_ticket(
    State(api): State<Api>,
    act: Act<Nothing, OfTicket>,
) -> Result<Told<TicketDone>, Failure> {
    let once = act.once(&api, "callTicket");
    Ok(Told::done(api.app.serve_ticket(act.caller, act.path.ticket, Command::Call, once).await?))
}
