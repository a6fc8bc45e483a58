//! 叫号: what is queued for, tickets drawn and called, how long people wait, the screens of the hall.

mod arrange;
mod call;
mod close_screens;
mod desk;
mod draw;
mod finish;
mod next;
mod open_screen;
mod screens;
mod skip;
mod ticket;
mod transfer;
mod view;
mod waits;

use daowei_ident::TicketId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use draw::TicketAsked;
pub(crate) use view::{KindSeen, TicketDrawn, TicketSeen, letter};

use crate::state::Api;

/// A ticket of a path.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OfTicket {
    /// The ticket.
    #[param(value_type = String, format = Uuid)]
    ticket: TicketId,
}

/// The routes of the queue.
pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new()
        .routes(routes!(desk::queue_desk))
        .routes(routes!(arrange::arrange_queue))
        .routes(routes!(draw::draw_ticket))
        .routes(routes!(next::call_next))
        .routes(routes!(ticket::get_ticket))
        .routes(routes!(call::call_ticket))
        .routes(routes!(skip::skip_ticket))
        .routes(routes!(transfer::transfer_ticket))
        .routes(routes!(finish::finish_ticket))
        .routes(routes!(waits::list_waits))
        .routes(routes!(
            screens::hall_screens,
            open_screen::open_hall_screen,
            close_screens::close_hall_screens
        ))
}
