//! Lists of one department by day, mostly the newest first: whose list it is, where it begins, and where a page of it ends.

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

/// By what a list of days is ordered: by nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByDay {
    /// By its day.
    Day,
}

/// Days of a list, both included, and which way it runs.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or before.
    pub until: Option<Date>,
    /// The newest first.
    pub back: bool,
}

impl Days {
    /// The day at which the list ends, and the day and id behind which it begins.
    pub(crate) fn ends(self, after: Option<&(String, String)>) -> (String, (String, String)) {
        if self.back {
            let from = self.from.map_or_else(String::new, |day| day.to_string());
            return (from, beginning(self.until, after));
        }
        let until = self.until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let from = (self.from.map_or_else(String::new, |day| day.to_string()), String::new());
        (until, after.map_or_else(|| from.clone(), |after| after.max(&from).clone()))
    }
}

/// A page out of rows of which one more was read than it holds, and whether there is that one.
pub(crate) fn page<T>(mut rows: Vec<T>, limit: u32) -> (Vec<T>, bool) {
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    (rows, more)
}
