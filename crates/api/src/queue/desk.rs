//! The queue from where one sits.

use axum::extract::State;
use daowei_app::queue::{Desk, Totals};
use daowei_ident::WindowId;
use serde::Serialize;
use utoipa::ToSchema;

use super::view::{KindSeen, TicketCase, TicketSeen};
use crate::caller::Signed;
use crate::json::Json;
use crate::problem::Failure;
use crate::state::Api;

/// A window by its plate.
#[derive(Serialize, ToSchema)]
pub(super) struct WindowPlate {
    /// The window.
    #[schema(value_type = String, format = Uuid)]
    id: WindowId,
    /// Its number.
    number: String,
}

impl From<(WindowId, String)> for WindowPlate {
    fn from((id, number): (WindowId, String)) -> Self {
        Self { id, number }
    }
}

/// The day in figures.
#[derive(Serialize, ToSchema)]
pub(super) struct QueueToday {
    /// How many were drawn.
    drawn: i64,
    /// How many wait now.
    waiting: i64,
    /// How long those called had waited on the average, in seconds.
    average: Option<i64>,
    /// How long at most, in seconds.
    longest: Option<i64>,
}

impl From<Totals> for QueueToday {
    fn from(totals: Totals) -> Self {
        let Totals { drawn, waiting, average, longest } = totals;
        Self { drawn, waiting, average, longest }
    }
}

/// What is being served.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketServed {
    /// The ticket.
    #[serde(flatten)]
    ticket: TicketSeen,
    /// The cases received meanwhile.
    cases: Vec<TicketCase>,
}

/// The queue from where one sits.
#[derive(Serialize, ToSchema)]
pub(super) struct QueueDesk {
    /// What is queued for; none: nobody queues.
    kinds: Vec<KindSeen>,
    /// One's own window, where one may call.
    window: Option<WindowPlate>,
    /// How many wait for it.
    waiting: usize,
    /// What is served there.
    serving: Option<TicketServed>,
    /// Those that were skipped today and can be recalled there.
    skipped: Vec<TicketSeen>,
    /// The windows to which a ticket can be passed on.
    others: Vec<WindowPlate>,
    /// The day in figures, for whoever may read them.
    today: Option<QueueToday>,
}

impl From<Desk> for QueueDesk {
    fn from(desk: Desk) -> Self {
        Self {
            kinds: desk.kinds.into_iter().map(KindSeen::from).collect(),
            window: desk.window.map(WindowPlate::from),
            waiting: desk.waiting,
            serving: desk
                .serving
                .map(|(ticket, cases)| TicketServed { ticket: ticket.into(), cases: TicketCase::all(cases) }),
            skipped: desk.skipped.into_iter().map(TicketSeen::from).collect(),
            others: desk.others.into_iter().map(WindowPlate::from).collect(),
            today: desk.totals.map(QueueToday::from),
        }
    }
}

/// 叫号台 · The queue from where one sits
///
/// Empty where nobody queues. To watch it is no use of a session.
#[utoipa::path(get, path = "/queue", operation_id = "queueDesk", tag = "queue",
    responses((status = 200, description = "The queue.", body = QueueDesk)))]
pub(super) async fn queue_desk(
    State(api): State<Api>,
    Signed { caller, .. }: Signed,
) -> Result<Json<QueueDesk>, Failure> {
    Ok(Json(api.app.queue_desk(caller.watching()).await?.into()))
}
