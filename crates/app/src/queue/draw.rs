//! 取号: at the guidance desk, or by the visitor at a screen of the hall.

use daowei_domain::authority::Act;
use daowei_domain::queue::{draw, rules};
use daowei_domain::{Actor, Refusal};
use daowei_ident::TicketId;
use daowei_store::queue as rows;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{today, waiting};
use crate::authority::grant;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

/// What stands on the slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDrawn {
    /// The ticket.
    pub id: TicketId,
    /// Its number, such as `A001`.
    pub number: String,
    /// What it is for.
    pub kind: String,
    /// How many wait before it, of its kind.
    pub ahead: usize,
    /// When it was drawn.
    pub drawn_at: Timestamp,
}

impl App {
    /// 取号, once for each key.
    ///
    /// # Errors
    /// Rules of authority, `queue.kind_unknown`, `queue.full`; [`crate::Error::KeyReused`].
    pub async fn draw_ticket(
        &self,
        caller: Caller,
        kind: char,
        once: Option<Once>,
    ) -> Result<Answer<TicketDrawn>> {
        self.write_once(caller, once, move |unit| {
            grant(unit, Act::DrawTicket, None)?;
            drawn(unit, kind)
        })
        .await
    }
}

/// Draws the next number of a kind, inside a unit of work.
pub(super) fn drawn(unit: &mut Unit<'_, '_>, kind: char) -> Result<TicketDrawn> {
    let world = unit.world.clone();
    let day = today(unit);
    let last = rows::last(unit.tx, &day.to_string(), kind)?;
    let id = unit.ids.next(TicketId::from_parts);
    let ticket = draw(world.queue.as_ref(), kind, (id, last), (day, unit.now))?;
    let known = world.queue.as_ref().and_then(|queue| queue.kind(kind));
    let name = known.ok_or_else(|| Refusal::by(&rules::KIND_UNKNOWN))?.name.clone();
    let ahead = waiting(unit)?.iter().filter(|waits| waits.kind == kind).count();
    let person = match &unit.actor {
        Actor::Staff(staff) => staff.person.to_string(),
        Actor::Law { .. } | Actor::Host | Actor::Visitor => String::new(),
    };
    rows::insert(unit.tx, &ticket, &person)?;
    Ok(TicketDrawn { id, number: ticket.plate(), kind: name, ahead, drawn_at: ticket.drawn_at })
}
