//! 叫号: tickets of a day, what was done to each, and the cases received meanwhile. No part of the evidence.

use daowei_domain::queue::{Deed, QueueTicket, Standing};
use jiff::Timestamp;

use crate::view::case::identifier;
use crate::{Error, Result, Row, Statement, Tx, params};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, day, kind, number, standing, wanted, desk, drawn_at, called_at, last_called_at, calls, ended_at
             FROM queue_ticket ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("queue_ticket.get", columns!("WHERE id = $1"));
const SERVING: Statement =
    Statement::new("queue_ticket.serving", columns!("WHERE day = $1 AND desk = $2 AND standing = 'called'"));
const STANDING: Statement = Statement::new(
    "queue_ticket.of_standing",
    columns!("WHERE day = $1 AND standing = $2 ORDER BY drawn_at, id LIMIT $3"),
);
const LAST: Statement =
    Statement::new("queue_ticket.last", "SELECT MAX(number) FROM queue_ticket WHERE day = $1 AND kind = $2");
const INSERT: Statement = Statement::new(
    "queue_ticket.insert",
    "INSERT INTO queue_ticket (id, day, kind, number, standing, wanted, desk, drawn_at, calls)
     VALUES ($1, $2, $3, $4, $5, '', '', $6, 0)",
);
const UPDATE: Statement = Statement::new(
    "queue_ticket.update",
    "UPDATE queue_ticket
     SET standing = $1, wanted = $2, desk = $3, called_at = $4, last_called_at = $5, calls = $6, ended_at = $7
     WHERE id = $8 AND standing = $9 AND calls = $10 AND wanted = $11",
);
const STEP: Statement = Statement::new(
    "queue_step.insert",
    "INSERT INTO queue_step (ticket, step, at, deed, desk, person)
     VALUES ($1, (SELECT COUNT(*) FROM queue_step WHERE ticket = $2) + 1, $3, $4, $5, $6)",
);
const STEPS: Statement = Statement::new(
    "queue_step.of_ticket",
    "SELECT at, deed, desk, person FROM queue_step WHERE ticket = $1 ORDER BY step",
);
const LINK: Statement = Statement::new(
    "queue_case.insert",
    "INSERT INTO queue_case (case_id, ticket, number) VALUES ($1, $2, $3)",
);
const TICKET_OF: Statement = Statement::new(
    "queue_case.ticket",
    columns!("WHERE id = (SELECT ticket FROM queue_case WHERE case_id = $1)"),
);
const CASES_OF: Statement = Statement::new(
    "queue_case.of_ticket",
    "SELECT case_id, number FROM queue_case WHERE ticket = $1 ORDER BY number",
);
const WAITS: Statement = Statement::new(
    "queue_ticket.waits",
    "SELECT day, kind, desk, COUNT(*), COUNT(called_at),
        CAST(SUM(CASE WHEN standing = 'waiting' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN standing = 'skipped' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(COALESCE(SUM(called_at - drawn_at), 0) AS BIGINT), COALESCE(MAX(called_at - drawn_at), 0)
     FROM queue_ticket WHERE day >= $1 AND (day, kind, desk) < ($2, $3, $4)
     GROUP BY day, kind, desk ORDER BY day DESC, kind DESC, desk DESC LIMIT $5",
);

/// The statements of this module.
pub(crate) const STATEMENTS: &[Statement] =
    &[GET, SERVING, STANDING, LAST, INSERT, UPDATE, STEP, STEPS, LINK, TICKET_OF, CASES_OF, WAITS];

/// One thing that was done to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When, UTC microseconds.
    pub at: i64,
    /// What.
    pub deed: String,
    /// At which window; empty where at none.
    pub desk: String,
    /// By whom; empty where the holder drew it himself.
    pub person: String,
}

/// The tickets of one day, kind and window, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The day.
    pub day: String,
    /// The letter of the kind.
    pub kind: String,
    /// The window that called them last; empty for those that nobody called.
    pub desk: String,
    /// How many were drawn.
    pub drawn: i64,
    /// How many were called.
    pub called: i64,
    /// How many wait.
    pub waiting: i64,
    /// How many were called and did not come.
    pub skipped: i64,
    /// How long those called had waited, together, in microseconds.
    pub waited: i64,
    /// The longest of these waits, in microseconds.
    pub longest: i64,
}

/// Which part of the figures, the newest first.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// On this day or later.
    pub from: &'a str,
    /// Behind this day, kind and window.
    pub after: (&'a str, &'a str, &'a str),
    /// Rows at most.
    pub limit: u32,
}

fn damaged() -> Error {
    Error::Damaged { what: "queue ticket" }
}

fn instant(micros: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(micros).map_err(|_| damaged())
}

fn named<T: std::str::FromStr>(text: &str) -> Result<Option<T>> {
    match text {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| damaged()),
    }
}

fn ticket(row: &Row<'_>) -> Result<QueueTicket> {
    let standing = match row.text(4)? {
        "waiting" => Standing::Waiting,
        "called" => Standing::Called,
        "skipped" => Standing::Skipped,
        "done" => Standing::Done,
        _ => return Err(damaged()),
    };
    Ok(QueueTicket {
        id: row.text(0)?.parse().map_err(|_| damaged())?,
        day: row.text(1)?.parse().map_err(|_| damaged())?,
        kind: row.text(2)?.chars().next().ok_or_else(damaged)?,
        number: row.int(3)?.try_into().map_err(|_| damaged())?,
        standing,
        wanted: named(row.text(5)?)?,
        window: named(row.text(6)?)?,
        drawn_at: instant(row.int(7)?)?,
        called_at: row.optional_int(8)?.map(instant).transpose()?,
        last_called_at: row.optional_int(9)?.map(instant).transpose()?,
        calls: row.int(10)?.try_into().map_err(|_| damaged())?,
        ended_at: row.optional_int(11)?.map(instant).transpose()?,
    })
}

