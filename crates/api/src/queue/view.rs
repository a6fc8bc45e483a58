//! Tickets and kinds as they are shown.

use daowei_app::queue as app;
use daowei_app::{Error, Problem};
use daowei_domain::queue::{Kind, Standing};
use daowei_ident::{TicketId, WindowId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words;

/// The letter of a kind, as it was given.
pub(crate) fn letter(field: &str, text: &str) -> Result<char, Error> {
    let mut letters = text.chars();
    let found = letters.next().filter(|letter| letter.is_ascii_uppercase() && letters.next().is_none());
    found.ok_or_else(|| Error::input(field, Problem::Unknown))
}

/// A kind of business that is queued for.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QueueKind {
    /// What its numbers begin with: `A` to `Z`.
    #[schema(pattern = "^[A-Z]$")]
    pub(super) letter: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 20)]
    pub(super) name: String,
    /// The windows that serve it; none: every window does.
    #[serde(default)]
    #[schema(value_type = Vec<String>, max_items = 100)]
    pub(super) windows: Vec<WindowId>,
}

impl From<Kind> for QueueKind {
    fn from(kind: Kind) -> Self {
        Self { letter: kind.letter.to_string(), name: kind.name, windows: kind.windows.into_iter().collect() }
    }
}

/// A kind, and how many wait for it.
#[derive(Serialize, ToSchema)]
pub(crate) struct KindSeen {
    /// What its numbers begin with.
    letter: String,
    /// What it is called.
    name: String,
    /// The windows that serve it; none: every window does.
    #[schema(value_type = Vec<String>)]
    windows: Vec<WindowId>,
    /// How many wait.
    waiting: usize,
}

impl From<app::KindSeen> for KindSeen {
    fn from(kind: app::KindSeen) -> Self {
        Self {
            letter: kind.letter.to_string(),
            name: kind.name,
            windows: kind.windows,
            waiting: kind.waiting,
        }
    }
}

/// What stands on the slip.
#[derive(Serialize, ToSchema)]
pub(crate) struct TicketDrawn {
    /// The ticket.
    #[schema(value_type = String, format = Uuid)]
    id: TicketId,
    /// 排队号, such as `A001`
    number: String,
    /// What it is for.
    kind: String,
    /// How many wait before it, of its kind.
    ahead: usize,
    /// When it was drawn.
    #[schema(value_type = String, format = DateTime)]
    drawn_at: Timestamp,
}

impl From<app::TicketDrawn> for TicketDrawn {
    fn from(drawn: app::TicketDrawn) -> Self {
        let app::TicketDrawn { id, number, kind, ahead, drawn_at } = drawn;
        Self { id, number, kind, ahead, drawn_at }
    }
}

/// A ticket that something was done to.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketDone {
    /// The ticket.
    #[schema(value_type = String, format = Uuid)]
    id: TicketId,
    /// 排队号
    number: String,
}

impl From<app::TicketDone> for TicketDone {
    fn from(done: app::TicketDone) -> Self {
        Self { id: done.id, number: done.number }
    }
}

/// A ticket.
#[derive(Serialize, ToSchema)]
pub(crate) struct TicketSeen {
    /// The ticket.
    #[schema(value_type = String, format = Uuid)]
    id: TicketId,
    /// 排队号, such as `A001`
    number: String,
    /// What it is for; nothing where that is queued for no more.
    kind: Option<String>,
    /// How it stands.
    #[schema(value_type = words::TicketStanding)]
    standing: Standing,
    /// The plate of the window that called it last.
    window: Option<String>,
    /// When it was drawn.
    #[schema(value_type = String, format = DateTime)]
    drawn_at: Timestamp,
    /// When it was called first.
    #[schema(value_type = Option<String>, format = DateTime)]
    called_at: Option<Timestamp>,
    /// How often it was called.
    calls: u32,
}

impl From<app::TicketSeen> for TicketSeen {
    fn from(seen: app::TicketSeen) -> Self {
        Self {
            id: seen.ticket.id,
            number: seen.number,
            kind: seen.kind,
            standing: seen.ticket.standing,
            window: seen.window,
            drawn_at: seen.ticket.drawn_at,
            called_at: seen.ticket.called_at,
            calls: seen.ticket.calls,
        }
    }
}

/// A case received while the ticket was served.
#[derive(Serialize, ToSchema)]
pub(super) struct TicketCase {
    /// The case.
    #[schema(format = Uuid)]
    case: String,
    /// 办件编号
    number: String,
}

impl TicketCase {
    pub(super) fn all(cases: Vec<(String, String)>) -> Vec<Self> {
        cases.into_iter().map(|(case, number)| Self { case, number }).collect()
    }
}
