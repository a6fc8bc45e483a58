//! 过号.

use axum::extract::State;
use daowei_domain::queue::Command;

use super::OfTicket;
use super::view::TicketDone;
use crate::act::{Act, Nothing};
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// 过号 · Whoever was called did not come
#[utoipa::path(post, path = "/queue/tickets/{ticket}/skip", operation_id = "skipTicket", tag = "queue",
    params(OfTicket, Keyed),
    responses((status = 200, description = "It is skipped; it can be called back today.", body = TicketDone)))]
pub(super) async fn skip_ticket(
    State(api): State<Api>,
    act: Act<Nothing, OfTicket>,
) -> Result<Told<TicketDone>, Failure> {
    let once = act.once(&api, "skipTicket");
    Ok(Told::done(api.app.serve_ticket(act.caller, act.path.ticket, Command::Skip, once).await?))
}
