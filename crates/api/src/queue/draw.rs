//! 取号 at the guidance desk.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::view::{TicketDrawn, letter};
use crate::act::Act;
use crate::conditions::Keyed;
use crate::problem::Failure;
use crate::replayed::Told;
use crate::state::Api;

/// What a number is drawn for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TicketAsked {
    /// The letter of the kind.
    #[schema(pattern = "^[A-Z]$")]
    pub(crate) kind: String,
}

/// 取号 · Draw the next number of a kind; nobody is asked who he is
#[utoipa::path(post, path = "/queue/tickets", operation_id = "drawTicket", tag = "queue",
    params(Keyed),
    request_body = TicketAsked,
    responses((status = 201, description = "What stands on the slip.", body = TicketDrawn)))]
pub(super) async fn draw_ticket(
    State(api): State<Api>,
    act: Act<TicketAsked>,
) -> Result<Told<TicketDrawn>, Failure> {
    let once = act.once(&api, "drawTicket");
    let kind = letter("kind", &act.body.kind)?;
    Ok(Told::made(api.app.draw_ticket(act.caller, kind, once).await?))
}
