//! Hand-overs of a department by day; those that wait for oneself; one with what goes over.

use daowei_domain::authority::Act;
use daowei_domain::handover::Handover;
use daowei_ident::{DepartmentId, HandoverId, PersonId};
use daowei_store::view::handover::HandoverRow;
use daowei_store::view::order::Way;
use daowei_store::{vault, view};

use super::open;
use crate::App;
use crate::error::{Error, Result};
use crate::newest::{self, Days};
use crate::unit::{Caller, Unit};

/// Hand-overs of oneself that wait at most: each holds all of somebody's cases.
const MOST_OPEN: u32 = 50;

/// Which hand-overs.
#[derive(Clone, Debug)]
pub struct HandoverQuery {
    /// Those that wait for the caller, or that he has proposed and that wait.
    pub mine: bool,
    /// Of this department; the caller's own where nothing is said.
    pub department: Option<DepartmentId>,
    /// Proposed on these days, and which way.
    pub days: Days,
    /// Behind this day and id.
    pub after: Option<(String, String)>,
    /// How many.
    pub limit: u32,
}

/// A hand-over of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverListed {
    /// The row.
    pub row: HandoverRow,
    /// Who hands over.
    pub giver: String,
    /// Who takes over.
    pub taker: String,
}

/// One hand-over, with names. What the two wrote to each other is for them.
#[derive(Clone, Debug)]
pub struct HandoverDetail {
    /// The hand-over.
    pub handover: Handover,
    /// The department's name.
    pub department: String,
    /// The window's number.
    pub window: Option<String>,
    /// Who hands over.
    pub giver: String,
    /// Who takes over.
    pub taker: String,
    /// 交接说明; nothing where the law had it deleted, and for others than the two.
    pub remarks: Option<String>,
    /// Why it came back.
    pub reason: Option<String>,
}

impl App {
    /// Hand-overs, and whether there are more.
    ///
    /// # Errors
    /// Rules of authority; [`Error::NotFound`] for a department that is not there or not the caller's to see.
    pub async fn handovers(
        &self,
        caller: Caller,
        query: HandoverQuery,
    ) -> Result<(Vec<HandoverListed>, bool)> {
        self.read(caller, move |unit| list(unit, &query)).await
    }

    /// One hand-over.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a hand-over that is not there or not the caller's to see.
    pub async fn handover(&self, caller: Caller, id: HandoverId) -> Result<HandoverDetail> {
        self.read(caller, move |unit| detail(unit, id)).await
    }
}

fn list(unit: &mut Unit<'_, '_>, query: &HandoverQuery) -> Result<(Vec<HandoverListed>, bool)> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadCase)?;
    let staff = unit.staff()?.clone();
    if query.mine {
        let rows = view::handover::open_of(unit.tx, &staff.person.to_string(), MOST_OPEN)?;
        let own = rows.into_iter().filter(|row| row.department == staff.department.to_string());
        let mut rows: Vec<HandoverRow> = own.collect();
        rows.sort_by(|one, other| (&one.proposed_on, &one.id).cmp(&(&other.proposed_on, &other.id)));
        if query.days.back {
            rows.reverse();
        }
        return Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), false));
    }
    let department = query.department.unwrap_or(staff.department);
    if !scope.reaches(department) {
        return Err(Error::NotFound { what: "department" });
    }
    let limit = query.limit.clamp(1, 100);
    let (bound, after) = query.days.ends(query.after.as_ref());
    let (way, fetched) = (Way { back: query.days.back, bound: &bound }, limit.saturating_add(1));
    let after = (after.0.as_str(), after.1.as_str());
    let rows = view::handover::of_department(unit.tx, &department.to_string(), way, after, fetched)?;
    let (rows, more) = newest::page(rows, limit);
    Ok((rows.into_iter().map(|row| listed(unit, row)).collect(), more))
}

fn listed(unit: &Unit<'_, '_>, row: HandoverRow) -> HandoverListed {
    let name = |id: &str| id.parse::<PersonId>().map_or("", |person| unit.world.name(person)).to_owned();
    HandoverListed { giver: name(&row.giver), taker: name(&row.taker), row }
}

fn detail(unit: &mut Unit<'_, '_>, id: HandoverId) -> Result<HandoverDetail> {
    unit.in_scope("case:read")?;
    let scope = crate::case::scope(unit, Act::ReadCase)?;
    let (handover, _) = open(unit, id)?;
    if !scope.reaches(handover.department) {
        return Err(Error::NotFound { what: "handover" });
    }
    let staff = unit.staff()?.clone();
    // Words from one to the other are no look; everybody else finds them as the reason in each case, for a purpose.
    let between = [handover.giver.person, handover.taker].contains(&staff.person);
    let own = unit.scopes.is_none() && between;
    let ids: Vec<String> = [Some(&handover.remarks), handover.reason.as_ref()]
        .into_iter()
        .flatten()
        .filter(|_| own)
        .map(|text| text.id.to_string())
        .collect();
    let kept = vault::get_many(unit.tx, unit.inner.keys.vault(), ids.iter().map(String::as_str))?;
    let words = |text: Option<&daowei_domain::TextRef>| {
        let id = text?.id.to_string();
        let record = kept.iter().find(|record| record.id == id)?;
        Some(String::from_utf8_lossy(&record.plain).into_owned())
    };
    let facts = &unit.world.facts;
    let department = facts.departments.get(&handover.department);
    let window = handover.window.and_then(|window| facts.windows.get(&window));
    Ok(HandoverDetail {
        department: department.map_or_else(String::new, |department| department.name.clone()),
        window: window.map(|window| window.number.clone()),
        giver: unit.world.name(handover.giver.person).to_owned(),
        taker: unit.world.name(handover.taker).to_owned(),
        remarks: words(Some(&handover.remarks)),
        reason: words(handover.reason.as_ref()),
        handover,
    })
}
