//! What the desk sees of the queue, and one ticket with what was done to it.

use daowei_domain::authority::Act;
use daowei_domain::queue::{QueueTicket, Standing, at_window};
use daowei_ident::{PersonId, TicketId, WindowId};
use daowei_store::queue as rows;
use jiff::Timestamp;

use super::call::counter;
use super::waits::{Totals, totals};
use super::{plate, serving, today, waiting};
use crate::App;
use crate::authority::grant;
use crate::error::{Error, Result};
use crate::unit::{Caller, Unit};

/// Tickets that were skipped, as many as a window looks at.
const MOST_SKIPPED: u32 = 200;

/// A kind, and how many wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindSeen {
    /// Its letter.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// The windows that serve it; none: every window does.
    pub windows: Vec<WindowId>,
    /// How many wait.
    pub waiting: usize,
}

/// A ticket as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketSeen {
    /// The ticket.
    pub ticket: QueueTicket,
    /// Its number, such as `A001`.
    pub number: String,
    /// What it is for; nothing where that kind is queued for no more.
    pub kind: Option<String>,
    /// The plate of the window that called it last.
    pub window: Option<String>,
}

impl TicketSeen {
    pub(super) fn of(unit: &Unit<'_, '_>, ticket: QueueTicket) -> Self {
        let kind = unit.world.queue.as_ref().and_then(|queue| queue.kind(ticket.kind));
        Self {
            number: ticket.plate(),
            kind: kind.map(|kind| kind.name.clone()),
            window: ticket.window.and_then(|window| plate(unit, window)),
            ticket,
        }
    }
}

/// The queue from where the caller sits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What is queued for.
    pub kinds: Vec<KindSeen>,
    /// The caller's window, where he may call.
    pub window: Option<(WindowId, String)>,
    /// How many wait for that window.
    pub waiting: usize,
    /// What is served there, with the cases that were received meanwhile: id and number.
    pub serving: Option<(TicketSeen, Vec<(String, String)>)>,
    /// Those that were skipped and can be recalled there.
    pub skipped: Vec<TicketSeen>,
    /// The windows to which a ticket can be passed on.
    pub others: Vec<(WindowId, String)>,
    /// The day in figures, for whoever may read them.
    pub totals: Option<Totals>,
}

/// One ticket, with everything that was done to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketDetail {
    /// The ticket.
    pub ticket: TicketSeen,
    /// The cases received meanwhile: id and number.
    pub cases: Vec<(String, String)>,
    /// When, what, at which window, by whom.
    pub steps: Vec<(Timestamp, String, Option<String>, Option<String>)>,
}

impl App {
    /// The queue from where the caller sits; nothing in it where nobody queues.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn queue_desk(&self, caller: Caller) -> Result<Desk> {
        self.read(caller, desk).await
    }

    /// One ticket.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`].
    pub async fn ticket(&self, caller: Caller, id: TicketId) -> Result<TicketDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }
}

fn desk(unit: &mut Unit<'_, '_>) -> Result<Desk> {
    let may = |unit: &Unit<'_, '_>, act| grant(unit, act, None);
    let reads = may(unit, Act::ReadQueue);
    let calls = may(unit, Act::CallTicket);
    let any = reads.is_ok() || calls.is_ok() || may(unit, Act::ArrangeQueue).is_ok();
    if !any {
        may(unit, Act::DrawTicket)?;
    }
    let world = unit.world.clone();
    let Some(queue) = world.queue.as_ref().filter(|queue| !queue.kinds.is_empty()) else {
        return Ok(Desk {
            kinds: Vec::new(),
            window: None,
            waiting: 0,
            serving: None,
            skipped: Vec::new(),
            others: Vec::new(),
            totals: None,
        });
    };
    let (day, waiting) = (today(unit), waiting(unit)?);
    let kind = |kind: &daowei_domain::queue::Kind| KindSeen {
        letter: kind.letter,
        name: kind.name.clone(),
        windows: kind.windows.iter().copied().collect(),
        waiting: waiting.iter().filter(|ticket| ticket.kind == kind.letter).count(),
    };
    let mut desk = Desk {
        kinds: queue.kinds.iter().map(kind).collect(),
        window: None,
        waiting: waiting.len(),
        serving: None,
        skipped: Vec::new(),
        others: Vec::new(),
        totals: None,
    };
    let sits = calls.ok().and_then(|_| at_window(&world.facts, unit.staff().ok()?, day).ok());
    if let Some(window) = sits {
        let held = serving(unit, window)?;
        let skipped = rows::of_standing(unit.tx, &day.to_string(), Standing::Skipped, MOST_SKIPPED)?;
        let at = counter(unit, window, held.as_ref());
        desk.waiting = waiting.iter().filter(|ticket| at.serves(ticket)).count();
        let here = |ticket: &QueueTicket| at.serves(ticket) || ticket.window == Some(window);
        let skipped: Vec<QueueTicket> = skipped.into_iter().filter(here).collect();
        desk.skipped = skipped.into_iter().map(|ticket| TicketSeen::of(unit, ticket)).collect();
        desk.window = plate(unit, window).map(|number| (window, number));
        let open = world.facts.windows.values().filter(|other| other.validity.holds_on(day));
        let mut others: Vec<_> =
            open.filter(|other| other.id != window).map(|other| (other.id, other.number.clone())).collect();
        others.sort_by(|one, other| one.1.cmp(&other.1));
        desk.others = others;
        if let Some(ticket) = held {
            let cases = rows::cases_of(unit.tx, &ticket.id.to_string())?;
            desk.serving = Some((TicketSeen::of(unit, ticket), cases));
        }
    }
    if reads.is_ok() {
        desk.totals = Some(totals(unit)?);
    }
    Ok(desk)
}

fn detail(unit: &mut Unit<'_, '_>, id: TicketId) -> Result<TicketDetail> {
    if let Err(refused) = grant(unit, Act::CallTicket, None) {
        grant(unit, Act::ReadQueue, None).map_err(|_| refused)?;
    }
    let found = rows::get(unit.tx, &id.to_string())?;
    let ticket = found.ok_or(Error::NotFound { what: "ticket" })?;
    let (cases, steps) = (rows::cases_of(unit.tx, &id.to_string())?, rows::steps(unit.tx, &id.to_string())?);
    let mut told = Vec::with_capacity(steps.len());
    for step in steps {
        let at = Timestamp::from_microsecond(step.at)
            .map_err(|_| Error::Store(daowei_store::Error::Damaged { what: "queue step" }))?;
        let window = step.desk.parse().ok().and_then(|window| plate(unit, window));
        let person = step.person.parse::<PersonId>().ok().map(|person| unit.world.name(person).to_owned());
        told.push((at, step.deed, window, person));
    }
    Ok(TicketDetail { ticket: TicketSeen::of(unit, ticket), cases, steps: told })
}
