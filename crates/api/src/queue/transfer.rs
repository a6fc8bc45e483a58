//! 转窗口.

use axum::extract::State;
use daowei_domain::queue::Command;
use daowei_ident::WindowId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::OfTicket;
use super::view::TicketDone;
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// Where a ticket is passed on to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TicketTransfer {
    /// The window, which alone calls it then.
    #[schema(value_type = String, format = Uuid)]
    window: WindowId,
}

/// 转窗口 · Pass a number on to another window; it keeps its place by its arrival
#[utoipa::path(post, path = "/queue/tickets/{ticket}/transfer", operation_id = "transferTicket", tag = "queue",
    params(OfTicket, Keyed),
    request_body = TicketTransfer,
    responses((status = 200, description = "It waits for that window.", body = TicketDone)))]
pub(super) async fn transfer_ticket(
    State(api): State<Api>,
    act: Act<TicketTransfer, OfTicket>,
) -> Result<Told<TicketDone>, Failure> {
    let once = act.once(&api, "transferTicket");
    let command = Command::Transfer { to: act.body.window };
    Ok(Told::done(api.app.serve_ticket(act.caller, act.path.ticket, command, once).await?))
}
