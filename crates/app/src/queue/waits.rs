//! 叫号情况: how long people waited, by day, kind and window.

use daowei_domain::authority::Act;
use daowei_store::queue::{self as rows, Part, Waits};
use jiff::civil::Date;

use super::{plate, today};
use crate::App;
use crate::authority::grant;
use crate::error::Result;
use crate::newest;
use crate::unit::{Caller, Unit};

/// Rows of one day at most: kinds by windows of a hall.
const MOST: u32 = 2_000;

/// Which figures.
#[derive(Clone, Debug)]
pub struct WaitQuery {
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// Behind this day, kind and window.
    pub after: Option<(String, String, String)>,
    /// How many.
    pub limit: u32,
}

/// One line of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitListed {
    /// The row.
    pub row: Waits,
    /// What the kind is called; nothing where it is queued for no more.
    pub kind: Option<String>,
    /// The plate of the window; nothing where nobody called them yet.
    pub window: Option<String>,
    /// How long those called had waited on the average, in seconds.
    pub average: Option<i64>,
    /// How long at most, in seconds.
    pub longest: Option<i64>,
}

/// The day in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many were drawn today.
    pub drawn: i64,
    /// How many wait now.
    pub waiting: i64,
    /// How long those called had waited on the average, in seconds.
    pub average: Option<i64>,
    /// How long at most, in seconds.
    pub longest: Option<i64>,
}

impl App {
    /// The figures, the newest day first, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority.
    pub async fn waits(&self, caller: Caller, query: WaitQuery) -> Result<(Vec<WaitListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }
}

fn list(unit: &mut Unit<'_, '_>, query: &WaitQuery) -> Result<(Vec<WaitListed>, bool)> {
    grant(unit, Act::ReadQueue, None)?;
    let limit = query.limit.clamp(1, 100);
    let rows = part(unit, query, limit.saturating_add(1))?;
    let (rows, more) = newest::page(rows, limit);
    Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), more))
}

fn part(unit: &mut Unit<'_, '_>, query: &WaitQuery, limit: u32) -> Result<Vec<Waits>> {
    let from = query.from.map(|day| day.to_string()).unwrap_or_default();
    let until = query.until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    let beginning = (until, "~".to_owned(), "~".to_owned());
    let after = query.after.as_ref().map_or(&beginning, |after| after.min(&beginning));
    let after = (after.0.as_str(), after.1.as_str(), after.2.as_str());
    Ok(rows::waits(unit.tx, Part { from: &from, after, limit })?)
}

fn listed(unit: &Unit<'_, '_>, row: Waits) -> WaitListed {
    let letter = row.kind.chars().next();
    let kind = letter.and_then(|letter| unit.world.queue.as_ref()?.kind(letter));
    WaitListed {
        kind: kind.map(|kind| kind.name.clone()),
        window: row.desk.parse().ok().and_then(|window| plate(unit, window)),
        average: seconds(row.waited, row.called),
        longest: seconds(row.longest, row.called.min(1)),
        row,
    }
}

/// Seconds of each of so many; nothing of none.
fn seconds(micros: i64, of: i64) -> Option<i64> {
    micros.checked_div(of).map(|each| each / 1_000_000)
}

/// The day in figures, from its rows.
pub(super) fn totals(unit: &mut Unit<'_, '_>) -> Result<Totals> {
    let day = Some(today(unit));
    let query = WaitQuery { from: day, until: day, after: None, limit: MOST };
    let rows = part(unit, &query, MOST)?;
    let sum = |of: fn(&Waits) -> i64| rows.iter().map(of).fold(0, i64::saturating_add);
    let called = sum(|row| row.called);
    Ok(Totals {
        drawn: sum(|row| row.drawn),
        waiting: sum(|row| row.waiting),
        average: seconds(sum(|row| row.waited), called),
        longest: seconds(rows.iter().map(|row| row.longest).max().unwrap_or_default(), called.min(1)),
    })
}
