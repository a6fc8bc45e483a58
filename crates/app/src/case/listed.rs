//! A case of a list, with what the day and the organization add to its row.

use daowei_calendar::legal_date;
use daowei_domain::Name;
use daowei_domain::case::Chart;
use daowei_ident::{DepartmentId, PersonId};
use daowei_store::view::case::{CaseRow, NO_DUE};
use jiff::civil::Date;

use crate::unit::Unit;

/// A case of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseListed {
    /// Its row.
    pub row: CaseRow,
    /// The department's name.
    pub department: String,
    /// The name of the person who holds it.
    pub holder: Option<String>,
    /// The step of review that waits.
    pub step: Option<Name>,
    /// Working days until the leading clock ends, less than nothing once it has; nothing where none runs.
    pub remaining: Option<i64>,
}

/// Names and remaining days come from the facts of the epoch, not from the database.
pub(super) fn listed(unit: &Unit<'_, '_>, rows: Vec<CaseRow>) -> Vec<CaseListed> {
    let today = legal_date(unit.now);
    rows.into_iter()
        .map(|row| {
            let department = row.department.parse::<DepartmentId>().ok();
            let department = department.and_then(|id| unit.world.facts.departments.get(&id));
            let holder = row.holder.as_deref().and_then(|id| id.parse::<PersonId>().ok());
            CaseListed {
                department: department.map_or_else(String::new, |department| department.name.clone()),
                holder: holder.map(|person| unit.world.name(person).to_owned()),
                step: row.step.as_deref().map(|step| Chart::fixed_review().name_of(step)),
                remaining: remaining(unit, &row, today),
                row,
            }
        })
        .collect()
}

pub(super) fn remaining(unit: &Unit<'_, '_>, row: &CaseRow, today: Date) -> Option<i64> {
    if row.stopped || row.due == NO_DUE {
        return None;
    }
    let due: Date = row.due.parse().ok()?;
    let days =
        |from, to| unit.world.calendar.count_working_days(from, to).map_or(0, |count| i64::from(count.days));
    Some(if due < today { -days(due, today) } else { days(today, due) })
}
