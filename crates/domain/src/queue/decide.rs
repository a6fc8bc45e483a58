//! The rules of drawing and calling.

use daowei_ident::{TicketId, WindowId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Arrangement, Deed, QueueTicket, Standing, rules};
use crate::authority::Facts;
use crate::record::Staff;
use crate::rule::{Refusal, ensure};

/// Numbers of one kind in a day: three digits.
pub const MOST_TICKETS: u32 = 999;

/// What a window wants of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// 呼叫、重呼、过号召回
    Call,
    /// 过号
    Skip,
    /// 转窗口
    Transfer {
        /// To which.
        to: WindowId,
    },
    /// 办结
    Finish,
}

/// The window that acts, and what it acts on.
#[derive(Clone, Copy, Debug)]
pub struct Counter<'a> {
    /// The window.
    pub window: WindowId,
    /// What is being served there.
    pub serving: Option<&'a QueueTicket>,
    /// What is queued for.
    pub arrangement: Option<&'a Arrangement>,
    /// The windows.
    pub facts: &'a Facts,
    /// The legal day.
    pub today: Date,
    /// The instant.
    pub now: Timestamp,
}

impl Counter<'_> {
    /// Whether the window serves that ticket: what was passed on to one window waits for no other.
    #[must_use]
    pub fn serves(&self, ticket: &QueueTicket) -> bool {
        match ticket.wanted {
            Some(wanted) => wanted == self.window,
            None => self
                .arrangement
                .and_then(|arrangement| arrangement.kind(ticket.kind))
                .is_some_and(|kind| kind.is_served_at(self.window)),
        }
    }

    /// The first of those that wait, who come in the order of their arrival.
    ///
    /// # Errors
    /// `queue.serving`, `queue.none_waiting`.
    pub fn next<'t>(&self, waiting: &'t [QueueTicket]) -> Result<&'t QueueTicket, Refusal> {
        self.is_free()?;
        let first = waiting.iter().find(|ticket| self.serves(ticket));
        first.ok_or_else(|| Refusal::by(&rules::NONE_WAITING))
    }

    fn is_free(&self) -> Result<(), Refusal> {
        match self.serving {
            Some(serving) => Err(Refusal::by(&rules::SERVING).with("number", serving.plate())),
            None => Ok(()),
        }
    }
}

/// The window at which somebody sits today.
///
/// # Errors
/// `queue.no_window`.
pub fn at_window(facts: &Facts, staff: &Staff, today: Date) -> Result<WindowId, Refusal> {
    let open = |id: &WindowId| facts.windows.get(id).is_some_and(|window| window.validity.holds_on(today));
    staff.window.filter(open).ok_or_else(|| Refusal::by(&rules::NO_WINDOW))
}

/// 取号: the next number of that kind; `last` was drawn before it today.
///
/// # Errors
/// `queue.kind_unknown`, `queue.full`.
pub fn draw(
    arrangement: Option<&Arrangement>,
    kind: char,
    (id, last): (TicketId, u32),
    (day, now): (Date, Timestamp),
) -> Result<QueueTicket, Refusal> {
    let known = arrangement.is_some_and(|arrangement| arrangement.kind(kind).is_some());
    ensure(known, || Refusal::by(&rules::KIND_UNKNOWN))?;
    ensure(last < MOST_TICKETS, || Refusal::by(&rules::FULL).with("most", MOST_TICKETS))?;
    Ok(QueueTicket {
        id,
        day,
        kind,
        number: last.saturating_add(1),
        standing: Standing::Waiting,
        wanted: None,
        window: None,
        drawn_at: now,
        called_at: None,
        last_called_at: None,
        calls: 0,
        ended_at: None,
    })
}

/// What becomes of a ticket, and what that was.
///
/// # Errors
/// `queue.serving`, `queue.elsewhere`, `queue.not_today`, `queue.window`.
pub fn decide(
    ticket: &QueueTicket,
    command: Command,
    at: &Counter<'_>,
) -> Result<(QueueTicket, Deed), Refusal> {
    ensure(ticket.day == at.today, || {
        Refusal::by(&rules::NOT_TODAY).with("number", ticket.plate()).with("day", ticket.day)
    })?;
    let elsewhere = || Refusal::by(&rules::ELSEWHERE).with("number", ticket.plate());
    let here = ticket.standing == Standing::Called && ticket.window == Some(at.window);
    let after = ticket.clone();
    match command {
        Command::Call => {
            let deed = match ticket.standing {
                Standing::Called if here => Deed::CalledAgain,
                Standing::Waiting if at.serves(ticket) => Deed::Called,
                // Whoever skipped it may have served a kind that it serves no more.
                Standing::Skipped if at.serves(ticket) || ticket.window == Some(at.window) => Deed::Recalled,
                _ => return Err(elsewhere()),
            };
            if !here {
                at.is_free()?;
            }
            let called = QueueTicket {
                standing: Standing::Called,
                window: Some(at.window),
                called_at: ticket.called_at.or(Some(at.now)),
                last_called_at: Some(at.now),
                calls: ticket.calls.saturating_add(1),
                ended_at: None,
                ..after
            };
            Ok((called, deed))
        }
        _ if !here => Err(elsewhere()),
        Command::Skip => {
            Ok((QueueTicket { standing: Standing::Skipped, ended_at: Some(at.now), ..after }, Deed::Skipped))
        }
        Command::Finish => {
            Ok((QueueTicket { standing: Standing::Done, ended_at: Some(at.now), ..after }, Deed::Finished))
        }
        Command::Transfer { to } => {
            let open = at.facts.windows.get(&to).is_some_and(|window| window.validity.holds_on(at.today));
            ensure(open && to != at.window, || Refusal::by(&rules::WINDOW))?;
            Ok((QueueTicket { standing: Standing::Waiting, wanted: Some(to), ..after }, Deed::Transferred))
        }
    }
}
