//! One ticket.

use axum::extract::State;
use daowei_app::queue::TicketDetail;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::OfTicket;
use super::view::{TicketCase, TicketSeen};
use crate::caller::Signed;
use crate::ids::Ids;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;
use crate::words;

/// One thing that was done to a ticket.
#[derive(Serialize, ToSchema)]
struct TicketStep {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What.
    #[schema(value_type = words::TicketDeed)]
    deed: String,
    /// The plate of the window.
    window: Option<String>,
    /// By whom; nothing where the visitor drew it himself.
    person: Option<String>,
}

/// One ticket, with everything that was done to it.
#[derive(Serialize, ToSchema)]
pub(super) struct Ticket {
    /// The ticket.
    #[serde(flatten)]
    ticket: TicketSeen,
    /// The cases received while it was served.
    cases: Vec<TicketCase>,
    /// What was done to it, in its order.
    steps: Vec<TicketStep>,
}

impl From<TicketDetail> for Ticket {
    fn from(detail: TicketDetail) -> Self {
        let step = |(at, deed, window, person)| TicketStep { at, deed, window, person };
        Self {
            ticket: detail.ticket.into(),
            cases: TicketCase::all(detail.cases),
            steps: detail.steps.into_iter().map(step).collect(),
        }
    }
}

/// 排队号 · One ticket, with everything that was done to it
#[utoipa::path(get, path = "/queue/tickets/{ticket}", operation_id = "getTicket", tag = "queue",
    params(OfTicket),
    responses((status = 200, description = "The ticket.", body = Ticket)))]
pub(super) async fn get_ticket(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
    Ids(of): Ids<OfTicket>,
) -> Result<Json<Ticket>, Failure> {
    Ok(Json(api.app.ticket(caller, of.ticket).await?.into()))
}
