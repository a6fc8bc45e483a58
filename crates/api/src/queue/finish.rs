//! 办结.

use axum::extract::State;
use daowei_domain::queue::Command;

use super::OfTicket;
use super::view::TicketDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 办结 · The visit at the window is over
#[utoipa::path(post, path = "/queue/tickets/{ticket}/completion", operation_id = "finishTicket", tag = "queue",
    params(OfTicket, Keyed),
    responses((status = 200, description = "It is done.", body = TicketDone)))]
pub(super) async fn finish_ticket(
    State(api): State<Api>,
    act: Act<Nothing, OfTicket>,
) -> Result<Told<TicketDone>, Failure> {
    let once = act.once(&api, "finishTicket");
    Ok(Told::done(api.app.serve_ticket(act.caller, act.path.ticket, Command::Finish, once).await?))
}