/// A ticket.
///
/// # Errors
/// What befell the store.
pub fn get(tx: &mut Tx<'_>, id: &str) -> Result<Option<QueueTicket>> {
    tx.one(&GET, params![id], ticket)
}

/// What a window serves on that day.
///
/// # Errors
/// What befell the store.
pub fn serving(tx: &mut Tx<'_>, day: &str, desk: &str) -> Result<Option<QueueTicket>> {
    tx.one(&SERVING, params![day, desk], ticket)
}

/// The tickets of a day that stand so, in the order of their arrival.
///
/// # Errors
/// What befell the store.
pub fn of_standing(tx: &mut Tx<'_>, day: &str, standing: Standing, limit: u32) -> Result<Vec<QueueTicket>> {
    tx.all(&STANDING, params![day, &identifier(&standing), limit], ticket)
}

/// The last number of that day and kind; 0 before the first.
///
/// # Errors
/// What befell the store.
pub fn last(tx: &mut Tx<'_>, day: &str, kind: char) -> Result<u32> {
    let kind = kind.to_string();
    let last = tx.one(&LAST, params![day, &kind], |row| row.optional_int(0))?.flatten();
    last.unwrap_or(0).try_into().map_err(|_| damaged())
}

/// Keeps a new ticket, drawn by that member of staff or, where nobody is named, by its holder.
///
/// # Errors
/// [`Error::Conflict`] where the same number is drawn at this moment; the unit of work is run again.
pub fn insert(tx: &mut Tx<'_>, ticket: &QueueTicket, person: &str) -> Result<()> {
    let (id, day, kind) = (ticket.id.to_string(), ticket.day.to_string(), ticket.kind.to_string());
    let at = ticket.drawn_at.as_microsecond();
    let standing = identifier(&ticket.standing);
    tx.run(&INSERT, params![&id, &day, &kind, ticket.number, &standing, at]).map_err(met)?;
    step(tx, &id, at, Deed::Drawn, "", person)
}

/// Keeps what became of a ticket.
///
/// # Errors
/// [`Error::Conflict`] where somebody else did something to it meanwhile, or called another to the same window; the unit of work is run
/// again.
pub fn update(
    tx: &mut Tx<'_>,
    (before, after): (&QueueTicket, &QueueTicket),
    (at, deed, desk, person): (Timestamp, Deed, &str, &str),
) -> Result<()> {
    let window =
        |window: Option<daowei_ident::WindowId>| window.map_or_else(String::new, |id| id.to_string());
    let micros = |at: Option<Timestamp>| at.map(Timestamp::as_microsecond);
    let id = after.id.to_string();
    let changed = tx.run(
        &UPDATE,
        params![
            &identifier(&after.standing),
            &window(after.wanted),
            &window(after.window),
            micros(after.called_at),
            micros(after.last_called_at),
            after.calls,
            micros(after.ended_at),
            &id,
            &identifier(&before.standing),
            before.calls,
            &window(before.wanted)
        ],
    );
    if changed.map_err(met)? != 1 {
        return Err(Error::Conflict);
    }
    step(tx, &id, at.as_microsecond(), deed, desk, person)
}

fn step(tx: &mut Tx<'_>, ticket: &str, at: i64, deed: Deed, desk: &str, person: &str) -> Result<()> {
    tx.run(&STEP, params![ticket, ticket, at, &identifier(&deed), desk, person]).map_err(met)?;
    Ok(())
}

fn met(error: Error) -> Error {
    match error {
        Error::Duplicate { .. } => Error::Conflict,
        other => other,
    }
}

/// What was done to a ticket, in its order.
///
/// # Errors
/// What befell the store.
pub fn steps(tx: &mut Tx<'_>, ticket: &str) -> Result<Vec<Step>> {
    tx.all(&STEPS, params![ticket], |row| {
        Ok(Step { at: row.int(0)?, deed: row.string(1)?, desk: row.string(2)?, person: row.string(3)? })
    })
}

/// Notes that a case was received while a ticket was served.
///
/// # Errors
/// What befell the store.
pub fn link(tx: &mut Tx<'_>, case: &str, number: &str, ticket: &str) -> Result<()> {
    tx.run(&LINK, params![case, ticket, number])?;
    Ok(())
}

/// The ticket of a case.
///
/// # Errors
/// What befell the store.
pub fn ticket_of(tx: &mut Tx<'_>, case: &str) -> Result<Option<QueueTicket>> {
    tx.one(&TICKET_OF, params![case], ticket)
}

/// The cases of a ticket: id and number.
///
/// # Errors
/// What befell the store.
pub fn cases_of(tx: &mut Tx<'_>, ticket: &str) -> Result<Vec<(String, String)>> {
    tx.all(&CASES_OF, params![ticket], |row| Ok((row.string(0)?, row.string(1)?)))
}

/// The tickets by day, kind and window, the newest day first.
///
/// # Errors
/// What befell the store.
pub fn waits(tx: &mut Tx<'_>, part: Part<'_>) -> Result<Vec<Waits>> {
    let (day, kind, desk) = part.after;
    tx.all(&WAITS, params![part.from, day, kind, desk, part.limit], |row| {
        Ok(Waits {
            day: row.string(0)?,
            kind: row.string(1)?,
            desk: row.string(2)?,
            drawn: row.int(3)?,
            called: row.int(4)?,
            waiting: row.int(5)?,
            skipped: row.int(6)?,
            waited: row.int(7)?,
            longest: row.int(8)?,
        })
    })
}
