//! 呼叫、重呼、过号、转窗口、办结.

use daowei_domain::authority::Act;
use daowei_domain::queue::{Command, Counter, QueueTicket, at_window, decide};
use daowei_ident::{TicketId, WindowId};
use daowei_store::queue as rows;
use serde::{Deserialize, Serialize};

use super::{serving, today, waiting};
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};
use crate::{Answer, App, Once};

/// A ticket that something was done to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketDone {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: String,
}

impl App {
    /// 呼叫下一号: the first that waits for the caller's window, once for each key. Two windows never get the same one.
    ///
    /// # Errors
    /// Rules of authority, `queue.no_window`, `queue.serving`, `queue.none_waiting`; [`Error::KeyReused`].
    pub async fn call_next(&self, caller: Caller, once: Option<Once>) -> Result<Answer<TicketDone>> {
        self.write_once(caller, once, |unit| {
            let window = window(unit)?;
            let (waiting, serving) = (waiting(unit)?, serving(unit, window)?);
            let next = counter(unit, window, serving.as_ref()).next(&waiting)?.clone();
            done(unit, (window, serving), &next, Command::Call)
        })
        .await
    }

    /// Something is done to one ticket at the caller's window, once for each key.
    ///
    /// # Errors
    /// Rules of authority, `queue.…`; [`Error::NotFound`], [`Error::KeyReused`].
    pub async fn serve_ticket(
        &self,
        caller: Caller,
        id: TicketId,
        command: Command,
        once: Option<Once>,
    ) -> Result<Answer<TicketDone>> {
        self.write_once(caller, once, move |unit| {
            let window = window(unit)?;
            let found = rows::get(unit.tx, &id.to_string())?;
            let ticket = found.ok_or(Error::NotFound { what: "ticket" })?;
            let serving = serving(unit, window)?;
            done(unit, (window, serving), &ticket, command)
        })
        .await
    }
}

/// The window at which the caller calls.
fn window(unit: &Unit<'_, '_>) -> Result<WindowId> {
    grant(unit, Act::CallTicket, None)?;
    Ok(at_window(&unit.world.facts, unit.staff()?, today(unit))?)
}

pub(super) fn counter<'a>(
    unit: &'a Unit<'_, '_>,
    window: WindowId,
    serving: Option<&'a QueueTicket>,
) -> Counter<'a> {
    Counter {
        window,
        serving,
        arrangement: unit.world.queue.as_ref(),
        facts: &unit.world.facts,
        today: today(unit),
        now: unit.now,
    }
}

fn done(
    unit: &mut Unit<'_, '_>,
    (window, serving): (WindowId, Option<QueueTicket>),
    ticket: &QueueTicket,
    command: Command,
) -> Result<TicketDone> {
    let (after, deed) = decide(ticket, command, &counter(unit, window, serving.as_ref()))?;
    let person = unit.staff()?.person.to_string();
    rows::update(unit.tx, (ticket, &after), (unit.now, deed, &window.to_string(), &person))?;
    Ok(TicketDone { id: after.id, number: after.plate() })
}
