//! 电话记录 of a department's cases, the newest first.

use daowei_calendar::{end_of_day, start_of_day};
use daowei_ident::{DepartmentId, PersonId};
use daowei_store::view;
pub use daowei_store::view::call::{CallRow, Place};
use jiff::civil::Date;

use super::Page;
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{App, newest};

/// Which calls.
#[derive(Clone, Debug)]
pub struct CallQuery {
    /// Of this department's cases; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// On this legal day or later.
    pub from: Option<Date>,
    /// On this legal day or before.
    pub until: Option<Date>,
    /// Behind this place.
    pub after: Option<Place>,
    /// How many.
    pub limit: u32,
}

/// A call of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallListed {
    /// The row.
    pub row: CallRow,
    /// Who recorded it, by name.
    pub teller: String,
}

impl App {
    /// Calls of a department's cases, the newest first: about what, and what came of it; with whom stands in the vault.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`](crate::Error::NotFound) for a department that is not there or not the caller's to see.
    pub async fn calls(&self, caller: Caller, query: CallQuery) -> Result<Page<CallListed>> {
        self.read(caller, move |unit| calls(unit, &query)).await
    }
}

fn calls(unit: &mut Unit<'_, '_>, query: &CallQuery) -> Result<Page<CallListed>> {
    let department = newest::department(unit, query.department)?;
    let limit = query.limit.clamp(1, 100);
    let from = query.from.map_or(i64::MIN, |day| start_of_day(day).as_microsecond());
    let until = query.until.map_or(i64::MAX, |day| end_of_day(day).as_microsecond());
    let beginning = Place { at: until, case: String::new(), sequence: 0 };
    let after = query.after.as_ref().map_or(&beginning, |after| after.min(&beginning));
    let fetched = limit.saturating_add(1);
    let rows = view::call::of_department(unit.tx, &department.to_string(), from, after, fetched)?;
    let (rows, more) = newest::page(rows, limit);
    let listed = |row: CallRow| {
        let teller = row.teller.as_deref().and_then(|id| id.parse::<PersonId>().ok());
        let teller = teller.map_or("", |person| unit.world.name(person)).to_owned();
        CallListed { row, teller }
    };
    Ok(Page { rows: rows.into_iter().map(listed).collect(), more })
}
