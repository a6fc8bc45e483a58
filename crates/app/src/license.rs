//! 证照: finding what decisions have issued. They are issued by the decision itself.

use std::collections::HashMap;

use daowei_domain::authority::{Act, Scope};
use daowei_ident::{DepartmentId, DocumentNumber, LicenseId};
pub use daowei_store::view::license::By;
use daowei_store::view::license::LicenseRow;
use daowei_store::view::order::Order;
use daowei_store::{vault, view};

use crate::error::{Error, Problem, Result};
use crate::unit::{Caller, Unit};
use crate::{App, sorted, text};

/// Characters of a search.
const LONGEST_SEARCH: usize = 100;

/// A license, its holder's name masked unless it is a legal person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LicenseView {
    /// The license.
    pub row: LicenseRow,
    /// The name of its holder.
    pub holder: String,
}

/// Which licenses.
#[derive(Clone, Debug, Default)]
pub struct LicenseQuery {
    /// Of this department; of the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// Words of what they are called, of their item or of a holder with a public name, or initials of their pinyin; at least two
    /// characters.
    pub words: Option<String>,
    /// In which order.
    pub order: Order<By>,
    /// Behind this license.
    pub after: Option<LicenseId>,
    /// How many.
    pub limit: u32,
}

/// Licenses of one department, and whether there are more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licenses {
    /// The rows.
    pub rows: Vec<LicenseView>,
    /// Whether there are more.
    pub more: bool,
}

impl App {
    /// Licenses of a department.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see; [`Error::Input`] for a
    /// page behind a license that is none of the department's, and for words that are too long, or fit too many names.
    pub async fn licenses(&self, caller: Caller, query: LicenseQuery) -> Result<Licenses> {
        self.read(caller, move |unit| licenses(unit, &query)).await
    }

    /// One license.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a license that is not there or not the caller's to see.
    pub async fn license(&self, caller: Caller, id: LicenseId) -> Result<LicenseView> {
        self.read(caller, move |unit| {
            let scope = scope(unit)?;
            let row = view::license::by_id(unit.tx, &id.to_string())?;
            seen(unit, &scope, row)
        })
        .await
    }

    /// The license with that number.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a license that is not there or not the caller's to see.
    pub async fn license_numbered(&self, caller: Caller, number: DocumentNumber) -> Result<LicenseView> {
        self.read(caller, move |unit| {
            let scope = scope(unit)?;
            let row = view::license::by_number(unit.tx, &number.to_string())?;
            seen(unit, &scope, row)
        })
        .await
    }
}

/// Licenses of a department, its own where none is named.
pub(crate) fn licenses(unit: &mut Unit<'_, '_>, query: &LicenseQuery) -> Result<Licenses> {
    let scope = scope(unit)?;
    let department = query.department.unwrap_or(unit.staff()?.department);
    if !scope.reaches(department) {
        return Err(Error::NotFound { what: "department" });
    }
    let department = department.to_string();
    let after = match query.after {
        Some(id) => {
            let row = view::license::by_id(unit.tx, &id.to_string())?;
            Some(row.filter(|row| row.department == department).ok_or_else(sorted::nowhere)?)
        }
        None => None,
    };
    let limit = query.limit.clamp(1, 100);
    let part = view::license::Part {
        department: &department,
        order: query.order,
        after: after.as_ref(),
        limit: limit.saturating_add(1),
    };
    let mut rows = match &query.words {
        None => view::license::of_department(unit.tx, part)?,
        Some(words) => {
            text::one_line("q", words, LONGEST_SEARCH)?;
            let found = view::license::named(unit.tx, words, part)?;
            found.ok_or(Error::input("q", Problem::TooBroad))?
        }
    };
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(Licenses { rows: with_holders(unit, rows)?, more })
}

/// Licenses are seen with the cases that issued them.
fn scope(unit: &Unit<'_, '_>) -> Result<Scope> {
    unit.in_scope("license:read")?;
    crate::case::scope(unit, Act::ReadCase)
}

fn seen(unit: &mut Unit<'_, '_>, scope: &Scope, row: Option<LicenseRow>) -> Result<LicenseView> {
    let row = row.filter(|row| row.department.parse().is_ok_and(|department| scope.reaches(department)));
    only(unit, row.ok_or(Error::NotFound { what: "license" })?)
}

/// The license that a case issued, for whoever may see the case.
pub(crate) fn of_case(unit: &mut Unit<'_, '_>, id: LicenseId) -> Result<Option<LicenseView>> {
    let row = view::license::by_id(unit.tx, &id.to_string())?;
    row.map(|row| only(unit, row)).transpose()
}

fn only(unit: &mut Unit<'_, '_>, row: LicenseRow) -> Result<LicenseView> {
    with_holders(unit, vec![row])?.pop().ok_or(Error::NotFound { what: "license" })
}

/// With the names of their holders: those that are not public masked.
fn with_holders(unit: &mut Unit<'_, '_>, rows: Vec<LicenseRow>) -> Result<Vec<LicenseView>> {
    let sealed = rows.iter().filter(|row| row.holder_name.is_none()).map(|row| row.holder.as_str());
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), sealed)?;
    let masked = |record: vault::Record| {
        let name = text::party_record(&record.plain)?.name.masked();
        Ok((record.id, name))
    };
    let masked = kept.into_iter().map(masked).collect::<Result<HashMap<String, String>>>()?;
    let view = |row: LicenseRow| {
        let holder = row.holder_name.as_ref().or_else(|| masked.get(&row.holder)).cloned();
        LicenseView { holder: holder.unwrap_or_else(|| "（已依法删除）".to_owned()), row }
    };
    Ok(rows.into_iter().map(view).collect())
}
