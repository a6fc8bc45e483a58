//! 叫号: what is queued for, tickets drawn and called, how long people wait (UX-22). Where nothing is arranged, nothing is asked of the
//! database and nothing is shown.

mod arrange;
mod call;
mod draw;
mod hall;
mod read;
mod waits;

pub use call::TicketDone;
pub use draw::TicketDrawn;
pub(crate) use hall::board;
pub use hall::{Board, Called, HallScreens};
pub use read::{Desk, KindSeen, TicketDetail, TicketSeen};
pub use waits::{Totals, WaitListed, WaitQuery};

use daowei_domain::queue::{QueueTicket, Standing};
use daowei_ident::{CaseId, WindowId};
use daowei_store::queue as rows;
use jiff::civil::Date;

use crate::error::Result;
use crate::unit::Unit;

/// Tickets of one standing that are looked at: more wait in no hall.
const MOST: u32 = 2_000;

/// The legal day.
fn today(unit: &Unit<'_, '_>) -> Date {
    daowei_calendar::legal_date(unit.now)
}

/// Those that wait today, in the order of their arrival.
fn waiting(unit: &mut Unit<'_, '_>) -> Result<Vec<QueueTicket>> {
    let day = today(unit).to_string();
    Ok(rows::of_standing(unit.tx, &day, Standing::Waiting, MOST)?)
}

/// What a window serves now.
fn serving(unit: &mut Unit<'_, '_>, window: WindowId) -> Result<Option<QueueTicket>> {
    let day = today(unit).to_string();
    Ok(rows::serving(unit.tx, &day, &window.to_string())?)
}

/// The number on the plate of a window.
fn plate(unit: &Unit<'_, '_>, window: WindowId) -> Option<String> {
    unit.world.facts.windows.get(&window).map(|window| window.number.clone())
}

/// Notes that papers came across the counter at which a ticket is served; gives what stands on its slip.
pub(crate) fn link(unit: &mut Unit<'_, '_>, case: CaseId, number: &str) -> Result<Option<String>> {
    if unit.world.queue.is_none() {
        return Ok(None);
    }
    let Some(window) = unit.staff()?.window else { return Ok(None) };
    let Some(ticket) = serving(unit, window)? else { return Ok(None) };
    rows::link(unit.tx, &case.to_string(), number, &ticket.id.to_string())?;
    Ok(Some(ticket.plate()))
}

/// The ticket that was served when a case was received.
pub(crate) fn ticket_of(unit: &mut Unit<'_, '_>, case: CaseId) -> Result<Option<TicketSeen>> {
    if unit.world.queue.is_none() {
        return Ok(None);
    }
    let found = rows::ticket_of(unit.tx, &case.to_string())?;
    Ok(found.map(|ticket| TicketSeen::of(unit, ticket)))
}
