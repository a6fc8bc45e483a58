//! 我转出的: the cases that the caller passed on by his own act, the last first, and where they stand now.

use std::collections::HashMap;

use daowei_calendar::{end_of_day, start_of_day};
use daowei_domain::Name;
use daowei_domain::authority::Act;
use daowei_domain::case::Chart;
use daowei_store::view;
use daowei_store::view::sent::SentRow;
use jiff::civil::Date;

use super::listed::{CaseListed, listed};
use super::scope;
use crate::App;
use crate::error::Result;
use crate::unit::{Caller, Unit};

/// Which of them.
#[derive(Clone, Debug)]
pub struct SentQuery {
    /// Passed on on this legal day or later.
    pub from: Option<Date>,
    /// On this legal day or before.
    pub until: Option<Date>,
    /// Behind this place: the instant, UTC microseconds, and the case.
    pub after: Option<(i64, String)>,
    /// How many.
    pub limit: u32,
}

/// A case that the caller passed on.
#[derive(Clone, Debug)]
pub struct SentListed {
    /// When and how.
    pub row: SentRow,
    /// To whom, by name, where it went to a person.
    pub to: Option<String>,
    /// To which step of review, where it went to one.
    pub to_step: Option<Name>,
    /// Where it stands now.
    pub case: CaseListed,
}

/// A page of them.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Those within the caller's scope of today.
    pub rows: Vec<SentListed>,
    /// Where the next page begins; nothing at the end.
    pub next: Option<(i64, String)>,
    /// How many were passed on in the period.
    pub count: u64,
}

impl App {
    /// What the caller passed on, the last first.
    ///
    /// # Errors
    /// Rules of authority; what befell the store.
    pub async fn sent_on(&self, caller: Caller, query: SentQuery) -> Result<Sent> {
        self.read(caller, move |unit| sent(unit, &query)).await
    }
}

fn sent(unit: &mut Unit<'_, '_>, query: &SentQuery) -> Result<Sent> {
    unit.in_scope("case:read")?;
    let scope = scope(unit, Act::ReadCase)?;
    let person = unit.staff()?.person.to_string();
    let limit = query.limit.clamp(1, 100);
    let from = query.from.map_or(i64::MIN, |day| start_of_day(day).as_microsecond());
    let until = query.until.map_or(i64::MAX, |day| end_of_day(day).as_microsecond());
    let beginning = (until, String::new());
    let (at, case) = query.after.as_ref().map_or(&beginning, |after| after.min(&beginning));
    let mut rows = view::sent::of_person(unit.tx, &person, from, (*at, case), limit.saturating_add(1))?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| (row.at, row.case.clone()));
    let count = u64::try_from(view::sent::count(unit.tx, &person, from, until)?).unwrap_or(0);
    // A case that went to another organ is that organ's to see.
    let mut cases = view::case::by_ids(unit.tx, rows.iter().map(|row| row.case.as_str()))?;
    cases.retain(|row| row.department.parse().is_ok_and(|department| scope.reaches(department)));
    let mut cases: HashMap<String, CaseListed> =
        listed(unit, cases).into_iter().map(|case| (case.row.id.clone(), case)).collect();
    let told = |row: SentRow| {
        let to = row.to.as_deref().and_then(|id| id.parse().ok());
        Some(SentListed {
            case: cases.remove(&row.case)?,
            to: to.map(|person| unit.world.name(person).to_owned()),
            to_step: row.step.as_deref().map(|step| Chart::fixed_review().name_of(step)),
            row,
        })
    };
    Ok(Sent { rows: rows.into_iter().filter_map(told).collect(), next, count })
}
