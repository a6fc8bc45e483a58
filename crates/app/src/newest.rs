//! Lists of one department by day, the newest first: whose list it is, where it begins, and where a page of it ends.

use daowei_domain::authority::Act;
use daowei_ident::DepartmentId;
use jiff::civil::Date;

use crate::error::{Error, Result};
use crate::unit::Unit;

/// The department that is asked for, or the caller's own, where he may read its cases.
///
/// # Errors
/// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see.
pub(crate) fn department(unit: &Unit<'_, '_>, asked: Option<DepartmentId>) -> Result<DepartmentId> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadCase)?;
    let department = asked.unwrap_or(unit.staff()?.department);
    if scope.reaches(department) { Ok(department) } else { Err(Error::NotFound { what: "department" }) }
}

/// The day and id behind which it begins: behind every id of the last day that is asked for, or behind the place of a cursor
/// where that lies further on.
pub(crate) fn beginning(until: Option<Date>, after: Option<&(String, String)>) -> (String, String) {
    let until = until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
    let beginning = (until, "~".to_owned());
    after.map_or_else(|| beginning.clone(), |after| after.min(&beginning).clone())
}

/// A page out of rows of which one more was read than it holds, and whether there is that one.
pub(crate) fn page<T>(mut rows: Vec<T>, limit: u32) -> (Vec<T>, bool) {
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    (rows, more)
}
