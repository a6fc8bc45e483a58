//! Foreign cases of a department, the newest first; one with its history, masked.

use daowei_domain::foreign::{AmendReason, Event, ForeignCase, ForeignResult, Origin, Progress};
use daowei_ident::{DepartmentId, ForeignCaseId, ItemId, PersonId, PersonName};
use daowei_store::view;
use daowei_store::view::foreign::{ForeignRow, OPEN, Part};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{applicant, open};
use crate::error::Result;
use crate::unit::{Caller, Unit};
use crate::{App, newest};

/// Which foreign cases.
#[derive(Clone, Debug)]
pub struct ForeignQuery {
    /// Of this department; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// Of this system.
    pub system: Option<String>,
    /// With this number there.
    pub number: Option<String>,
    /// About this item.
    pub item: Option<ItemId>,
    /// With this result; `Some(None)` for those that have none yet.
    pub standing: Option<Option<ForeignResult>>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or before.
    pub until: Option<Date>,
    /// Behind this day and id.
    pub after: Option<(String, String)>,
    /// How many.
    pub limit: u32,
}

/// A foreign case of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignListed {
    /// The row.
    pub row: ForeignRow,
    /// The department's name.
    pub department: String,
    /// Who registered it, by name; empty where the host imported it.
    pub registrar: String,
}

/// A step of its history.
#[derive(Clone, Debug)]
pub struct ForeignStep {
    /// When it was entered.
    pub at: Timestamp,
    /// Who entered it; nothing where the host imported it.
    pub by: Option<String>,
    /// Who answers for contract staff.
    pub responsible: Option<String>,
    /// By hand or from a file.
    pub origin: Origin,
    /// Why it was amended; nothing where that was not done by hand.
    pub reason: Option<AmendReason>,
    /// As it stood from then on; nothing where a file only said the same.
    pub progress: Option<Progress>,
}

/// One foreign case, masked.
#[derive(Clone, Debug)]
pub struct ForeignDetail {
    /// The case.
    pub case: ForeignCase,
    /// The department's name.
    pub department: String,
    /// Who applied, masked.
    pub applicant: Option<String>,
    /// Registered and amended, the oldest first.
    pub history: Vec<ForeignStep>,
}

impl App {
    /// Foreign cases of a department, the newest first, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`](crate::Error::NotFound) for a department that is not there or not the caller's to see.
    pub async fn foreign_cases(
        &self,
        caller: Caller,
        query: ForeignQuery,
    ) -> Result<(Vec<ForeignListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }

    /// One foreign case with its history, masked.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::Error::NotFound) for one that is not there or not the caller's to see.
    pub async fn foreign_case(&self, caller: Caller, id: ForeignCaseId) -> Result<ForeignDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }
}

fn list(unit: &mut Unit<'_, '_>, query: &ForeignQuery) -> Result<(Vec<ForeignListed>, bool)> {
    let department = newest::department(unit, query.department)?;
    let limit = query.limit.clamp(1, 100);
    let (rows, more) = newest::page(part(unit, department, query, limit.saturating_add(1))?, limit);
    Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), more))
}

/// Rows of a department that fit, the newest first.
pub(super) fn part(
    unit: &mut Unit<'_, '_>,
    department: DepartmentId,
    query: &ForeignQuery,
    limit: u32,
) -> Result<Vec<ForeignRow>> {
    let from = query.from.map_or_else(String::new, |day| day.to_string());
    let after = newest::beginning(query.until, query.after.as_ref());
    let department = department.to_string();
    let item = query.item.map_or_else(String::new, |item| item.to_string());
    let part = Part {
        department: &department,
        system: query.system.as_deref().unwrap_or_default(),
        number: query.number.as_deref().unwrap_or_default(),
        item: &item,
        standing: query.standing.map_or("", |result| result.map_or(OPEN, ForeignResult::id)),
        from: &from,
        after: (&after.0, &after.1),
        limit,
    };
    Ok(view::foreign::page(unit.tx, part)?)
}

pub(super) fn listed(unit: &Unit<'_, '_>, row: ForeignRow) -> ForeignListed {
    let registrar = row.registrar.as_deref().and_then(|id| id.parse::<PersonId>().ok());
    let department = row.department.parse().ok().and_then(|id| unit.world.facts.departments.get(&id));
    ForeignListed {
        department: department.map_or_else(String::new, |department| department.name.clone()),
        registrar: registrar.map_or("", |person| unit.world.name(person)).to_owned(),
        row,
    }
}

fn detail(unit: &mut Unit<'_, '_>, id: ForeignCaseId) -> Result<ForeignDetail> {
    let (case, records, _) = open(unit, id)?;
    let department = unit.world.facts.departments.get(&case.department);
    let department = department.map_or_else(String::new, |department| department.name.clone());
    let name = |person: PersonId| unit.world.name(person).to_owned();
    let steps = records.iter().map(|record| {
        let staff = record.by.staff();
        let (origin, reason, progress) = match &record.event {
            Event::Registered(e) => (e.origin, None, Some(e.progress.clone())),
            Event::Amended(e) => (e.origin, e.reason, Some(e.after.clone())),
            Event::Confirmed(_) => (Origin::Import, None, None),
        };
        ForeignStep {
            at: record.at,
            by: staff.map(|staff| name(staff.person)),
            responsible: staff.and_then(|staff| staff.responsible).map(name),
            origin,
            reason,
            progress,
        }
    });
    let history = steps.collect();
    let applicant = applicant(unit, &case)?;
    Ok(ForeignDetail {
        department,
        applicant: applicant.map(|name| PersonName::kept(name).masked()),
        history,
        case,
    })
}
